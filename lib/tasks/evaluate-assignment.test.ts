import { asc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { evaluations, facts, notices } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMembership,
  createOfficer,
  testNow,
} from '@/db/testing/factories'
import { confirmEntry } from './confirm-entry'
import { evaluateAssignment } from './evaluate-assignment'
import { recordAcceptance, recordSubmission } from './record-for-other'
import { approveSubmission } from './review-submission'
import { submitStep } from './submit-step'
import {
  assignmentNow,
  auditOf,
  createWorld,
  dispatchedTask,
  handInOf,
  hours,
  nodeForm,
  only,
  stepsNow,
  submitted,
  talliesOf,
  versionsOf,
} from './testing'

const { db } = await testDatabase({ poolSize: 20 })
const world = await createWorld(db)
const { officer, colleague, secretaries, branches, committee } = world
const praise = { grade: 'good', points: 250, remark: '按时报送，内容完整' } as const
const as = (person: { id: string }, now = testNow) => createContextFor(db, person, { now })

const factsOf = (assignmentId: string) =>
  db.select().from(facts).where(eq(facts.sourceId, assignmentId)).orderBy(asc(facts.version))

async function approved(given: Parameters<typeof dispatchedTask>[1] = {}, now = hours(1)) {
  const sent = await dispatchedTask(world, given)
  const submission = await submitted(world, sent.copies[0], { now })
  await approveSubmission(await as(officer, now), { submissionId: submission.id })
  return { ...sent, submission, assignmentId: sent.copies[0].assignment.id }
}

test('is a fact of the quarter the task was due in, told and audited', async () => {
  // Handed in in October, owed in September: it counts where it was owed.
  const october = new Date('2026-10-09T09:00:00+08:00')
  const { task, assignmentId, submission } = await approved({}, october)
  await evaluateAssignment(await as(officer, october), { assignmentId, ...praise })
  expect((await assignmentNow(db, assignmentId)).state).toBe('evaluated')
  const rows = await db.select().from(evaluations).where(eq(evaluations.assignmentId, assignmentId))
  expect(rows).toMatchObject([{ version: 1, grade: 'good', pointsHundredths: 250, at: october }])
  expect(await factsOf(assignmentId)).toMatchObject([
    {
      kind: 'task_evaluation',
      organisationId: branches[0].id,
      occurredOn: '2026-10-09',
      period: '2026Q3',
      sourceType: 'assignment',
      version: 1,
      supersedesId: null,
      recordedBy: officer.id,
      value: {
        assignmentId,
        taskId: task.id,
        taskTitle: task.title,
        grade: 'good',
        pointsHundredths: 250,
        submissionId: submission.id,
        evaluationVersion: 1,
        indicatorKey: null,
      },
    },
  ])
  expect(await auditOf(db, assignmentId, 'assignment.evaluate')).toHaveLength(1)
  const told = await db.select().from(notices).where(eq(notices.subjectId, assignmentId))
  expect(told.filter((one) => one.kind === 'task_evaluated')).toMatchObject([
    { personId: secretaries[0].id, body: praise.remark, smsTemplate: null },
  ])
  const { kept, counted } = await talliesOf(db, task.id)
  expect(kept).toEqual(counted)
})

test('a second one corrects the first as a new version; both stay', async () => {
  const { assignmentId } = await approved()
  await evaluateAssignment(await as(officer), { assignmentId, ...praise })
  await evaluateAssignment(await as(colleague), {
    assignmentId,
    grade: 'fair',
    points: -50,
    remark: '复核后更正',
  })
  const [first, second] = await factsOf(assignmentId)
  expect(second).toMatchObject({
    version: 2,
    supersedesId: first?.id,
    value: { pointsHundredths: -50, evaluationVersion: 2 },
  })
  expect(await db.$count(evaluations, eq(evaluations.assignmentId, assignmentId))).toBe(2)
  expect(await auditOf(db, assignmentId, 'assignment.evaluate')).toHaveLength(2)
})

test('pressed several times at once is one evaluation', async () => {
  const { assignmentId } = await approved()
  const ctx = await as(officer)
  const input = { assignmentId, ...praise }
  await Promise.all(Array.from({ length: 4 }, () => evaluateAssignment(ctx, input)))
  expect(await db.$count(evaluations, eq(evaluations.assignmentId, assignmentId))).toBe(1)
  expect(await factsOf(assignmentId)).toHaveLength(1)
  expect(await auditOf(db, assignmentId, 'assignment.evaluate')).toHaveLength(1)
})

test('a confirmed 代录 happened on its real day', async () => {
  const { copies } = await dispatchedTask(world)
  const [copy] = copies
  const [typed, assignmentId] = [hours(48), copy.assignment.id]
  const call = {
    channel: 'paper',
    byId: secretaries[0].id,
    on: '2026-09-16',
    at: '09:00',
    reason: '纸质报送',
  } as const
  await recordAcceptance(await as(officer, typed), { assignmentId, ...call })
  await recordSubmission(await as(officer, typed), { ...handInOf(copy), ...call })
  await confirmEntry(await as(colleague, typed), { assignmentId, kind: 'submission' })
  const { id: submissionId } = only(await versionsOf(db, copy.step.id))
  await approveSubmission(await as(colleague, typed), { submissionId })
  await evaluateAssignment(await as(colleague, typed), { assignmentId, ...praise })
  expect(await factsOf(assignmentId)).toMatchObject([{ occurredOn: '2026-09-16' }])
})

test('only what has been approved', async () => {
  const { copies } = await dispatchedTask(world)
  const [copy] = copies
  const input = { assignmentId: copy.assignment.id, ...praise }
  await expect(evaluateAssignment(await as(officer), input)).rejects.toMatchObject({
    code: 'conflict',
  })
  await submitted(world, copy)
  await expect(evaluateAssignment(await as(officer), input)).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await factsOf(input.assignmentId)).toEqual([])
})

test('neither the branch, nor strangers, nor an officer who handed it in', async () => {
  const both = await createOfficer(db, 'committee_officer', { organisationId: committee.id })
  await appointPost(db, both, branches[0], { post: 'commissioner' })
  const sent = await dispatchedTask(world)
  const [copy] = sent.copies
  const { id: submissionId } = await submitted(world, copy, { by: both })
  await approveSubmission(await as(officer), { submissionId })
  const input = { assignmentId: copy.assignment.id, ...praise }
  for (const [person, code] of [
    [both, 'forbidden'],
    [secretaries[0], 'forbidden'],
    [secretaries[1], 'not_found'],
  ] as const) {
    await expect(evaluateAssignment(await as(person), input)).rejects.toMatchObject({ code })
  }
  expect(await factsOf(input.assignmentId)).toEqual([])
})

describe('points', () => {
  test('a task that does not score has none: no fact, whatever was sent', async () => {
    const { assignmentId } = await approved({ isScored: undefined })
    const done = await evaluateAssignment(await as(officer), { assignmentId, ...praise })
    expect(done.isScored).toBe(false)
    const { points: _, ...words } = praise
    await evaluateAssignment(await as(officer), { assignmentId, ...words })
    const rows = await db
      .select()
      .from(evaluations)
      .where(eq(evaluations.assignmentId, assignmentId))
    expect(rows).toMatchObject([{ grade: 'good', pointsHundredths: null }])
    expect(await factsOf(assignmentId)).toEqual([])
    expect((await assignmentNow(db, assignmentId)).state).toBe('evaluated')
  })

  test('one that scores asks for them', async () => {
    const { assignmentId } = await approved()
    const { points: _, ...words } = praise
    await expect(
      evaluateAssignment(await as(officer), { assignmentId, ...words }),
    ).rejects.toMatchObject({ code: 'invalid', fields: { points: '请填写分值' } })
    expect((await assignmentNow(db, assignmentId)).state).toBe('approved')
  })
})

test('who was of the branch when one of several nodes was handed in does not evaluate the whole', async () => {
  const insider = await createOfficer(db, 'committee_officer', { organisationId: committee.id })
  await createMembership(db, insider, branches[0], { validTo: '2026-09-16' })
  const nodes = [nodeForm('上报方案', { stage: 1 }), nodeForm('上报总结', { stage: 2 })]
  const { copies } = await dispatchedTask(world, { nodes } as never)
  const [copy] = copies
  const assignmentId = copy.assignment.id
  const first = await submitted(world, copy)
  await approveSubmission(await as(officer, hours(2)), { submissionId: first.id })
  const [, second] = await stepsNow(db, assignmentId)
  const later = hours(50)
  const { id: submissionId } = await submitStep(
    await as(secretaries[0], later),
    handInOf({ ...copy, step: second ?? copy.step }),
  )
  await approveSubmission(await as(officer, later), { submissionId })
  await expect(
    evaluateAssignment(await as(insider, later), { assignmentId, ...praise }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await evaluateAssignment(await as(colleague, later), { assignmentId, ...praise })
  expect((await assignmentNow(db, assignmentId)).state).toBe('evaluated')
})
