import { and, eq, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { approvals, assignments, calendarDays, notices, returns } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMember,
  createMembership,
  createOfficer,
  createPerson,
  grantRole,
  testNow,
} from '@/db/testing/factories'
import { createContext } from '@/lib/context'
import { approveSubmission, returnSubmission } from './review-submission'
import { submitStep } from './submit-step'
import {
  assignmentNow,
  auditOf,
  clockOf,
  createWorld,
  dispatchedTask,
  handInOf,
  hours,
  stepNow,
  submitted,
  untilBlocked,
  versionsOf,
} from './testing'

const { db } = await testDatabase({ poolSize: 20 })
const world = await createWorld(db)
const { officer, colleague, secretaries, branches, committee } = world
const reason = '请补充会议时间和地点'

describe('approval', () => {
  test('stops the clock, tells the branch, and is audited', async () => {
    const { copies } = await dispatchedTask(world)
    const [{ assignment, step }] = copies
    const submission = await submitted(world, copies[0], { now: hours(1) })
    const ctx = await createContextFor(db, officer, { now: hours(5) })
    await approveSubmission(ctx, { submissionId: submission.id, remark: '材料齐全' })
    expect(await assignmentNow(db, assignment.id)).toMatchObject({
      state: 'approved',
      stateSince: hours(5),
    })
    expect((await stepNow(db, step.id)).state).toBe('approved')
    expect(await clockOf(db, step.id)).toEqual([
      { party: 'assignee', startsAt: testNow, endsAt: hours(1) },
      { party: 'reviewer', startsAt: hours(1), endsAt: hours(5) },
    ])
    const rows = await db.select().from(approvals).where(eq(approvals.submissionId, submission.id))
    expect(rows).toMatchObject([{ byId: officer.id, at: hours(5), remark: '材料齐全' }])
    expect(await auditOf(db, assignment.id, 'assignment.approve')).toHaveLength(1)
    const told = await db
      .select()
      .from(notices)
      .where(and(eq(notices.subjectId, assignment.id), eq(notices.kind, 'task_approved')))
    expect(told).toMatchObject([{ personId: secretaries[0].id }])
  })

  test('pressed by two at once is done once', async () => {
    const { copies } = await dispatchedTask(world)
    const { id: submissionId } = await submitted(world, copies[0])
    const results = await Promise.allSettled([
      approveSubmission(await createContextFor(db, officer), { submissionId }),
      returnSubmission(await createContextFor(db, colleague), { submissionId, reason }),
    ])
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    const decided =
      (await db.$count(approvals, eq(approvals.submissionId, submissionId))) +
      (await db.$count(returns, eq(returns.submissionId, submissionId)))
    expect(decided).toBe(1)
  })

  test('never falls on a version the reviewer has not seen', async () => {
    const { copies } = await dispatchedTask(world)
    const [copy] = copies
    const { id: submissionId } = await submitted(world, copy)
    const late = await createContextFor(db, colleague, { now: hours(3) })
    let approving: Promise<unknown> = Promise.resolve()
    // Meanwhile another reviewer returns it and the branch hands in again, all in one moment.
    await db.transaction(async (tx) => {
      const within = async (person: { id: string }, now: Date) =>
        createContext({ ...(await createContextFor(db, person, { now })), db: tx })
      const [first, branch] = [
        await within(officer, hours(2)),
        await within(secretaries[0], hours(2.5)),
      ]
      await tx.execute(sql`select 1 from assignments where id = ${copy.assignment.id} for update`)
      approving = approveSubmission(late, { submissionId }).catch((error: unknown) => error)
      await untilBlocked(db)
      await returnSubmission(first, { submissionId, reason })
      await submitStep(branch, handInOf(copy))
    })
    expect(await approving).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('更新的一版'),
    })
    expect((await assignmentNow(db, copy.assignment.id)).state).toBe('submitted')
    expect(await db.$count(approvals, eq(approvals.submissionId, submissionId))).toBe(0)
  })
})

describe('return', () => {
  test('gives the review’s time back and is audited', async () => {
    const { copies, task } = await dispatchedTask(world)
    const [{ assignment, step }] = copies
    const submission = await submitted(world, copies[0], { now: hours(1) })
    const ctx = await createContextFor(db, officer, { now: hours(31) })
    const result = await returnSubmission(ctx, { submissionId: submission.id, reason })
    const moved = new Date(task.dueAt.getTime() + 30 * 3_600_000)
    expect(result.effectiveDueAt).toEqual(moved)
    expect(await assignmentNow(db, assignment.id)).toMatchObject({
      state: 'returned',
      dueAt: task.dueAt,
      effectiveDueAt: moved,
    })
    expect(await stepNow(db, step.id)).toMatchObject({ state: 'returned', effectiveDueAt: moved })
    expect(await clockOf(db, step.id)).toEqual([
      { party: 'assignee', startsAt: testNow, endsAt: hours(1) },
      { party: 'reviewer', startsAt: hours(1), endsAt: hours(31) },
      { party: 'assignee', startsAt: hours(31), endsAt: null },
    ])
    expect(await auditOf(db, assignment.id, 'assignment.return')).toHaveLength(1)
    const told = await db
      .select()
      .from(notices)
      .where(and(eq(notices.subjectId, assignment.id), eq(notices.kind, 'task_returned')))
    expect(told).toMatchObject([{ body: expect.stringContaining(reason) }])
  })

  test('the first leaves at least the allowance, over days off; later ones only their waits', async () => {
    await db.insert(calendarDays).values([
      { day: '2026-09-20', kind: 'workday', name: '调休上班' },
      { day: '2026-09-21', kind: 'holiday', name: '测试假日' },
    ])
    const { copies } = await dispatchedTask(world, {
      dueOn: '2026-09-18',
      dueTime: '12:00',
      reworkAllowanceDays: 2,
    })
    const [copy] = copies
    const moment = (text: string) => new Date(`2026-09-${text}:00+08:00`)
    const act = async (person: { id: string }, now: Date) => createContextFor(db, person, { now })
    const first = await submitted(world, copy, { now: moment('18T11:00') })
    const returned = await returnSubmission(await act(officer, moment('18T17:00')), {
      submissionId: first.id,
      reason,
    })
    // Friday 17:00 plus Sunday (调休) and Tuesday, as Monday is a holiday.
    expect(returned.effectiveDueAt).toEqual(moment('22T17:00'))
    const second = await submitStep(await act(secretaries[0], moment('22T16:00')), handInOf(copy))
    expect(second.effectiveDueAt).toEqual(moment('22T17:00'))
    const again = await returnSubmission(await act(officer, moment('22T18:00')), {
      submissionId: second.id,
      reason,
    })
    expect(again.effectiveDueAt).toEqual(moment('22T19:00'))
    await db.delete(calendarDays)
  })

  test('a hand-in after that is on time by the due of its own moment', async () => {
    const { copies, task } = await dispatchedTask(world, { dueOn: '2026-09-15', dueTime: '12:00' })
    const [copy] = copies
    const first = await submitted(world, copy, { now: hours(1) })
    const ctx = await createContextFor(db, officer, { now: hours(5) })
    await returnSubmission(ctx, { submissionId: first.id, reason })
    const branch = await createContextFor(db, secretaries[0], { now: hours(28) })
    const second = await submitStep(branch, handInOf(copy))
    expect(first.effectiveDueAt).toEqual(task.dueAt)
    expect(second.effectiveDueAt).toEqual(hours(29))
  })
})

describe('refused to', () => {
  test('the branch itself, other branches, and officers of other offices', async () => {
    const { copies } = await dispatchedTask(world)
    const { id: submissionId } = await submitted(world, copies[0])
    const department = await createOfficer(db, 'department_officer', {
      organisationId: committee.id,
      department: '工会',
    })
    for (const [person, code] of [
      [secretaries[0], 'forbidden'],
      [secretaries[1], 'not_found'],
      [department, 'not_found'],
    ] as const) {
      const ctx = await createContextFor(db, person)
      await expect(approveSubmission(ctx, { submissionId })).rejects.toMatchObject({ code })
      await expect(returnSubmission(ctx, { submissionId, reason })).rejects.toMatchObject({ code })
    }
    const ctx = await createContextFor(db, officer)
    await expect(approveSubmission(ctx, { submissionId: newId() })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('an officer who handed it in himself', async () => {
    const person = await createOfficer(db, 'committee_officer', { organisationId: committee.id })
    await appointPost(db, person, branches[0], { post: 'commissioner' })
    const { copies } = await dispatchedTask(world)
    const { id: submissionId } = await submitted(world, copies[0], { by: person })
    const ctx = await createContextFor(db, person)
    await expect(approveSubmission(ctx, { submissionId })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(
      approveSubmission(await createContextFor(db, officer), { submissionId }),
    ).resolves.toBeTruthy()
  })

  test('an officer who belonged to the branch on the day of the hand-in, though not today', async () => {
    const person = await createPerson(db)
    await grantRole(db, person, 'committee_officer', { organisationId: committee.id })
    await createMembership(db, person, branches[0], { validTo: '2026-09-16' })
    await createMembership(db, person, branches[1], { validFrom: '2026-09-16' })
    const { copies } = await dispatchedTask(world)
    const [own, other] = copies
    const ofOwn = await submitted(world, own, { now: hours(1) })
    const ctx = await createContextFor(db, person, { now: hours(48) })
    await expect(approveSubmission(ctx, { submissionId: ofOwn.id })).rejects.toMatchObject({
      code: 'forbidden',
    })
    // And the other way round: of today's branch what it handed in before he came.
    const ofOther = await submitted(world, other ?? own, { by: secretaries[1], now: hours(1) })
    await expect(approveSubmission(ctx, { submissionId: ofOther.id })).resolves.toBeTruthy()
  })

  test('an officer who was 编入 there (借调) on that day', async () => {
    const person = await createPerson(db)
    await grantRole(db, person, 'committee_officer', { organisationId: committee.id })
    await createMembership(db, person, branches[1])
    await createMembership(db, person, branches[0], { relation: 'secondment' })
    const { copies } = await dispatchedTask(world)
    const { id: submissionId } = await submitted(world, copies[0])
    const ctx = await createContextFor(db, person)
    await expect(returnSubmission(ctx, { submissionId, reason })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('the organisation’s own people', () => {
  test('who is in post there does not review, who is in post above does', async () => {
    const { generalBranch } = world
    const head = await createOfficer(db, 'committee_officer', { organisationId: committee.id })
    const clerk = await createMember(db, generalBranch)
    await appointPost(db, head, generalBranch)
    await appointPost(db, clerk, generalBranch, { post: 'clerk' })
    const ctx = await createContextFor(db, head, { now: hours(2) })
    const { copies: own } = await dispatchedTask(world, { organisationIds: [generalBranch.id] })
    const report = await submitted(world, own[0], { by: clerk })
    await expect(approveSubmission(ctx, { submissionId: report.id })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const { copies: below } = await dispatchedTask(world)
    const { id: submissionId } = await submitted(world, below[0])
    await expect(approveSubmission(ctx, { submissionId })).resolves.toBeTruthy()
  })

  test('the alternate reviews what the officers may not, but not his own branch', async () => {
    const office = await createWorld(db)
    const alternate = await createMember(db, office.branches[1])
    for (const person of [office.officer, office.colleague]) {
      await createMembership(db, person, office.branches[0], { relation: 'secondment' })
    }
    const { copies } = await dispatchedTask(office, {
      alternateReviewer: alternate.employeeNumber ?? '',
    })
    const [first, second] = copies
    const { id: submissionId } = await submitted(office, first)
    const own = await submitted(office, second ?? first, { by: office.secretaries[1] })
    for (const [person, handedIn, code] of [
      [office.officer, submissionId, 'forbidden'],
      [await createMember(db, office.branches[1]), submissionId, 'not_found'],
      [alternate, own.id, 'forbidden'],
    ] as const) {
      const ctx = await createContextFor(db, person, { now: hours(3) })
      await expect(approveSubmission(ctx, { submissionId: handedIn })).rejects.toMatchObject({
        code,
      })
    }
    const ctx = await createContextFor(db, alternate, { now: hours(3) })
    await returnSubmission(ctx, { submissionId, reason })
    expect((await assignmentNow(db, first.assignment.id)).state).toBe('returned')
  })
})

test('what has been decided, and an older version, conflict', async () => {
  const { copies } = await dispatchedTask(world)
  const [copy] = copies
  const first = await submitted(world, copy)
  const ctx = await createContextFor(db, officer, { now: hours(2) })
  await returnSubmission(ctx, { submissionId: first.id, reason })
  await expect(approveSubmission(ctx, { submissionId: first.id })).rejects.toMatchObject({
    code: 'conflict',
  })
  const branch = await createContextFor(db, secretaries[0], { now: hours(3) })
  const second = await submitStep(branch, handInOf(copy))
  await expect(approveSubmission(ctx, { submissionId: first.id })).rejects.toMatchObject({
    code: 'conflict',
  })
  await approveSubmission(ctx, { submissionId: second.id })
  await expect(approveSubmission(ctx, { submissionId: second.id })).rejects.toMatchObject({
    code: 'conflict',
  })
  const state = await db
    .select({ state: assignments.state })
    .from(assignments)
    .where(eq(assignments.id, copy.assignment.id))
  expect(state).toEqual([{ state: 'approved' }])
  expect(await versionsOf(db, copy.step.id)).toHaveLength(2)
})
