import { and, eq, inArray, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { notices, posts, smsMessages, urges } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMember,
  createOrganisation,
  createSecretary,
  testNow,
} from '@/db/testing/factories'
import { planMessages } from '@/lib/notifications/plan-messages'
import { acceptAssignment } from './accept-assignment'
import { cancelTask } from './end-task'
import { approveSubmission } from './review-submission'
import {
  auditOf,
  createWorld,
  type DispatchedTask,
  dispatchedTask,
  hours,
  submitted,
} from './testing'
import { urgeAssignments, urgeMany } from './urge-assignments'

const { db } = await testDatabase({ poolSize: 20 })
const world = await createWorld(db, { branches: 4 })
const { officer, colleague, secretaries, committee } = world

const as = (person: { id: string }, now = testNow) => createContextFor(db, person, { now })
const urgesOf = ({ copies }: DispatchedTask) =>
  db
    .select()
    .from(urges)
    .where(
      inArray(
        urges.assignmentId,
        copies.map(({ assignment }) => assignment.id),
      ),
    )

test('reaches those whose turn it is and nobody else; audited, with a message', async () => {
  const sent = await dispatchedTask(world)
  const [issued, accepted, waiting, approved] = sent.copies
  if (!accepted || !waiting || !approved) {
    throw new Error('Four branches')
  }
  await acceptAssignment(await as(secretaries[1]), { assignmentId: accepted.assignment.id })
  await submitted(world, waiting, { by: secretaries[2] })
  const done = await submitted(world, approved, { by: secretaries[3] })
  await approveSubmission(await as(officer), { submissionId: done.id })

  const ctx = await as(colleague, hours(5))
  const result = await urgeAssignments(ctx, { taskId: sent.task.id, words: '请抓紧' })
  expect(result).toMatchObject({ urged: 2, spared: 0 })
  const rows = await urgesOf(sent)
  expect(rows.map((row) => row.assignmentId).sort()).toEqual(
    [issued.assignment.id, accepted.assignment.id].sort(),
  )
  expect(rows).toMatchObject([
    { byId: colleague.id, at: hours(5), words: '请抓紧' },
    { byId: colleague.id, at: hours(5), words: '请抓紧' },
  ])
  const told = await db
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.kind, 'task_urged'),
        inArray(
          notices.subjectId,
          rows.map((row) => row.assignmentId),
        ),
      ),
    )
  expect(told.map((one) => one.personId).sort()).toEqual(
    [secretaries[0].id, secretaries[1].id].sort(),
  )
  expect(told).toMatchObject([{ smsTemplate: 'task_urged' }, { smsTemplate: 'task_urged' }])
  expect(await auditOf(db, sent.task.id, 'task.urge')).toHaveLength(1)
})

test('however many branches, the planner is woken once, and each is told', async () => {
  const sent = await dispatchedTask(world)
  const jobs = () =>
    db.execute(sql`select 1 from graphile_worker.jobs where task_identifier = 'notices.written'`)
  const before = (await jobs()).length
  expect((await urgeAssignments(await as(officer), { taskId: sent.task.id })).urged).toBe(4)
  expect((await jobs()).length).toBe(before + 1)
  const told = db.select({ personId: notices.personId }).from(notices)
  const urged = await told.where(
    and(
      eq(notices.kind, 'task_urged'),
      inArray(
        notices.subjectId,
        sent.copies.map(({ assignment }) => assignment.id),
      ),
    ),
  )
  expect(urged.map((one) => one.personId).sort()).toEqual(secretaries.map(({ id }) => id).sort())
  // Messages have left for everybody, so that the cancellation is due to everybody.
  await planMessages({ db, now: () => testNow })
  await db.update(smsMessages).set({ state: 'handed_over' })
  const cancelled = { taskId: sent.task.id, reason: '不再需要' }
  await cancelTask(await as(officer), cancelled)
  expect((await jobs()).length).toBe(before + 2)
})

test('nobody twice within four hours, also not by two officers at once', async () => {
  const sent = await dispatchedTask(world)
  const taskId = sent.task.id
  const presses = [officer, colleague, officer, colleague].map(async (person) =>
    urgeAssignments(await as(person), { taskId }),
  )
  const results = await Promise.allSettled(presses)
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  expect(await urgesOf(sent)).toHaveLength(4)
  const early = await as(officer, new Date(hours(4).getTime() - 1))
  await expect(urgeAssignments(early, { taskId })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('4 小时'),
  })
  expect((await urgeAssignments(await as(officer, hours(4)), { taskId })).urged).toBe(4)
})

test('one alone, after which the others are urged and that one is spared', async () => {
  const sent = await dispatchedTask(world)
  const { task, copies } = sent
  const one = { taskId: task.id, assignmentId: copies[0].assignment.id }
  expect(await urgeAssignments(await as(officer), one)).toMatchObject({ urged: 1, spared: 0 })
  expect(await urgeAssignments(await as(officer, hours(1)), { taskId: task.id })).toMatchObject({
    urged: 3,
    spared: 1,
  })
})

test('another task’s assignment is not urged through this one', async () => {
  const [mine, other] = [await dispatchedTask(world), await dispatchedTask(world)]
  const input = { taskId: mine.task.id, assignmentId: other.copies[0].assignment.id }
  await expect(urgeAssignments(await as(officer), input)).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await urgesOf(other)).toHaveLength(0)
})

test('nobody left: a sentence that says so', async () => {
  const { task } = await dispatchedTask(world)
  await cancelTask(await as(officer), { taskId: task.id, reason: '不再需要' })
  await expect(urgeAssignments(await as(officer), { taskId: task.id })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('没有需要催办'),
  })
})

test('goes to who holds the post now', async () => {
  const branch = await createOrganisation(db, { parentId: committee.id, class: 'II' })
  const former = await createSecretary(db, branch)
  const { task } = await dispatchedTask(world, { organisationIds: [branch.id] })
  await db.update(posts).set({ validTo: '2026-09-16' }).where(eq(posts.personId, former.id))
  const next = await createMember(db, branch)
  await appointPost(db, next, branch, { validFrom: '2026-09-16' })
  await urgeAssignments(await as(officer, hours(24)), { taskId: task.id })
  const told = await db
    .select()
    .from(notices)
    .where(and(eq(notices.kind, 'task_urged'), inArray(notices.personId, [former.id, next.id])))
  expect(told.map((one) => one.personId)).toEqual([next.id])
})

test('a secretary does not find the task', async () => {
  const { task } = await dispatchedTask(world)
  await expect(
    urgeAssignments(await as(secretaries[0]), { taskId: task.id }),
  ).rejects.toMatchObject({ code: 'not_found' })
})

test('chosen copies of several tasks at once; one that is not ours stops all', async () => {
  const first = await dispatchedTask(world)
  const second = await dispatchedTask(world)
  const assignmentIds = [first, second].map((one) => one.copies[0].assignment.id)
  const officer = await createContextFor(db, world.officer, { now: hours(1) })
  expect(await urgeMany(officer, { assignmentIds })).toMatchObject({ urged: 2, spared: 0 })
  await expect(urgeMany(officer, { assignmentIds })).rejects.toMatchObject({ code: 'conflict' })
  const secretary = await createContextFor(db, world.secretaries[0], { now: hours(9) })
  await expect(urgeMany(secretary, { assignmentIds })).rejects.toMatchObject({ code: 'not_found' })
})
