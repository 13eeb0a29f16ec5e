import { and, eq, inArray, isNull } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { notices, smsMessages } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createOfficer, testNow } from '@/db/testing/factories'
import { noNumberWords } from '@/lib/notifications/notify'
import { planMessages } from '@/lib/notifications/plan-messages'
import { assignmentView } from './assignment-queries'
import { cancelTask, closeTask } from './end-task'
import { approveSubmission } from './review-submission'
import {
  assignmentNow,
  auditOf,
  clockOf,
  createWorld,
  dispatchedTask,
  draftTask,
  hours,
  stepNow,
  submitted,
  talliesOf,
  taskNow,
} from './testing'

const { db } = await testDatabase({ poolSize: 20 })
const world = await createWorld(db, { branches: 3 })
const { officer, colleague, secretaries, committee } = world
const reason = '上级统一安排，不再单独报送'
const cancelled = 'task_cancelled'
const as = (person: { id: string }, now = testNow) => createContextFor(db, person, { now })

describe('cancelling', () => {
  test('ends what is open, keeps what was approved, stops unsent messages, tells why', async () => {
    const { task, copies } = await dispatchedTask(world)
    const [issued, waiting, approved] = copies
    if (!waiting || !approved) {
      throw new Error('Three branches')
    }
    await submitted(world, waiting, { by: secretaries[1] })
    const done = await submitted(world, approved, { by: secretaries[2] })
    await approveSubmission(await as(officer, hours(2)), { submissionId: done.id })
    const ended = [issued, waiting]
    const endedIds = ended.map(({ assignment }) => assignment.id)

    const result = await cancelTask(await as(colleague, hours(3)), { taskId: task.id, reason })
    expect(result).toMatchObject({
      state: 'cancelled',
      cancelledAt: hours(3),
      cancelReason: reason,
    })
    for (const { assignment, step } of ended) {
      expect(await assignmentNow(db, assignment.id)).toMatchObject({
        state: 'cancelled',
        stateSince: hours(3),
        closingReason: reason,
      })
      expect((await stepNow(db, step.id)).state).toBe('ended')
      expect((await clockOf(db, step.id)).filter((one) => one.endsAt === null)).toEqual([])
    }
    expect((await assignmentNow(db, approved.assignment.id)).state).toBe('approved')
    expect((await stepNow(db, approved.step.id)).state).toBe('approved')
    expect((await talliesOf(db, task.id)).kept).toEqual({ cancelled: 2, approved: 1 })

    const about = await db.select().from(notices).where(inArray(notices.subjectId, endedIds))
    const [dispatched, calledOff] = ['task_dispatched', cancelled].map((kind) =>
      about.filter((one) => one.kind === kind),
    )
    expect(dispatched?.map((one) => one.smsRefusal)).toEqual(
      Array(2).fill('任务已取消，短信未发出'),
    )
    expect(calledOff?.map((one) => one.personId).sort()).toEqual(
      [secretaries[0].id, secretaries[1].id].sort(),
    )
    expect(calledOff?.every((one) => one.smsRefusal === null && one.body.includes(reason))).toBe(
      true,
    )
    const kept = await db
      .select()
      .from(notices)
      .where(
        and(
          eq(notices.subjectId, approved.assignment.id),
          eq(notices.kind, 'task_dispatched'),
          isNull(notices.smsRefusal),
        ),
      )
    expect(kept).toHaveLength(1)
    expect(await auditOf(db, task.id, 'task.cancel')).toMatchObject([
      { actorId: colleague.id, detail: { assignments: 2 } },
    ])
  })

  test('an SMS goes to those an earlier one left for; who heard nothing finds it inside only', async () => {
    const { task, copies } = await dispatchedTask(world)
    await planMessages({ db, now: () => hours(0) })
    const idsOf = (index: number) => copies[index]?.assignment.id ?? ''
    const [sent] = await db
      .select({ id: notices.smsMessageId })
      .from(notices)
      .where(eq(notices.subjectId, idsOf(0)))
    await db
      .update(smsMessages)
      .set({ state: 'handed_over' })
      .where(eq(smsMessages.id, sent?.id ?? ''))
    // Without a number when it was dispatched: told by other means, so the cancellation is due to him.
    await db
      .update(notices)
      .set({ smsRefusal: noNumberWords, smsMessageId: null })
      .where(eq(notices.subjectId, idsOf(1)))

    await cancelTask(await as(officer, hours(1)), { taskId: task.id, reason })
    const told = await db
      .select({ subjectId: notices.subjectId, template: notices.smsTemplate })
      .from(notices)
      .where(and(inArray(notices.subjectId, [0, 1, 2].map(idsOf)), eq(notices.kind, cancelled)))
    expect(Object.fromEntries(told.map((one) => [one.subjectId, one.template]))).toEqual({
      [idsOf(0)]: cancelled,
      [idsOf(1)]: cancelled,
      [idsOf(2)]: null,
    })
  })

  test('each history has a line with the person who cancelled', async () => {
    const { task, copies } = await dispatchedTask(world)
    await cancelTask(await as(colleague, hours(1)), { taskId: task.id, reason })
    const view = await assignmentView(await as(officer, hours(2)), copies[0].assignment.id)
    expect(view.history[0]).toMatchObject({
      kind: 'changed',
      change: 'cancelled',
      personName: colleague.name,
      at: hours(1),
      reason,
    })
    expect(view.history.map((event) => event.kind)).toEqual(['changed', 'dispatched'])
  })

  test('a draft just ends', async () => {
    const draft = await draftTask(world)
    await cancelTask(await as(officer), { taskId: draft.id, reason })
    expect((await taskNow(db, draft.id)).state).toBe('cancelled')
  })

  test('pressed twice at once is done once', async () => {
    const { task } = await dispatchedTask(world)
    const input = { taskId: task.id, reason }
    const results = await Promise.allSettled([
      cancelTask(await as(officer), input),
      cancelTask(await as(colleague), input),
    ])
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(cancelTask(await as(officer), input)).rejects.toMatchObject({ code: 'conflict' })
    expect(await auditOf(db, task.id, 'task.cancel')).toHaveLength(1)
  })
})

describe('closing', () => {
  test('only when nothing is open any more, and once', async () => {
    const { task, copies } = await dispatchedTask(world)
    const taskId = task.id
    for (const [index, copy] of copies.entries()) {
      const by = secretaries[index] ?? secretaries[0]
      const { id } = await submitted(world, copy, { by })
      await expect(closeTask(await as(officer), { taskId })).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining(`还有 ${3 - index} 份`),
      })
      await approveSubmission(await as(officer), { submissionId: id })
    }
    expect(await taskNow(db, taskId)).toMatchObject({ state: 'dispatched', closedAt: null })
    const ctx = await as(officer, hours(9))
    expect(await closeTask(ctx, { taskId })).toMatchObject({ state: 'closed', closedAt: hours(9) })
    expect(await auditOf(db, taskId, 'task.close')).toHaveLength(1)
    for (const end of [
      () => closeTask(ctx, { taskId }),
      () => cancelTask(ctx, { taskId, reason }),
    ]) {
      await expect(end()).rejects.toMatchObject({ code: 'conflict' })
    }
  })

  test('not a draft', async () => {
    const { id: taskId } = await draftTask(world)
    await expect(closeTask(await as(officer), { taskId })).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})

test('a secretary and another department do not find the task', async () => {
  const { task } = await dispatchedTask(world)
  const department = await createOfficer(db, 'department_officer', {
    organisationId: committee.id,
    department: '工会',
  })
  for (const person of [secretaries[0], department]) {
    const ctx = await as(person)
    for (const end of [
      () => cancelTask(ctx, { taskId: task.id, reason }),
      () => closeTask(ctx, { taskId: task.id }),
    ]) {
      await expect(end()).rejects.toMatchObject({ code: 'not_found' })
    }
  }
  expect((await taskNow(db, task.id)).state).toBe('dispatched')
})
