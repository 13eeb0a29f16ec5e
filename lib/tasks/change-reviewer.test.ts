import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { notices } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMember,
  createMembership,
  createOfficer,
  type MadePerson,
  testNow,
} from '@/db/testing/factories'
import { codeOf } from '@/db/testing/outcome'
import { changeReviewer } from './change-reviewer'
import { cancelTask } from './end-task'
import { reviewsWaiting } from './review-queries'
import { approveSubmission } from './review-submission'
import {
  auditOf,
  createWorld,
  dispatchedTask,
  draftTask,
  hours,
  submitted,
  taskNow,
} from './testing'
import { waitingCounts } from './todo-queries'

const { db } = await testDatabase({ poolSize: 20 })
const reason = '原备选审核人调离'
const as = (person: { id: string }, now = hours(2)) => createContextFor(db, person, { now })
const numberOf = (person: MadePerson) => person.employeeNumber ?? ''

/** Both officers are of the first branch; two members of the second could review it. */
async function stage() {
  const world = await createWorld(db)
  const { officer, colleague, branches } = world
  await createMembership(db, officer, branches[0])
  await appointPost(db, colleague, branches[0], { post: 'clerk' })
  const [first, second, insider] = [
    await createMember(db, branches[1]),
    await createMember(db, branches[1]),
    await createMember(db, branches[0]),
  ]
  return { world, officer, first, second, insider }
}

const toldOf = (person: MadePerson, subjectId: string) =>
  db
    .select({
      kind: notices.kind,
      body: notices.body,
      href: notices.href,
      sms: notices.smsTemplate,
    })
    .from(notices)
    .where(and(eq(notices.personId, person.id), eq(notices.subjectId, subjectId)))

test('the new one is told, gets what waits, and reviews it; the old one is told and sees it no more', async () => {
  const { world, officer, first, second } = await stage()
  const { task, copies } = await dispatchedTask(world, { alternateReviewer: numberOf(first) })
  const handIn = await submitted(world, copies[0])
  await submitted(world, copies[1] ?? copies[0], { by: world.secretaries[1] })
  const change = { taskId: task.id, alternateReviewer: numberOf(second), reason }

  expect(await changeReviewer(await as(officer), change)).toEqual({
    taskId: task.id,
    name: second.name,
    waiting: 1,
    nobodyToReview: [],
  })
  expect((await taskNow(db, task.id)).alternateReviewerId).toBe(second.id)
  expect(await toldOf(first, task.id)).toMatchObject([{ kind: 'handover', href: null, sms: null }])
  expect(await toldOf(second, task.id)).toMatchObject([
    { kind: 'handover', body: expect.stringContaining('1 份'), sms: 'task_submitted' },
  ])
  expect(await toldOf(second, copies[0].assignment.id)).toMatchObject([{ kind: 'task_submitted' }])
  expect(await auditOf(db, task.id, 'task.changeReviewer')).toMatchObject([
    { actorId: officer.id, detail: { from: first.id, to: second.id, reason, waiting: 1 } },
  ])

  expect((await reviewsWaiting(await as(first))).rows).toEqual([])
  const ctx = await as(second)
  expect((await reviewsWaiting(ctx)).rows.map((one) => one.assignmentId)).toEqual([
    copies[0].assignment.id,
  ])
  expect((await waitingCounts(ctx)).reviews).toBe(1)
  const input = { submissionId: handIn.id }
  expect(await codeOf(approveSubmission(await as(first), input))).toBe('not_found')
  expect(await codeOf(approveSubmission(ctx, input))).toBe('done')
})

test('a task that had none gets one; where nobody is needed he may go again', async () => {
  const { world, officer, first } = await stage()
  const { task } = await dispatchedTask(world, { organisationIds: [world.branches[1].id] })
  const ctx = await as(officer)
  const { waiting } = await changeReviewer(ctx, {
    taskId: task.id,
    alternateReviewer: numberOf(first),
    reason,
  })
  expect(waiting).toBe(0)
  expect(await toldOf(first, task.id)).toMatchObject([{ sms: null }])
  expect(await changeReviewer(ctx, { taskId: task.id, reason })).toMatchObject({ name: null })
  expect((await taskNow(db, task.id)).alternateReviewerId).toBeNull()
  expect(await toldOf(first, task.id)).toHaveLength(2)
})

describe('refused', () => {
  test('work somebody may review is not left to nobody; what nobody could review before is said', async () => {
    const { world, officer, first, insider } = await stage()
    const { task } = await dispatchedTask(world, { alternateReviewer: numberOf(first) })
    const ctx = await as(officer)
    for (const alternateReviewer of [numberOf(insider), undefined]) {
      await expect(
        changeReviewer(ctx, { taskId: task.id, alternateReviewer, reason }),
      ).rejects.toMatchObject({
        code: 'invalid',
        message: expect.stringContaining(world.branches[0].name),
      })
    }
    expect((await taskNow(db, task.id)).alternateReviewerId).toBe(first.id)
    expect(await toldOf(first, task.id)).toEqual([])

    const stuck = await dispatchedTask(world)
    const change = { taskId: stuck.task.id, alternateReviewer: numberOf(insider), reason }
    expect((await changeReviewer(ctx, change)).nobodyToReview).toEqual([world.branches[0].name])
  })

  test('the same person, nobody found, a draft, an ended task; two at once change once', async () => {
    const { world, officer, first, second } = await stage()
    const { task } = await dispatchedTask(world, { alternateReviewer: numberOf(first) })
    const ctx = await as(officer)
    const attempt = (alternateReviewer: string, taskId = task.id) =>
      codeOf(changeReviewer(ctx, { taskId, alternateReviewer, reason }))
    expect(await attempt(numberOf(first))).toBe('conflict')
    expect(await attempt('查无此人')).toBe('invalid')
    expect(await attempt(`${numberOf(first)} ${numberOf(second)}`)).toBe('invalid')
    expect(await attempt(numberOf(second), (await draftTask(world)).id)).toBe('conflict')
    const third = await createMember(db, world.branches[1])
    const seen = (person: MadePerson) =>
      changeReviewer(ctx, {
        taskId: task.id,
        present: first.id,
        alternateReviewer: numberOf(person),
        reason,
      })
    const both = await Promise.all([codeOf(seen(second)), codeOf(seen(third))])
    expect(both.sort()).toEqual(['conflict', 'done'])
    await cancelTask(ctx, { taskId: task.id, reason })
    expect(await attempt(numberOf(first))).toBe('conflict')
  })

  test('a secretary, another department and the alternate himself do not find the task', async () => {
    const { world, first, second } = await stage()
    const { task } = await dispatchedTask(world, { alternateReviewer: numberOf(first) })
    const stranger = await createOfficer(db, 'department_officer', {
      organisationId: world.committee.id,
      department: '财务资产部',
    })
    for (const person of [world.secretaries[0], stranger, first]) {
      const ctx = await as(person, testNow)
      const change = { taskId: task.id, alternateReviewer: numberOf(second), reason }
      expect(await codeOf(changeReviewer(ctx, change))).toBe('not_found')
    }
  })
})
