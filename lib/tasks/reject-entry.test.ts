import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { acceptances, notices } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createMember, createMembership, testNow } from '@/db/testing/factories'
import { acceptAssignment } from './accept-assignment'
import { assignmentView } from './assignment-queries'
import { confirmEntry } from './confirm-entry'
import { recordAcceptance, recordSubmission } from './record-for-other'
import { rejectEntry } from './reject-entry'
import { returnSubmission } from './review-submission'
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
  versionsOf,
} from './testing'

const { db } = await testDatabase()
const world = await createWorld(db)
const { officer, colleague, secretaries, branches } = world
const reason = '支部说当天没有人打过电话'
const call = {
  channel: 'phone',
  byId: secretaries[0].id,
  on: '2026-09-15',
  at: '11:00',
  reason: '外勤无网络',
} as const
const as = (person: { id: string }, now = hours(6)) => createContextFor(db, person, { now })

async function signedByPhone(given: Parameters<typeof dispatchedTask>[1] = {}) {
  const { copies } = await dispatchedTask(world, given)
  await recordAcceptance(await as(officer), { assignmentId: copies[0].assignment.id, ...call })
  return copies[0]
}

const toldOf = (assignmentId: string, kind: 'proxy_entry_recorded' | 'proxy_entry_rejected') =>
  db
    .select({ personId: notices.personId, body: notices.body, smsTemplate: notices.smsTemplate })
    .from(notices)
    .where(and(eq(notices.subjectId, assignmentId), eq(notices.kind, kind)))

describe('a 签收 that did not happen', () => {
  test('the branch hears of it; rejected, it signs itself; all stays on record', async () => {
    const copy = await signedByPhone()
    const { id } = copy.assignment
    expect(await toldOf(id, 'proxy_entry_recorded')).toMatchObject([
      { personId: secretaries[0].id, smsTemplate: 'proxy_entry_recorded' },
    ])
    const input = { assignmentId: id, kind: 'acceptance', reason } as const
    await rejectEntry(await as(colleague, hours(7)), input)
    expect((await assignmentNow(db, id)).state).toBe('issued')
    expect(await clockOf(db, copy.step.id)).toEqual([
      { party: 'assignee', startsAt: testNow, endsAt: null },
    ])
    const told = await toldOf(id, 'proxy_entry_rejected')
    expect(told.map((one) => one.personId).sort()).toEqual([secretaries[0].id, officer.id].sort())
    expect(told.every((one) => one.body.includes(reason))).toBe(true)

    await acceptAssignment(await as(secretaries[0], hours(8)), { assignmentId: id })
    const rows = await db.select().from(acceptances).where(eq(acceptances.assignmentId, id))
    expect(rows.map((row) => row.rejectReason).sort()).toEqual([reason, null].sort())
    const view = await assignmentView(await as(colleague, hours(9)), id)
    expect(view.history.map((event) => [event.kind, event.personName])).toEqual([
      ['accepted', secretaries[0].name],
      ['entry_rejected', colleague.name],
      ['accepted', secretaries[0].name],
      ['dispatched', officer.name],
    ])
    expect(view.hasUnconfirmedAcceptance).toBe(false)
    expect(await auditOf(db, id, 'assignment.rejectEntry')).toHaveLength(1)
    await expect(rejectEntry(await as(colleague), input)).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('not after the branch has handed in, and not once confirmed', async () => {
    const [gone, confirmed] = [await signedByPhone(), await signedByPhone()]
    await submitStep(await as(secretaries[0]), handInOf(gone))
    const of = (copy: typeof gone) =>
      ({ assignmentId: copy.assignment.id, kind: 'acceptance' }) as const
    await confirmEntry(await as(colleague), of(confirmed))
    for (const copy of [gone, confirmed]) {
      await expect(rejectEntry(await as(colleague), { ...of(copy), reason })).rejects.toMatchObject(
        { code: 'conflict' },
      )
    }
  })
})

describe('a report that was not made so', () => {
  test('goes back to where it stood, the reviewer’s time given back; a true one follows', async () => {
    const copy = await signedByPhone({ dueOn: '2026-09-15', dueTime: '18:00' })
    await recordSubmission(await as(officer), { ...handInOf(copy), ...call })
    const { id } = copy.assignment
    await rejectEntry(await as(colleague, hours(9)), {
      assignmentId: id,
      kind: 'submission',
      reason,
    })
    const dueAt = hours(8 + 3)
    expect(await assignmentNow(db, id)).toMatchObject({ state: 'accepted', effectiveDueAt: dueAt })
    expect(await stepNow(db, copy.step.id)).toMatchObject({ state: 'open', effectiveDueAt: dueAt })
    expect(await clockOf(db, copy.step.id)).toEqual([
      { party: 'assignee', startsAt: testNow, endsAt: hours(6) },
      { party: 'reviewer', startsAt: hours(6), endsAt: hours(9) },
      { party: 'assignee', startsAt: hours(9), endsAt: null },
    ])
    const view = await assignmentView(await as(secretaries[0], hours(9)), id)
    expect([view.submission, view.lastSubmission]).toEqual([null, null])

    // The time that was true may be older than the rejection.
    const report = { ...handInOf(copy), ...call, at: '12:00' }
    await recordSubmission(await as(officer, hours(10)), report)
    expect((await versionsOf(db, copy.step.id)).map((one) => one.version)).toEqual([1, 2])
    await confirmEntry(await as(colleague, hours(10)), { assignmentId: id, kind: 'submission' })
  })

  test('after a return it is returned again', async () => {
    const { copies } = await dispatchedTask(world)
    const [copy] = copies
    const first = await submitted(world, copy, { now: hours(1) })
    await returnSubmission(await as(officer, hours(2)), {
      submissionId: first.id,
      reason: '请补充会议时间',
    })
    await recordSubmission(await as(officer), { ...handInOf(copy), ...call, at: '15:00' })
    const input = { assignmentId: copy.assignment.id, kind: 'submission', reason } as const
    await rejectEntry(await as(colleague), input)
    expect((await assignmentNow(db, input.assignmentId)).state).toBe('returned')
    expect((await stepNow(db, copy.step.id)).state).toBe('returned')
  })
})

test('neither who recorded it, nor the branch, nor strangers; the alternate may', async () => {
  const alternate = await createMember(db, branches[1])
  const insider = await createMember(db, branches[1])
  await createMembership(db, insider, branches[0], { relation: 'secondment' })
  const copy = await signedByPhone({ alternateReviewer: alternate.employeeNumber ?? '' })
  const input = { assignmentId: copy.assignment.id, kind: 'acceptance', reason } as const
  for (const [person, code] of [
    [officer, 'forbidden'],
    [secretaries[0], 'forbidden'],
    [secretaries[1], 'not_found'],
    [insider, 'not_found'],
  ] as const) {
    await expect(rejectEntry(await as(person), input)).rejects.toMatchObject({ code })
  }
  expect((await assignmentNow(db, input.assignmentId)).state).toBe('accepted')
  await rejectEntry(await as(alternate), input)
  expect((await assignmentNow(db, input.assignmentId)).state).toBe('issued')
})
