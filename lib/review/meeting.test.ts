import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { auditEntries, reviewMeetings, reviewNotes, scoreSnapshots } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createOfficer } from '@/db/testing/factories'
import { codeOf } from '@/db/testing/outcome'
import { createLedgerWorld, judge } from '@/lib/scorecard/ledger/testing'
import { closeMeeting, openMeeting } from './hold-meeting'
import { prepareMeeting, renewSnapshot } from './prepare-meeting'
import { saveNote } from './save-note'
import { prepareMeetingInput } from './schema'
import { createReviewWorld, meetingDay, preparedMeeting } from './testing'

const { db } = await testDatabase()

const recordsOf = (id: string) =>
  db.select().from(auditEntries).where(eq(auditEntries.subjectId, id))

describe('preparing', () => {
  test('by class and code unless another order is asked for, on the meeting snapshot', async () => {
    const world = await createReviewWorld(db)
    const ctx = await world.as(world.officer)
    const { quarterId } = world
    const meeting = await prepareMeeting(ctx, { quarterId, heldOn: '2026-10-20', place: '三楼' })
    expect(meeting).toMatchObject({ state: 'prepared', heldOn: '2026-10-20', place: '三楼' })
    const codes = world.branches.map((one) => [one.code, one.id] as const).sort()
    expect(meeting.agenda).toEqual(codes.map(([, id]) => id))
    const [snapshot] = await db
      .select()
      .from(scoreSnapshots)
      .where(and(eq(scoreSnapshots.quarterId, quarterId), eq(scoreSnapshots.kind, 'meeting')))
    expect(meeting.snapshotId).toBe(snapshot?.id)

    const agenda = [...meeting.agenda].reverse()
    const again = await prepareMeeting(ctx, { quarterId, heldOn: '2026-10-21', agenda })
    expect(again).toMatchObject({ id: meeting.id, heldOn: '2026-10-21', place: null, agenda })
    await prepareMeeting(ctx, { quarterId, heldOn: '2026-10-21' })
    expect((await recordsOf(meeting.id)).map((one) => one.action)).toEqual([
      'review.prepare',
      'review.prepare',
    ])
  })

  test('an agenda as a form sends it', () => {
    const [one, other] = [newId(), newId()]
    const given = { quarterId: newId(), heldOn: '2026-10-21', agenda: `${one} ${other}` }
    expect(prepareMeetingInput.parse(given).agenda).toEqual([one, other])
    expect(prepareMeetingInput.safeParse({ ...given, agenda: 'x' }).success).toBe(false)
  })

  test('a day that is over, a branch twice, one from elsewhere and none at all are refused', async () => {
    const world = await createReviewWorld(db)
    const ctx = await world.as(world.officer)
    const given = { quarterId: world.quarterId, heldOn: '2026-10-20' }
    const [first] = world.branches
    for (const fault of [
      { heldOn: '2026-10-14' },
      { agenda: [first.id, first.id] },
      { agenda: [newId()] },
      { agenda: [] },
    ]) {
      expect(await codeOf(prepareMeeting(ctx, { ...given, ...fault }))).toBe('invalid')
    }
  })

  test('only the committee office prepares; whoever may not see it finds nothing', async () => {
    const world = await createReviewWorld(db)
    const given = { quarterId: world.quarterId, heldOn: '2026-10-20' }
    const department = await createOfficer(db, 'department_officer', {
      organisationId: world.committee.id,
      department: '人力资源部',
    })
    expect(await codeOf(prepareMeeting(await world.as(department), given))).toBe('forbidden')
    expect(await codeOf(prepareMeeting(await world.as(world.secretaries[0]), given))).toBe(
      'not_found',
    )
    const meeting = await preparedMeeting(world)
    const secretary = await world.as(world.secretaries[0])
    expect(await codeOf(openMeeting(secretary, { meetingId: meeting.id }))).toBe('not_found')
    expect(await codeOf(openMeeting(await world.as(department), { meetingId: meeting.id }))).toBe(
      'forbidden',
    )
  })

  test('not before the quarter is at 评议', async () => {
    const world = await createReviewWorld(db)
    const open = await createLedgerWorld(db)
    const ctx = await world.as(open.officer)
    const given = { quarterId: open.quarterId, heldOn: '2026-10-20' }
    expect(await codeOf(prepareMeeting(ctx, given))).toBe('conflict')
    expect(await codeOf(renewSnapshot(ctx, given))).toBe('conflict')
  })
})

describe('notes', () => {
  test('are kept, changed and taken away; their words are nowhere in the record', async () => {
    const world = await createReviewWorld(db)
    const meeting = await preparedMeeting(world)
    const ctx = await world.as(world.officer)
    const about = { meetingId: meeting.id, organisationId: world.branches[0].id }
    await saveNote(ctx, { ...about, words: '先问换届' })
    await saveNote(ctx, { ...about, words: '先问换届方案' })
    const stored = await db.select().from(reviewNotes).where(eq(reviewNotes.meetingId, meeting.id))
    expect(stored.map((one) => one.words)).toEqual(['先问换届方案'])
    await saveNote(ctx, { ...about, words: '' })
    expect(await db.$count(reviewNotes, eq(reviewNotes.meetingId, meeting.id))).toBe(0)
    expect(JSON.stringify(await recordsOf(meeting.id))).not.toContain('换届')
    const elsewhere = { ...about, organisationId: newId(), words: '不在议程' }
    expect(await codeOf(saveNote(ctx, elsewhere))).toBe('invalid')
  })
})

describe('opening and closing', () => {
  test('once each, in order; afterwards day and order stay', async () => {
    const world = await createReviewWorld(db)
    const { id: meetingId } = await preparedMeeting(world)
    const ctx = await world.as(world.officer)
    expect(await codeOf(closeMeeting(ctx, { meetingId }))).toBe('conflict')
    expect(await openMeeting(ctx, { meetingId })).toMatchObject({
      state: 'opened',
      openedAt: meetingDay,
    })
    expect(await codeOf(openMeeting(ctx, { meetingId }))).toBe('conflict')
    const change = { quarterId: world.quarterId, heldOn: '2026-10-30' }
    expect(await codeOf(prepareMeeting(ctx, change))).toBe('conflict')
    expect(await codeOf(renewSnapshot(ctx, change))).toBe('conflict')
    expect(await closeMeeting(ctx, { meetingId })).toMatchObject({
      state: 'closed',
      closedBy: world.officer.id,
    })
    expect((await recordsOf(meetingId)).map((one) => one.action)).toEqual([
      'review.prepare',
      'review.open',
      'review.close',
    ])
    const note = { meetingId, organisationId: world.branches[0].id, words: '会后' }
    expect(await codeOf(saveNote(ctx, note))).toBe('conflict')
  })
})

describe('a newer snapshot', () => {
  test('is taken only when a score has moved, and the prepared meeting moves to it', async () => {
    const world = await createReviewWorld(db)
    const meeting = await preparedMeeting(world)
    const ctx = await world.as(world.officer, new Date('2026-10-15T10:00:00+08:00'))
    const { quarterId } = world
    expect(await codeOf(renewSnapshot(ctx, { quarterId }))).toBe('conflict')
    await judge(world, world.branches[2]?.id ?? '', { count: 1, sourceId: newId() })
    const { snapshotId } = await renewSnapshot(ctx, { quarterId })
    expect(snapshotId).not.toBe(meeting.snapshotId)
    const [now] = await db.select().from(reviewMeetings).where(eq(reviewMeetings.id, meeting.id))
    expect(now).toMatchObject({ snapshotId, agenda: meeting.agenda, state: 'prepared' })
  })

  test('after a meeting it is there for another one', async () => {
    const world = await createReviewWorld(db)
    const { id: meetingId } = await preparedMeeting(world)
    const ctx = await world.as(world.officer)
    await openMeeting(ctx, { meetingId })
    await closeMeeting(ctx, { meetingId })
    await judge(world, world.branches[2]?.id ?? '', { count: 1, sourceId: newId() })
    const later = await world.as(world.officer, new Date('2026-10-16T09:00:00+08:00'))
    await renewSnapshot(later, { quarterId: world.quarterId })
    const second = await prepareMeeting(later, {
      quarterId: world.quarterId,
      heldOn: '2026-10-16',
    })
    expect(second.id).not.toBe(meetingId)
  })
})
