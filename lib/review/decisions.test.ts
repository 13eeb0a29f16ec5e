import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import {
  assignments,
  auditEntries,
  delegations,
  notices,
  reviewDecisions,
  reviewMeetings,
  scorecardQuarters,
  tasks,
} from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createMembership, createPerson } from '@/db/testing/factories'
import { codeOf } from '@/db/testing/outcome'
import { decisionsOf, earlierDecisions } from './decisions'
import { closeMeeting, openMeeting } from './hold-meeting'
import { recordDecision, syncDecisions } from './record-decision'
import {
  carryOut,
  createReviewWorld,
  decisionOn,
  meetingDay,
  preparedMeeting,
  type ReviewWorld,
} from './testing'

const { db } = await testDatabase()

/** A meeting that is open, with its quarter at 评议. */
async function openedMeeting(): Promise<{ world: ReviewWorld; meetingId: string }> {
  const world = await createReviewWorld(db)
  const { id: meetingId } = await preparedMeeting(world)
  await openMeeting(await world.as(world.officer), { meetingId })
  return { world, meetingId }
}

const later = (minutes: number) => new Date(meetingDay.getTime() + minutes * 60_000)

describe('recording', () => {
  test('becomes one dispatched task of the branch with its due, which does not score', async () => {
    const { world, meetingId } = await openedMeeting()
    const ctx = await world.as(world.officer, later(20))
    const input = decisionOn(world, { id: meetingId })
    const { decision, isFirst } = await recordDecision(ctx, input)
    expect(isFirst).toBe(true)
    expect(decision).toMatchObject({
      words: input.words,
      dueOn: '2026-11-15',
      byId: world.officer.id,
    })
    expect(decision.decidedAt).toEqual(new Date('2026-10-15T09:10:00+08:00'))
    const [task] = await db
      .select()
      .from(tasks)
      .where(eq(tasks.id, decision.taskId ?? ''))
    expect(task).toMatchObject({
      state: 'dispatched',
      title: '评议会决定：十一月底前配齐纪检委员',
      isScored: false,
      dueAt: new Date('2026-11-15T18:00:00+08:00'),
    })
    expect(task?.basis).toMatch(/^2026年第三季度党建指数评议会，评议快照 [0-9A-F]{4}-[0-9A-F]{4}$/)
    const copies = await db
      .select()
      .from(assignments)
      .where(eq(assignments.taskId, task?.id ?? ''))
    expect(copies).toMatchObject([
      { organisationId: world.branches[0].id, personId: null, delegateId: null },
    ])
    const told = await db
      .select()
      .from(notices)
      .where(eq(notices.subjectId, copies[0]?.id ?? ''))
    expect(told.map((one) => one.personId)).toEqual([world.secretaries[0].id])
    const records = await db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, meetingId))
    expect(records.at(-1)).toMatchObject({
      action: 'review.decide',
      detail: { decisionId: decision.id, taskId: task?.id },
    })
  })

  test('the person named does it for the branch; a secretary needs no naming', async () => {
    const { world, meetingId } = await openedMeeting()
    const ctx = await world.as(world.officer, later(20))
    const member = await createPerson(db, { name: '陈晓' })
    await createMembership(db, member, world.branches[0])
    const named = await recordDecision(
      ctx,
      decisionOn(world, { id: meetingId }, { personId: member.id }),
    )
    const [copy] = await db
      .select()
      .from(assignments)
      .where(eq(assignments.taskId, named.decision.taskId ?? ''))
    expect(copy?.delegateId).toBe(member.id)
    expect(await db.$count(delegations, eq(delegations.assignmentId, copy?.id ?? ''))).toBe(1)
    const told = await db
      .select()
      .from(notices)
      .where(eq(notices.subjectId, copy?.id ?? ''))
    expect(told.map((one) => one.personId).sort()).toEqual(
      [world.secretaries[0].id, member.id].sort(),
    )
    const own = await recordDecision(
      ctx,
      decisionOn(world, { id: meetingId }, { personId: world.secretaries[0].id }),
    )
    const [second] = await db
      .select()
      .from(assignments)
      .where(eq(assignments.taskId, own.decision.taskId ?? ''))
    expect(second?.delegateId).toBeNull()
  })

  test('sent twice, even at the same moment, it is one decision and one task', async () => {
    const { world, meetingId } = await openedMeeting()
    const input = decisionOn(world, { id: meetingId })
    const send = async () => recordDecision(await world.as(world.officer, later(20)), input)
    const results = await Promise.all([send(), send(), send()])
    expect(new Set(results.map((one) => one.decision.taskId)).size).toBe(1)
    expect(results.filter((one) => one.isFirst)).toHaveLength(1)
    expect(await db.$count(reviewDecisions, eq(reviewDecisions.meetingId, meetingId))).toBe(1)
  })

  test('one for a meeting that nobody has opened opens it', async () => {
    const world = await createReviewWorld(db)
    const meeting = await preparedMeeting(world)
    await recordDecision(await world.as(world.officer, later(20)), decisionOn(world, meeting))
    const [now] = await db.select().from(reviewMeetings).where(eq(reviewMeetings.id, meeting.id))
    expect(now).toMatchObject({
      state: 'opened',
      openedAt: new Date('2026-10-15T09:10:00+08:00'),
    })
  })

  test('a clock of the room that runs ahead does not make it later than now', async () => {
    const { world, meetingId } = await openedMeeting()
    const input = decisionOn(world, { id: meetingId }, { decidedAt: '2027-01-01T00:00:00Z' })
    const { decision } = await recordDecision(await world.as(world.officer, later(20)), input)
    expect(decision.decidedAt).toEqual(later(20))
  })

  test('a due that has passed, a stranger, a branch not on the agenda are refused', async () => {
    const { world, meetingId } = await openedMeeting()
    const ctx = await world.as(world.officer, later(20))
    const on = { id: meetingId }
    const stranger = await createPerson(db)
    for (const fault of [
      { dueOn: '2026-10-14' },
      { personId: stranger.id },
      { personId: world.secretaries[1].id },
      { organisationId: world.committee.id },
    ]) {
      expect(await codeOf(recordDecision(ctx, decisionOn(world, on, fault)))).toBe('invalid')
    }
    expect(await db.$count(reviewDecisions, eq(reviewDecisions.meetingId, meetingId))).toBe(0)
    expect(await db.$count(tasks, eq(tasks.issuingOrganisationId, world.committee.id))).toBe(0)
  })

  test('nobody but the committee office records', async () => {
    const { world, meetingId } = await openedMeeting()
    const input = decisionOn(world, { id: meetingId })
    const secretary = await world.as(world.secretaries[0], later(20))
    expect(await codeOf(recordDecision(secretary, input))).toBe('not_found')
  })

  test('after the end only what had been decided before it comes in', async () => {
    const { world, meetingId } = await openedMeeting()
    await closeMeeting(await world.as(world.officer, later(60)), { meetingId })
    const ctx = await world.as(world.officer, later(120))
    const said = (minutes: number) =>
      decisionOn(world, { id: meetingId }, { decidedAt: later(minutes).toISOString() })
    expect(await codeOf(recordDecision(ctx, said(59)))).toBe('done')
    expect(await codeOf(recordDecision(ctx, said(61)))).toBe('conflict')
  })
})

describe('sync of several', () => {
  test('each is looked at by itself, and a second sync finds all of them', async () => {
    const { world, meetingId } = await openedMeeting()
    const on = { id: meetingId }
    const good = [decisionOn(world, on), decisionOn(world, on, { words: '补齐会议记录本' })]
    const past = decisionOn(world, on, { dueOn: '2026-10-01' })
    const short = { ...decisionOn(world, on), words: '短' }
    const decisions = [good[0], past, short, null, good[1]]
    const sync = async () =>
      syncDecisions(await world.as(world.officer, later(30)), { meetingId, decisions })
    const first = await sync()
    expect(first.map((one) => one.state)).toEqual([
      'recorded',
      'refused',
      'refused',
      'refused',
      'recorded',
    ])
    expect(first[1]?.message).toContain('完成期限')
    expect(first[2]?.message).toBe('请写明决定事项，至少 4 个字，决定还在本机。')
    expect(await sync()).toEqual(first)
    expect(await db.$count(reviewDecisions, eq(reviewDecisions.meetingId, meetingId))).toBe(2)
  })

  test('says so when it had been recorded with other words', async () => {
    const { world, meetingId } = await openedMeeting()
    const ctx = await world.as(world.officer, later(30))
    const decision = decisionOn(world, { id: meetingId })
    await syncDecisions(ctx, { meetingId, decisions: [decision] })
    const changed = { ...decision, words: '十二月底前配齐纪检委员' }
    const [result] = await syncDecisions(ctx, { meetingId, decisions: [changed] })
    expect(result).toMatchObject({ state: 'recorded' })
    expect(result?.message).toContain('原来的内容')
  })

  test('is refused as a whole to whoever may not hold the meeting', async () => {
    const { world, meetingId } = await openedMeeting()
    const decisions = [decisionOn(world, { id: meetingId })]
    const ctx = await world.as(world.secretaries[0], later(30))
    expect(await codeOf(syncDecisions(ctx, { meetingId, decisions }))).toBe('not_found')
  })
})

describe('whether decisions were kept', () => {
  test('open, overdue, in time, late, by their tasks', async () => {
    const { world, meetingId } = await openedMeeting()
    const ctx = await world.as(world.officer, later(20))
    const taskIds: string[] = []
    for (const words of ['按时办结的一件事', '逾期办结的一件事', '没有办的一件事']) {
      const { decision } = await recordDecision(
        ctx,
        decisionOn(world, { id: meetingId }, { words }),
      )
      taskIds.push(decision.taskId ?? '')
    }
    await carryOut(world, taskIds[0] ?? '', new Date('2026-11-10T10:00:00+08:00'))
    await carryOut(world, taskIds[1] ?? '', new Date('2026-11-17T10:00:00+08:00'))
    const at = (now: string) => decisionsOf(db, [meetingId], new Date(now))
    expect((await at('2026-11-20T10:00:00+08:00')).map((one) => [one.kept, one.doneOn])).toEqual([
      ['kept', '2026-11-10'],
      ['late', '2026-11-17'],
      ['overdue', null],
    ])
    expect((await at('2026-11-12T10:00:00+08:00'))[2]).toMatchObject({
      kept: 'open',
      organisationName: world.branches[0].name,
    })
  })

  test('the next quarter opens with those of the last one, and with nobody else’s', async () => {
    const { world, meetingId } = await openedMeeting()
    await recordDecision(
      await world.as(world.officer, later(20)),
      decisionOn(world, { id: meetingId }),
    )
    const [quarter] = await db
      .select()
      .from(scorecardQuarters)
      .where(eq(scorecardQuarters.id, world.quarterId))
    const committeeId = world.committee.id
    const now = new Date('2027-01-12T09:00:00+08:00')
    const next = await earlierDecisions(db, { id: newId(), committeeId, period: '2026Q4' }, now)
    expect(next).toMatchObject({ period: '2026Q3', decisions: [{ kept: 'overdue' }] })
    const same = { id: world.quarterId, committeeId, period: quarter?.period ?? '' }
    expect(await earlierDecisions(db, same, now)).toEqual({ period: null, decisions: [] })
    const other = { id: newId(), committeeId: newId(), period: '2026Q4' }
    expect(await earlierDecisions(db, other, now)).toEqual({ period: null, decisions: [] })
  })
})
