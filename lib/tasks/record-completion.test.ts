import { and, asc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { extensionRequests, facts, steps, tasks, urges } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createOrganisation, type MadePerson } from '@/db/testing/factories'
import { createContext } from '@/lib/context'
import { taskCompletionValue } from '@/lib/facts/schema'
import { cancelTask } from './end-task'
import { openWork } from './open-work'
import { recordMissingCompletions, recordOverdue } from './record-overdue'
import { decideExtension } from './requests/decide-extension'
import { requestExtension } from './requests/request-extension'
import { approveSubmission, returnSubmission } from './review-submission'
import { submitStep } from './submit-step'
import {
  auditOf,
  createWorld,
  type DispatchedTask,
  dispatchedTask,
  handInOf,
  hours,
  only,
  submitted,
} from './testing'

const { db } = await testDatabase()
const world = await createWorld(db)
const { officer, branches, secretaries } = world

/** 30 September at 18:00 is the due; days are counted from it. */
const due = new Date('2026-09-30T18:00:00+08:00')
const past = (days: number) => new Date(due.getTime() + days * 86_400_000)
const system = (now: Date) => createContext({ db, viewer: null, now, requestId: 'test' })
const as = (person: MadePerson, now: Date) => createContextFor(db, person, { now })

async function scored(given: Partial<typeof tasks.$inferInsert> = { indicatorKey: 'k1' }) {
  const made = await dispatchedTask(world)
  await db.update(tasks).set(given).where(eq(tasks.id, made.task.id))
  return made
}

async function factsOf({ copies }: DispatchedTask, copy = 0) {
  const rows = await db
    .select()
    .from(facts)
    .where(
      and(eq(facts.kind, 'task_completion'), eq(facts.sourceId, copies[copy]?.assignment.id ?? '')),
    )
    .orderBy(asc(facts.version))
  return rows.map((row) => ({ ...row, value: taskCompletionValue.parse(row.value) }))
}

const outcomes = async (made: DispatchedTask, copy = 0) =>
  (await factsOf(made, copy)).map((fact) => fact.value.outcome)

async function sweep(now: Date) {
  while ((await recordOverdue(system(now))) > 0) {
    // Until nothing is left.
  }
}

async function approve(submissionId: string, now: Date) {
  await approveSubmission(await as(officer, now), { submissionId })
}

describe('what the verbs record', () => {
  test('a copy that came later, due in the next quarter, counts there', async () => {
    const made = await scored()
    const [copy] = made.copies
    await db
      .update(steps)
      .set({ dueAt: past(10), effectiveDueAt: past(10) })
      .where(eq(steps.assignmentId, copy?.assignment.id ?? ''))
    const handedIn = await submitted(world, copy, { now: past(5) })
    await approve(handedIn.id, past(6))
    const [fact] = await factsOf(made)
    expect(fact).toMatchObject({ period: '2026Q4', value: { outcome: 'on_time' } })
  })

  test('finished in time, however long the review took', async () => {
    const made = await scored()
    const handedIn = await submitted(world, made.copies[0], { now: past(-1) })
    await sweep(past(3))
    expect(await outcomes(made)).toEqual([])
    await approve(handedIn.id, past(5))
    const [fact] = await factsOf(made)
    expect(fact).toMatchObject({
      organisationId: branches[0].id,
      period: '2026Q3',
      version: 1,
      recordedBy: officer.id,
      value: { outcome: 'on_time', indicatorKey: 'k1', lateDays: 0, waitedDays: 6, isUrged: false },
    })
  })

  test('a return after a miss gives time, and what comes within it is in time', async () => {
    const made = await scored()
    const first = await submitted(world, made.copies[0], { now: past(-1) })
    await returnSubmission(await as(officer, past(1)), { submissionId: first.id, reason: '补充' })
    const second = await submitStep(await as(secretaries[0], past(1.2)), handInOf(made.copies[0]))
    await approve(second.id, past(2))
    expect(await outcomes(made)).toEqual(['on_time'])
  })

  test('a task that stands nowhere, scores nothing or went to persons has no fact', async () => {
    const nowhere = await scored({ indicatorKey: null })
    const unscored = await scored({ indicatorKey: 'k1', isScored: false })
    await sweep(past(1))
    for (const made of [nowhere, unscored]) {
      await approve((await submitted(world, made.copies[0], { now: past(2) })).id, past(3))
      expect(await outcomes(made)).toEqual([])
      expect(await outcomes(made, 1)).toEqual([])
    }
  })
})

describe('the sweep', () => {
  test('nothing is missed before the due; after it a miss is recorded once and audited', async () => {
    const made = await scored()
    await sweep(past(-0.01))
    expect(await outcomes(made)).toEqual([])
    await sweep(past(0.01))
    await sweep(past(0.5))
    expect(await outcomes(made)).toEqual(['not_done'])
    expect(await outcomes(made, 1)).toEqual(['not_done'])
    expect((await factsOf(made))[0]).toMatchObject({ occurredOn: '2026-09-30', period: '2026Q3' })
    const id = made.copies[0].assignment.id
    expect(await auditOf(db, id, 'assignment.recordCompletion')).toHaveLength(1)
  })

  test('two workers at once record it once', async () => {
    const made = await scored()
    await Promise.all([1, 2, 3].map(() => recordOverdue(system(past(1)))))
    expect(await outcomes(made)).toEqual(['not_done'])
  })

  test('late in the end: the same quarter, a version of the same fact', async () => {
    const made = await scored()
    await sweep(past(1))
    const handedIn = await submitted(world, made.copies[0], { now: past(3) })
    await sweep(past(4))
    expect(await outcomes(made)).toEqual(['not_done'])
    await approve(handedIn.id, past(4))
    const [missed, late] = await factsOf(made)
    expect(late).toMatchObject({
      period: '2026Q3',
      occurredOn: '2026-09-30',
      supersedesId: missed?.id,
      value: { outcome: 'late', lateDays: 3 },
    })
  })

  test('a day after urging without result it says so', async () => {
    const made = await scored()
    await sweep(past(1))
    const assignmentId = made.copies[0].assignment.id
    await db.insert(urges).values({ id: newId(), assignmentId, byId: officer.id, at: past(2) })
    await sweep(past(2.5))
    expect(await outcomes(made)).toEqual(['not_done'])
    await sweep(past(3.1))
    expect((await factsOf(made)).map((fact) => fact.value.isUrged)).toEqual([false, true])
    await sweep(past(4))
    expect(await outcomes(made)).toHaveLength(2)
  })

  test('what was finished before the task stood in an indicator is found at night', async () => {
    const made = await scored({ indicatorKey: null })
    await approve((await submitted(world, made.copies[0], { now: past(-1) })).id, past(0))
    await db.update(tasks).set({ indicatorKey: 'k2' }).where(eq(tasks.id, made.task.id))
    await recordMissingCompletions(system(past(1)))
    await recordMissingCompletions(system(past(2)))
    expect(await outcomes(made)).toEqual(['on_time'])
  })
})

describe('a miss that no longer counts', () => {
  test('撤销 and 不适用 take it back; without one before they say nothing', async () => {
    const made = await scored()
    await sweep(past(1))
    const handedIn = await submitted(world, made.copies[1] ?? made.copies[0], {
      by: secretaries[1],
      now: past(2),
    })
    await approve(handedIn.id, past(2))
    await cancelTask(await as(officer, past(3)), { taskId: made.task.id, reason: '不再需要' })
    expect(await outcomes(made)).toEqual(['not_done', 'void'])
    expect(await outcomes(made, 1)).toEqual(['not_done', 'late'])
    const early = await scored()
    await cancelTask(await as(officer, hours(2)), { taskId: early.task.id, reason: '不再需要' })
    expect(await outcomes(early)).toEqual([])
  })

  test('an extension granted after the due moves it', async () => {
    const made = await scored()
    const [copy] = made.copies
    await requestExtension(await as(secretaries[0], past(-0.5)), {
      stepId: copy.step.id,
      reason: '材料待上级确认',
      dueOn: '2026-10-09',
      dueTime: '18:00',
    })
    const request = only(
      await db.select().from(extensionRequests).where(eq(extensionRequests.stepId, copy.step.id)),
    )
    await sweep(past(1))
    await decideExtension(await as(officer, past(2)), {
      requestId: request.id,
      decision: 'granted',
      dueTime: '18:00',
    })
    expect(await outcomes(made)).toEqual(['not_done', 'void'])
    await sweep(past(8))
    expect(await outcomes(made)).toEqual(['not_done', 'void'])
    await sweep(past(12))
    const last = (await factsOf(made)).at(-1)
    expect(last).toMatchObject({ period: '2026Q3', occurredOn: '2026-10-09' })
    expect(last?.value.outcome).toBe('not_done')
  })
})

test('what was missed before a transfer stays with the branch that missed it', async () => {
  const made = await scored()
  await sweep(past(1))
  const [copy] = made.copies
  const successor = await createOrganisation(db, { parentId: world.committee.id })
  const ctx = await as(officer, past(2))
  await ctx.transact((tx) =>
    openWork.transfer(ctx, tx, {
      assignmentId: copy.assignment.id,
      toOrganisationId: successor.id,
      basis: '合并',
    }),
  )
  await sweep(past(3))
  expect((await factsOf(made)).map((fact) => fact.organisationId)).toEqual([branches[0].id])
})
