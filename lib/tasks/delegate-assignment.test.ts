import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { delegations, notices } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { appointPost, createContextFor, createMember } from '@/db/testing/factories'
import { acceptAssignment } from './accept-assignment'
import { assignmentView } from './assignment-queries'
import { delegateAssignment } from './delegate-assignment'
import { cancelTask } from './end-task'
import { submitStep } from './submit-step'
import { assignmentNow, auditOf, createWorld, dispatchedTask, handInOf } from './testing'
import { withdrawDelegation } from './withdraw-delegation'

const { db } = await testDatabase()
const world = await createWorld(db)
const { officer, secretaries, branches } = world
const delegate = await createMember(db, branches[0])

test('a member of the branch takes the work on, is told, and may hand it in', async () => {
  const { copies } = await dispatchedTask(world)
  const [copy] = copies
  const assignmentId = copy.assignment.id
  const ctx = await createContextFor(db, secretaries[0])
  await acceptAssignment(ctx, { assignmentId })
  const helper = await createContextFor(db, delegate)
  await expect(submitStep(helper, handInOf(copy))).rejects.toMatchObject({ code: 'not_found' })

  await delegateAssignment(ctx, { assignmentId, toPersonId: delegate.id, note: '请周五前填好' })
  expect((await assignmentNow(db, assignmentId)).delegateId).toBe(delegate.id)
  const rows = await db.select().from(delegations).where(eq(delegations.assignmentId, assignmentId))
  expect(rows).toMatchObject([{ toPersonId: delegate.id, byId: secretaries[0].id }])
  const told = await db.select().from(notices).where(eq(notices.personId, delegate.id))
  expect(told).toMatchObject([{ kind: 'task_delegated', body: '请周五前填好' }])
  expect(await auditOf(db, assignmentId, 'assignment.delegate')).toMatchObject([
    { detail: { to: delegate.id } },
  ])
  expect((await submitStep(helper, handInOf(copy))).byId).toBe(delegate.id)
})

test('the delegate of before is out when another one is chosen', async () => {
  const { copies } = await dispatchedTask(world)
  const [copy] = copies
  const assignmentId = copy.assignment.id
  const other = await createMember(db, branches[0])
  const ctx = await createContextFor(db, secretaries[0])
  await acceptAssignment(ctx, { assignmentId })
  await delegateAssignment(ctx, { assignmentId, toPersonId: delegate.id })
  await delegateAssignment(ctx, { assignmentId, toPersonId: other.id })
  const former = await createContextFor(db, delegate)
  await expect(submitStep(former, handInOf(copy))).rejects.toMatchObject({ code: 'not_found' })
})

test('nobody from another branch, or who has left', async () => {
  const { copies } = await dispatchedTask(world)
  const ctx = await createContextFor(db, secretaries[0])
  await expect(
    delegateAssignment(ctx, {
      assignmentId: copies[0].assignment.id,
      toPersonId: secretaries[1].id,
    }),
  ).rejects.toMatchObject({ code: 'invalid', fields: { toPersonId: expect.any(String) } })
  expect((await assignmentNow(db, copies[0].assignment.id)).delegateId).toBeNull()
})

test('only the branch’s own leaders delegate', async () => {
  const { copies } = await dispatchedTask(world)
  const input = { assignmentId: copies[0].assignment.id, toPersonId: delegate.id }
  const clerk = await createMember(db, branches[0])
  await appointPost(db, clerk, branches[0], { post: 'clerk' })
  for (const [person, code] of [
    [officer, 'forbidden'],
    [clerk, 'forbidden'],
    [delegate, 'not_found'],
    [secretaries[1], 'not_found'],
  ] as const) {
    const ctx = await createContextFor(db, person)
    await expect(delegateAssignment(ctx, input)).rejects.toMatchObject({ code })
  }
})

test('not any more when the task has been cancelled', async () => {
  const { task, copies } = await dispatchedTask(world)
  await cancelTask(await createContextFor(db, officer), { taskId: task.id, reason: '不再需要' })
  const ctx = await createContextFor(db, secretaries[0])
  const input = { assignmentId: copies[0].assignment.id, toPersonId: delegate.id }
  await expect(delegateAssignment(ctx, input)).rejects.toMatchObject({ code: 'conflict' })
})

test('the delegate may sign for it', async () => {
  const { copies } = await dispatchedTask(world)
  const assignmentId = copies[0].assignment.id
  await delegateAssignment(await createContextFor(db, secretaries[0]), {
    assignmentId,
    toPersonId: delegate.id,
  })
  await acceptAssignment(await createContextFor(db, delegate), { assignmentId })
  expect((await assignmentNow(db, assignmentId)).state).toBe('accepted')
})

test('收回委托: the delegate is told, gets no SMS any more, and is out; a line with its person', async () => {
  const { copies } = await dispatchedTask(world)
  const [copy] = copies
  const assignmentId = copy.assignment.id
  const member = await createMember(db, branches[0])
  const ctx = await createContextFor(db, secretaries[0])
  const input = { assignmentId, reason: '本人出差，由我办理' }
  await expect(withdrawDelegation(ctx, input)).rejects.toMatchObject({ code: 'conflict' })
  await delegateAssignment(ctx, { assignmentId, toPersonId: member.id })
  const helper = await createContextFor(db, member)
  await expect(withdrawDelegation(helper, input)).rejects.toMatchObject({ code: 'forbidden' })
  await withdrawDelegation(ctx, input)
  expect((await assignmentNow(db, assignmentId)).delegateId).toBeNull()
  const told = await db.select().from(notices).where(eq(notices.personId, member.id))
  expect(told.map((one) => one.smsRefusal)).toEqual(['不再由本人承办，短信未发出', null])
  expect(told[1]).toMatchObject({ href: null, body: expect.stringContaining(input.reason) })
  await expect(acceptAssignment(helper, { assignmentId })).rejects.toMatchObject({
    code: 'not_found',
  })
  const { history } = await assignmentView(ctx, assignmentId)
  expect(history).toContainEqual(
    expect.objectContaining({ change: 'delegation_withdrawn', personName: secretaries[0].name }),
  )
  expect(await auditOf(db, assignmentId, 'assignment.withdrawDelegation')).toHaveLength(1)
})

test('another delegate: the former one is told and gets no SMS any more', async () => {
  const { copies } = await dispatchedTask(world)
  const assignmentId = copies[0].assignment.id
  const [former, next] = [await createMember(db, branches[0]), await createMember(db, branches[0])]
  const ctx = await createContextFor(db, secretaries[0])
  await delegateAssignment(ctx, { assignmentId, toPersonId: former.id })
  await delegateAssignment(ctx, { assignmentId, toPersonId: next.id })
  const told = await db.select().from(notices).where(eq(notices.personId, former.id))
  expect(told.map((one) => [one.smsRefusal, one.href === null])).toEqual([
    ['不再由本人承办，短信未发出', false],
    [null, true],
  ])
})
