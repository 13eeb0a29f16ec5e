import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { acceptances } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createMember, createOfficer, testNow } from '@/db/testing/factories'
import { confirmEntry } from './confirm-entry'
import { delegateAssignment } from './delegate-assignment'
import { recordAcceptance, recordSubmission } from './record-for-other'
import { reviewsWaiting } from './review-queries'
import { approveSubmission, returnSubmission } from './review-submission'
import { submitStep } from './submit-step'
import {
  assignmentNow,
  auditOf,
  clockOf,
  createWorld,
  type DispatchedCopy,
  dispatchedTask,
  handInOf,
  hours,
  only,
  submitted,
  versionsOf,
} from './testing'
import { isOnTime } from './timeliness'
import { waitingCounts } from './todo-queries'

const { db } = await testDatabase({ poolSize: 20 })
const world = await createWorld(db)
const { officer, colleague, secretaries, branches, committee } = world
const reason = '驻村期间没有网络，电话报送'

/** What was told by telephone at 11:00, an hour after the dispatch. */
const call = {
  channel: 'phone',
  byId: secretaries[0].id,
  on: '2026-09-15',
  at: '11:00',
  reason,
} as const
const called = hours(1)

const as = (person: { id: string }, now = hours(6)) => createContextFor(db, person, { now })

async function accepted(given: Parameters<typeof dispatchedTask>[1] = {}) {
  const { copies } = await dispatchedTask(world, given)
  await recordAcceptance(await as(officer), { assignmentId: copies[0].assignment.id, ...call })
  return copies[0]
}

async function recorded(given: Parameters<typeof dispatchedTask>[1] = {}): Promise<DispatchedCopy> {
  const copy = await accepted(given)
  await recordSubmission(await as(officer), { ...handInOf(copy), ...call })
  return copy
}

test('what somebody recorded himself waits for others, in the list and in the count', async () => {
  const { assignment } = await recorded()
  const reviewed = async (person: { id: string }) => {
    const ctx = await as(person)
    const own = (await reviewsWaiting(ctx)).rows.filter((item) => !item.isForOthers)
    expect((await waitingCounts(ctx)).reviews).toBe(own.length)
    return own.map((item) => item.assignmentId)
  }
  expect(await reviewed(officer)).not.toContain(assignment.id)
  expect(await reviewed(colleague)).toContain(assignment.id)
})

describe('代录签收', () => {
  test('is kept with its real time, its channel and who typed it; audited', async () => {
    const copy = await accepted()
    const { id } = copy.assignment
    expect((await assignmentNow(db, id)).state).toBe('accepted')
    const rows = await db.select().from(acceptances).where(eq(acceptances.assignmentId, id))
    expect(rows).toMatchObject([
      {
        channel: 'phone',
        byId: secretaries[0].id,
        at: called,
        recordedBy: officer.id,
        recordedAt: hours(6),
        proxyReason: reason,
        confirmedAt: null,
      },
    ])
    expect(await auditOf(db, id)).toMatchObject([
      { action: 'assignment.recordAcceptance', actorId: officer.id },
    ])
  })

  test('after another 签收 it conflicts', async () => {
    const copy = await accepted()
    const again = { assignmentId: copy.assignment.id, ...call }
    await expect(recordAcceptance(await as(officer), again)).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await db.$count(acceptances, eq(acceptances.assignmentId, copy.assignment.id))).toBe(1)
  })

  test('counts once somebody else confirms it, once', async () => {
    const { assignment } = await accepted()
    const input = { assignmentId: assignment.id, kind: 'acceptance' } as const
    await expect(confirmEntry(await as(officer), input)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await confirmEntry(await as(colleague, hours(7)), input)
    const rows = await db
      .select()
      .from(acceptances)
      .where(eq(acceptances.assignmentId, assignment.id))
    expect(rows).toMatchObject([{ confirmedBy: colleague.id, confirmedAt: hours(7), at: called }])
    await expect(confirmEntry(await as(colleague), input)).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await auditOf(db, assignment.id, 'assignment.confirmEntry')).toHaveLength(1)
  })
})

describe('the stated time and person', () => {
  test.each([
    ['in the future', { on: '2026-09-15', at: '16:01' }],
    ['before the dispatch', { on: '2026-09-15', at: '09:59' }],
  ])('%s is refused', async (_, when) => {
    const { copies } = await dispatchedTask(world)
    const input = { assignmentId: copies[0].assignment.id, ...call, ...when }
    await expect(recordAcceptance(await as(officer), input)).rejects.toMatchObject({
      code: 'invalid',
      fields: { on: expect.any(String) },
    })
    expect((await assignmentNow(db, input.assignmentId)).state).toBe('issued')
  })

  test('the minutes of the dispatch and of now are fine', async () => {
    for (const at of ['10:00', '16:00']) {
      const { copies } = await dispatchedTask(world)
      const input = { assignmentId: copies[0].assignment.id, ...call, at }
      await expect(recordAcceptance(await as(officer), input)).resolves.toBeTruthy()
    }
  })

  test('a report cannot be older than the return it answers', async () => {
    const { copies } = await dispatchedTask(world)
    const [copy] = copies
    const first = await submitted(world, copy, { now: hours(1) })
    await returnSubmission(await as(officer, hours(3)), {
      submissionId: first.id,
      reason: '请补充会议时间',
    })
    const report = { ...handInOf(copy), ...call }
    await expect(
      recordSubmission(await as(officer), { ...report, at: '12:59' }),
    ).rejects.toMatchObject({ code: 'invalid' })
    await recordSubmission(await as(officer), { ...report, at: '13:00' })
    expect(await versionsOf(db, copy.step.id)).toHaveLength(2)
  })

  test('must have acted for the branch that day: in post, or entrusted', async () => {
    const { copies } = await dispatchedTask(world)
    const { id: assignmentId } = copies[0].assignment
    const member = await createMember(db, branches[0])
    const input = { assignmentId, ...call, byId: member.id }
    await expect(recordAcceptance(await as(officer), input)).rejects.toMatchObject({
      code: 'invalid',
      fields: { byId: '不是办理人' },
    })
    await delegateAssignment(await as(secretaries[0]), { assignmentId, toPersonId: member.id })
    await expect(recordAcceptance(await as(officer), input)).resolves.toBeTruthy()
  })

  test('of a person’s copy it is the person; the branch’s leader may type it', async () => {
    const member = await createMember(db, branches[0])
    const { copies } = await dispatchedTask(world, {
      organisationIds: [],
      persons: member.employeeNumber ?? '',
    })
    const input = { assignmentId: copies[0].assignment.id, ...call }
    const leader = await as(secretaries[0])
    await expect(recordAcceptance(leader, input)).rejects.toMatchObject({ code: 'invalid' })
    await expect(recordAcceptance(leader, { ...input, byId: member.id })).resolves.toBeTruthy()
  })
})

test('a branch does not record for itself; strangers do not find it', async () => {
  const { copies } = await dispatchedTask(world)
  const input = { assignmentId: copies[0].assignment.id, ...call }
  const department = await createOfficer(db, 'department_officer', {
    organisationId: committee.id,
    department: '工会',
  })
  for (const [person, code] of [
    [secretaries[0], 'forbidden'],
    [secretaries[1], 'not_found'],
    [department, 'not_found'],
  ] as const) {
    const ctx = await as(person)
    await expect(recordAcceptance(ctx, input)).rejects.toMatchObject({ code })
    const report = { ...handInOf(copies[0]), ...call }
    await expect(recordSubmission(ctx, report)).rejects.toMatchObject({ code })
  }
})

describe('代录报告', () => {
  test('waits for confirmation: counted when typed, the reviewer’s clock since then', async () => {
    const copy = await recorded({ dueOn: '2026-09-15', dueTime: '12:00' })
    const submission = only(await versionsOf(db, copy.step.id))
    expect(submission).toMatchObject({
      channel: 'phone',
      at: called,
      recordedAt: hours(6),
      recordedBy: officer.id,
      proxyReason: reason,
    })
    expect(isOnTime(submission)).toBe(false)
    expect(await clockOf(db, copy.step.id)).toEqual([
      { party: 'assignee', startsAt: testNow, endsAt: hours(6) },
      { party: 'reviewer', startsAt: hours(6), endsAt: null },
    ])
    const input = { submissionId: submission.id }
    const ctx = await as(colleague)
    for (const decide of [
      () => approveSubmission(ctx, input),
      () => returnSubmission(ctx, { ...input, reason: '请补充会议时间' }),
    ]) {
      await expect(decide()).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('代录'),
      })
    }
  })

  test('confirmed by somebody else, its real time counts, for the reviewer’s clock too', async () => {
    const copy = await recorded({ dueOn: '2026-09-15', dueTime: '12:00' })
    const input = { assignmentId: copy.assignment.id, kind: 'submission' } as const
    await expect(confirmEntry(await as(officer), input)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await confirmEntry(await as(colleague, hours(8)), input)
    const submission = only(await versionsOf(db, copy.step.id))
    expect(submission).toMatchObject({ confirmedBy: colleague.id, confirmedAt: hours(8) })
    expect(isOnTime(submission)).toBe(true)
    expect(await clockOf(db, copy.step.id)).toEqual([
      { party: 'assignee', startsAt: testNow, endsAt: called },
      { party: 'reviewer', startsAt: called, endsAt: null },
    ])
    await expect(confirmEntry(await as(colleague), input)).rejects.toMatchObject({
      code: 'conflict',
    })
    // The recorder still does not review it; the other officer does.
    const { id: submissionId } = submission
    await expect(approveSubmission(await as(officer), { submissionId })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await approveSubmission(await as(colleague, hours(9)), { submissionId })
    expect((await clockOf(db, copy.step.id)).at(-1)).toEqual({
      party: 'reviewer',
      startsAt: called,
      endsAt: hours(9),
    })
  })

  test('confirmed after a return, only the last turn’s border moves', async () => {
    const { copies } = await dispatchedTask(world)
    const [copy] = copies
    const first = await submitted(world, copy, { now: hours(1) })
    await returnSubmission(await as(officer, hours(2)), {
      submissionId: first.id,
      reason: '请补充会议时间',
    })
    await recordSubmission(await as(officer), { ...handInOf(copy), ...call, at: '14:00' })
    await confirmEntry(await as(colleague, hours(7)), {
      assignmentId: copy.assignment.id,
      kind: 'submission',
    })
    expect(await clockOf(db, copy.step.id)).toEqual([
      { party: 'assignee', startsAt: testNow, endsAt: hours(1) },
      { party: 'reviewer', startsAt: hours(1), endsAt: hours(2) },
      { party: 'assignee', startsAt: hours(2), endsAt: hours(4) },
      { party: 'reviewer', startsAt: hours(4), endsAt: null },
    ])
  })

  test('a retried request finds its first version', async () => {
    const copy = await accepted()
    const input = { ...handInOf(copy), ...call }
    const ctx = await as(officer)
    await Promise.all([recordSubmission(ctx, input), recordSubmission(ctx, input)])
    await recordSubmission(ctx, input)
    expect(await versionsOf(db, copy.step.id)).toHaveLength(1)
    expect(await auditOf(db, copy.assignment.id, 'assignment.submit')).toHaveLength(1)
  })

  test('two who confirm at once: one does', async () => {
    const copy = await recorded()
    const third = await createOfficer(db, 'committee_officer', { organisationId: committee.id })
    const input = { assignmentId: copy.assignment.id, kind: 'submission' } as const
    const results = await Promise.allSettled([
      confirmEntry(await as(colleague), input),
      confirmEntry(await as(third), input),
    ])
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

test('nothing to confirm where the branch did it online; a secretary may not ask', async () => {
  const { copies } = await dispatchedTask(world)
  await submitted(world, copies[0])
  for (const kind of ['acceptance', 'submission'] as const) {
    const input = { assignmentId: copies[0].assignment.id, kind }
    await expect(confirmEntry(await as(colleague), input)).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(confirmEntry(await as(secretaries[0]), input)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(confirmEntry(await as(secretaries[1]), input)).rejects.toMatchObject({
      code: 'not_found',
    })
  }
})

test('the branch may go on online after a 代录签收', async () => {
  const copy = await accepted()
  const ctx = await as(secretaries[0])
  expect(await submitStep(ctx, handInOf(copy))).toMatchObject({ version: 1, channel: 'online' })
})
