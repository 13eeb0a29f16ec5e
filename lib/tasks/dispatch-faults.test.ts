import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import {
  assignments,
  dispatches,
  dispatchRecipients,
  escalations,
  notices,
  steps,
} from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMember,
  createOrganisation,
  createPerson,
  createSecretary,
} from '@/db/testing/factories'
import { prepareStrikes } from '@/db/testing/strikes'
import { createContext } from '@/lib/context'
import { planMessages } from '@/lib/notifications/plan-messages'
import { acceptAssignment } from './accept-assignment'
import { dispatchTask } from './dispatch-task'
import { distributeAssignment } from './distribute-assignment'
import { escalateAssignments } from './escalate'
import { supplementInput } from './requests/schema'
import { supplementDispatch } from './supplement-dispatch'
import { auditOf, createWorld, draftTask, hours, nodeForm, only, talliesOf } from './testing'

const { db } = await testDatabase({ poolSize: 20 })
const world = await createWorld(db, { branches: 4 })
const { officer, branches, generalBranch } = world
const under = await createOrganisation(db, { parentId: generalBranch.id })
await createSecretary(db, under)
const head = await createPerson(db)
await appointPost(db, head, generalBranch)
const strikes = await prepareStrikes(db)

const as = (person: { id: string }, hour = 0) =>
  createContextFor(db, person as typeof officer, { now: hours(hour) })

/** A draft of two nodes by way of the 党总支: to it, two branches more, and one person. */
async function drafted() {
  const person = await createMember(db, branches[3] ?? branches[1])
  return draftTask(world, {
    organisationIds: [branches[0].id, under.id, branches[1].id, branches[2]?.id ?? ''],
    persons: person.employeeNumber ?? '',
    route: 'general_branch',
    nodes: [nodeForm('方案'), nodeForm('总结', { stage: 2, dueOn: '2026-09-30' })],
  })
}

/** Whatever a dispatch has to leave behind, once each. */
async function assertWhole(dispatchId: string, copies: number) {
  const made = await db.select().from(assignments).where(eq(assignments.dispatchId, dispatchId))
  const ids = made.map((one) => one.id)
  expect(made).toHaveLength(copies)
  expect(await db.$count(steps, inArray(steps.assignmentId, ids))).toBe(copies * 2)
  const told = await db
    .select({ noticeId: dispatchRecipients.noticeId })
    .from(dispatchRecipients)
    .where(
      and(eq(dispatchRecipients.dispatchId, dispatchId), isNotNull(dispatchRecipients.personId)),
    )
  const noticeIds = told.flatMap((one) => one.noticeId ?? [])
  expect(new Set(noticeIds).size).toBe(told.length)
  const ofThese = inArray(notices.subjectId, ids)
  const written = await db.select({ id: notices.id }).from(notices).where(ofThese)
  expect(written.map((one) => one.id).sort()).toEqual(noticeIds.sort())
  const [first] = made
  const { kept, counted } = await talliesOf(db, first?.taskId ?? '')
  expect(kept).toEqual(counted)
}

const dispatchesOf = (taskId: string) => db.$count(dispatches, eq(dispatches.taskId, taskId))

async function sentWithoutStrikes() {
  await dispatchTask(await as(officer), { taskId: (await drafted()).id })
}

async function dispatched() {
  const draft = await drafted()
  const ctx = await as(officer)
  const { result, struck } = await strikes.everywhere(() => dispatchTask(ctx, { taskId: draft.id }))
  return { taskId: draft.id, ctx, result, struck }
}

test('督办 and the planner struck anywhere, then two of each at once: nothing lost, nothing double', async () => {
  await sentWithoutStrikes()
  // Four working days later nobody has signed: both calls are due.
  const late = new Date('2026-09-22T09:00:00+08:00')
  const escalate = () =>
    escalateAssignments(createContext({ db, viewer: null, now: late, requestId: 'test' }))
  const plan = () => planMessages({ db, now: () => late })
  const called = await strikes.everywhere(escalate)
  expect(called.struck).toEqual(expect.arrayContaining(['commit', 'escalations', 'notices']))
  const planned = await strikes.everywhere(plan)
  expect(planned.struck).toEqual(expect.arrayContaining(['commit', 'sms_messages', 'notices']))
  await sentWithoutStrikes()
  for (let round = 0; round < 3; round += 1) {
    await Promise.all([escalate(), plan(), escalate(), plan()])
  }
  expect([await escalate(), await plan()]).toEqual([0, 0])

  const [lost] = await db.execute<{ notices: number; messages: number; doubled: number }>(sql`
    select
      (select count(*)::int from notices where sms_template is not null
        and sms_message_id is null and sms_refusal is null) as notices,
      (select count(*)::int from sms_messages m where not exists (
        select 1 from notices n where n.sms_message_id = m.id)) as messages,
      (select count(*)::int from (
        select 1 from notices where kind = 'task_dispatched'
        group by person_id, subject_id having count(*) > 1) d) as doubled`)
  expect(lost).toEqual({ notices: 0, messages: 0, doubled: 0 })
  const unsigned = await db.$count(assignments, eq(assignments.state, 'issued'))
  const calls = await db.select().from(escalations).where(eq(escalations.rule, 'unaccepted'))
  expect(calls.filter((call) => call.level === 1)).toHaveLength(unsigned)
  expect(calls.filter((call) => call.level === 2)).toHaveLength(unsigned)
  const told = calls.reduce((sum, call) => sum + call.told.length, 0)
  expect(await db.$count(notices, eq(notices.kind, 'task_escalated'))).toBe(told)
})

test('下达 struck at any write, or at its commit, leaves nothing; the next press makes exactly one', async () => {
  const { taskId, ctx, result, struck } = await dispatched()
  expect(struck).toEqual(
    expect.arrayContaining([
      'commit',
      'tasks',
      'dispatches',
      'assignments',
      'steps',
      'clock_segments',
      'notices',
      'dispatch_recipients',
      'audit_entries',
    ]),
  )
  await assertWhole(result.dispatchId, 4)
  expect(await dispatchTask(ctx, { taskId })).toEqual(result)
  expect(await dispatchesOf(taskId)).toBe(1)
  expect(await auditOf(db, taskId, 'task.dispatch')).toHaveLength(1)
})

test('补充下达 likewise, and the same request finds what came through', async () => {
  const { taskId } = await dispatched()
  const late = await createOrganisation(db, { parentId: generalBranch.id })
  await createSecretary(db, late)
  const ctx = await as(officer, 1)
  const input = supplementInput.parse({
    taskId,
    requestKey: newId(),
    organisationIds: [late.id, branches[3]?.id],
  })
  const { result, struck } = await strikes.everywhere(() => supplementDispatch(ctx, input))
  expect(struck.length).toBeGreaterThan(8)
  await assertWhole(result.dispatchId, 2)
  expect((await supplementDispatch(ctx, input)).dispatchId).toBe(result.dispatchId)
  expect(await dispatchesOf(taskId)).toBe(2)
  expect(await auditOf(db, taskId, 'task.supplement')).toHaveLength(1)
})

test('分解 likewise', async () => {
  const { taskId } = await dispatched()
  const ofTask = and(eq(assignments.taskId, taskId), eq(assignments.part, 'coordinator'))
  const { id: assignmentId } = only(await db.select().from(assignments).where(ofTask))
  await acceptAssignment(await as(head, 1), { assignmentId })
  const ctx = await as(head, 2)
  const organisationIds = [branches[0].id, under.id]
  const input = { assignmentId, organisationIds, requestKey: newId() }
  const { result, struck } = await strikes.everywhere(() => distributeAssignment(ctx, input))
  expect(struck.length).toBeGreaterThan(8)
  await assertWhole(result.dispatchId, 2)
  expect((await distributeAssignment(ctx, input)).dispatchId).toBe(result.dispatchId)
  expect(await db.$count(assignments, eq(assignments.parentId, assignmentId))).toBe(2)
  expect(await auditOf(db, assignmentId, 'assignment.distribute')).toHaveLength(1)
})
