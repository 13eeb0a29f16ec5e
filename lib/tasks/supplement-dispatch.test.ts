import { and, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { assignments, dispatches, notices } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, type MadePerson } from '@/db/testing/factories'
import { deliverySummary } from '@/lib/notifications/delivery-counts'
import { cancelTask } from './end-task'
import { supplementInput } from './requests/schema'
import { approveSubmission } from './review-submission'
import { supplementDispatch } from './supplement-dispatch'
import {
  assignmentNow,
  auditOf,
  createWorld,
  type DispatchedTask,
  dispatchedTask,
  hours,
  only,
  stepsNow,
  submitted,
  type World,
} from './testing'
import { withdrawAssignment } from './withdraw-assignment'

const { db } = await testDatabase()
let world: World
let given: DispatchedTask

const as = (who: MadePerson, now = hours(1)) => createContextFor(db, who, { now })
const inputFor = (
  branches: readonly { id: string }[],
  more: { requestKey?: string; dueOn?: string } = {},
) =>
  supplementInput.parse({
    taskId: given.task.id,
    requestKey: newId(),
    organisationIds: branches.map((branch) => branch.id),
    ...more,
  })

beforeEach(async () => {
  world = await createWorld(db, { branches: 4 })
  given = await dispatchedTask(world, { organisationIds: [world.branches[0].id] })
})

test('further recipients get a copy and a receipt of their own; who has it is left out and named', async () => {
  const done = await supplementDispatch(
    await as(world.officer),
    inputFor(world.branches.slice(0, 3)),
  )
  expect(done.spared).toEqual([world.branches[0].name])
  expect(done.number).not.toBe(given.dispatch.number)
  const copies = await db
    .select()
    .from(assignments)
    .where(eq(assignments.dispatchId, done.dispatchId))
  expect(copies).toHaveLength(2)
  expect((await deliverySummary(db, done.dispatchId)).recipients).toBe(2)
  expect((await deliverySummary(db, given.dispatch.dispatchId)).recipients).toBe(1)
  expect(await auditOf(db, given.task.id, 'task.supplement')).toHaveLength(1)
})

test('the same request again finds its result; with another choice it is refused', async () => {
  const officer = await as(world.officer)
  const input = inputFor([world.branches[1]])
  const [first, second] = await Promise.all([
    supplementDispatch(officer, input),
    supplementDispatch(await as(world.officer), input),
  ])
  expect(second.dispatchId).toBe(first.dispatchId)
  const other = inputFor([...world.branches], { requestKey: input.requestKey })
  await expect(supplementDispatch(officer, other)).rejects.toMatchObject({ code: 'conflict' })
  expect(
    await db.$count(
      dispatches,
      and(eq(dispatches.taskId, given.task.id), eq(dispatches.kind, 'supplement')),
    ),
  ).toBe(1)
})

test('after the due a later one is asked for, and is theirs alone', async () => {
  const late = new Date('2026-10-02T09:00:00+08:00')
  const [, second] = world.branches
  await expect(
    supplementDispatch(await as(world.officer, late), inputFor([second])),
  ).rejects.toMatchObject({ code: 'invalid', fields: { dueOn: expect.any(String) } })
  const { dispatchId } = await supplementDispatch(
    await as(world.officer, late),
    inputFor([second], { dueOn: '2026-10-20' }),
  )
  const copy = only(
    await db.select().from(assignments).where(eq(assignments.dispatchId, dispatchId)),
  )
  expect(copy.dueAt).toEqual(new Date('2026-10-20T18:00:00+08:00'))
  const before = await assignmentNow(db, given.copies[0].assignment.id)
  expect(before.dueAt).toEqual(new Date('2026-09-30T18:00:00+08:00'))
})

test('nobody new, a task that is over, and whoever did not issue it are refused', async () => {
  const officer = await as(world.officer)
  await expect(supplementDispatch(officer, inputFor([world.branches[0]]))).rejects.toThrow(
    '都已经有这项任务',
  )
  await expect(
    supplementDispatch(await as(world.secretaries[0]), inputFor([world.branches[1]])),
  ).rejects.toMatchObject({ code: 'not_found' })
  await cancelTask(officer, { taskId: given.task.id, reason: '不再需要' })
  await expect(supplementDispatch(officer, inputFor([world.branches[1]]))).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('撤回 ends one copy, tells who was told, and leaves room for it to go out again', async () => {
  const { id: assignmentId } = given.copies[0].assignment
  const officer = await as(world.officer)
  await withdrawAssignment(officer, { assignmentId, reason: '本项与该支部无关' })
  expect(await assignmentNow(db, assignmentId)).toMatchObject({
    state: 'cancelled',
    closingReason: '本项与该支部无关',
  })
  const told = await db
    .select()
    .from(notices)
    .where(and(eq(notices.subjectId, assignmentId), eq(notices.kind, 'task_withdrawn')))
  expect(told.map((one) => one.personId)).toEqual([world.secretaries[0].id])
  expect(await auditOf(db, assignmentId, 'assignment.withdraw')).toHaveLength(1)
  await expect(
    withdrawAssignment(officer, { assignmentId, reason: '再撤一次' }),
  ).rejects.toMatchObject({ code: 'conflict' })
  const again = await supplementDispatch(officer, inputFor([world.branches[0]]))
  expect(again.spared).toEqual([])
})

test('what the office has approved, a branch or a stranger’s hand cannot 撤回', async () => {
  const { assignment } = given.copies[0]
  const input = { assignmentId: assignment.id, reason: '不要了' }
  await expect(withdrawAssignment(await as(world.secretaries[0]), input)).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(withdrawAssignment(await as(world.secretaries[1]), input)).rejects.toMatchObject({
    code: 'not_found',
  })
  const submission = await submitted(world, given.copies[0])
  await approveSubmission(await as(world.officer, hours(2)), { submissionId: submission.id })
  await expect(withdrawAssignment(await as(world.officer, hours(3)), input)).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('a first node that is over does not make who gets the task now late at once', async () => {
  const nodes = [
    { title: '上报方案', dueOn: '2026-09-18', stage: 1 },
    { title: '上报总结', dueOn: '2026-09-30', stage: 2 },
  ]
  given = await dispatchedTask(world, { organisationIds: [world.branches[0].id], nodes } as never)
  const late = new Date('2026-09-22T10:00:00+08:00')
  const officer = await as(world.officer, late)
  const done = await supplementDispatch(officer, inputFor(world.branches.slice(1, 2)))
  const [copy] = await db
    .select()
    .from(assignments)
    .where(eq(assignments.dispatchId, done.dispatchId))
  const dues = (await stepsNow(db, copy?.id ?? '')).map((step) => step.dueAt)
  expect(dues[0]?.getTime()).toBeGreaterThan(new Date('2026-09-23T09:59:00+08:00').getTime())
  expect(dues[1]).toEqual(given.task.dueAt)
})
