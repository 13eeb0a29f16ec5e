import { and, asc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { QuarterState } from '@/db/enums'
import { newId } from '@/db/ids'
import {
  auditEntries,
  notices,
  quarterMoves,
  scoreEntries,
  scoreSnapshots,
  verificationReplies,
} from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createOfficer,
  createSecretary,
  createTree,
} from '@/db/testing/factories'
import { recordFact } from '@/lib/facts/record-fact'
import { approveQuarter, freezeQuarter } from './approve-and-freeze'
import { startPreliminary, startSelfAssessment } from './begin-step'
import { openQuarter } from './open-quarter'
import { correctPublication, publishQuarter, reopenQuarter } from './publish-quarter'
import { quarterBlockers } from './quarter-blockers'
import { lastSnapshot } from './quarter-snapshots'
import { createPublishedScheme } from './testing'
import { startMeeting, startVerification } from './verify-and-meet'

const { db } = await testDatabase()

const minutesNumber = '党委纪要〔2026〕9号'

/** Two branches and a quarter of their own, brought as far as asked; 1 material late at the first. */
async function quarterIn(state: QuarterState) {
  const tree = await createTree(db)
  const [first, second] = tree.branches
  const officer = await createOfficer(db, 'committee_officer', {
    organisationId: tree.committee.id,
  })
  const secretary = await createSecretary(db, first)
  await createPublishedScheme(db, tree.committee)
  const on = (day: string) =>
    createContextFor(db, officer, { now: new Date(`${day}T10:00:00+08:00`) })
  const { id: quarterId } = await openQuarter(await on('2026-09-15'), { period: '2026Q3' })
  const sources = new Map(tree.branches.map((one) => [one.id, newId()]))
  /** The standing judgement of the first indicator: so many materials late. */
  const judge = async (organisationId: string, count: number, day = '2026-10-09') => {
    const ctx = await on(day)
    await ctx.transact(async (tx) => {
      tx.record({ action: 'score.judge', subjectType: 'organisation', subjectId: organisationId })
      await recordFact(tx, ctx, {
        kind: 'judgement',
        organisationId,
        occurredOn: '2026-09-30',
        period: '2026Q3',
        sourceType: 'judgement',
        sourceId: sources.get(organisationId) ?? '',
        value: { quarterId, indicatorKey: '1', state: 'scored', items: lateItems(count) },
      })
    })
  }
  const steps: [QuarterState, () => Promise<unknown>][] = [
    ['open', async () => null],
    [
      'self',
      async () => startSelfAssessment(await on('2026-09-28'), { quarterId, dueOn: '2026-09-30' }),
    ],
    [
      'preliminary',
      async () => startPreliminary(await on('2026-10-08'), { quarterId, dueOn: '2026-10-12' }),
    ],
    [
      'verification',
      async () => {
        await judge(first.id, 1)
        await startVerification(await on('2026-10-12'), { quarterId, endsOn: '2026-10-14' })
      },
    ],
    ['meeting', async () => startMeeting(await on('2026-10-15'), { quarterId })],
    [
      'publication',
      async () => {
        await judge(second.id, 0)
        await publishQuarter(await on('2026-10-16'), { quarterId, endsOn: '2026-10-23' })
      },
    ],
    [
      'approved',
      async () =>
        approveQuarter(await on('2026-10-26'), {
          quarterId,
          minutesNumber,
          approvedOn: '2026-10-26',
        }),
    ],
    ['frozen', async () => freezeQuarter(await on('2026-10-29'), { quarterId })],
  ]
  for (const [reached, go] of steps) {
    await go()
    if (reached === state) {
      break
    }
  }
  return { tree, first, second, officer, secretary, quarterId, on, judge }
}

function lateItems(count: number) {
  return count === 0
    ? []
    : [
        {
          itemKey: 'late',
          ruleKey: 'r-judged',
          occurredOn: '2026-09-10',
          words: '季度材料迟报',
          isUrged: false,
          value: { kind: 'events' as const, count },
        },
      ]
}

const conflict = { code: 'conflict' }
const invalid = { code: 'invalid' }

describe('自评 and 初评', () => {
  test('the branches are told, once, and by SMS; a day that is over is refused', async () => {
    const { quarterId, on, secretary } = await quarterIn('open')
    const ctx = await on('2026-09-28')
    await expect(
      startSelfAssessment(ctx, { quarterId, dueOn: '2026-09-27' }),
    ).rejects.toMatchObject(invalid)
    expect(await startSelfAssessment(ctx, { quarterId, dueOn: '2026-09-30' })).toMatchObject({
      state: 'self',
      selfDueOn: '2026-09-30',
    })
    await expect(
      startSelfAssessment(ctx, { quarterId, dueOn: '2026-09-30' }),
    ).rejects.toMatchObject(conflict)
    const told = await db.select().from(notices).where(eq(notices.personId, secretary.id))
    expect(told).toMatchObject([{ kind: 'score_step', smsTemplate: 'score_step' }])
  })

  test('no step is left out', async () => {
    const { quarterId, on } = await quarterIn('open')
    const ctx = await on('2026-10-08')
    await expect(startPreliminary(ctx, { quarterId, dueOn: '2026-10-12' })).rejects.toMatchObject(
      conflict,
    )
    await expect(startMeeting(ctx, { quarterId })).rejects.toMatchObject(conflict)
    await expect(freezeQuarter(ctx, { quarterId })).rejects.toMatchObject(conflict)
  })
})

describe('反馈核对 and 评议', () => {
  test('two working days at least, and the preliminary result is kept', async () => {
    const { quarterId, on, judge, first } = await quarterIn('preliminary')
    await judge(first.id, 1)
    const ctx = await on('2026-10-12')
    await expect(startVerification(ctx, { quarterId, endsOn: '2026-10-13' })).rejects.toMatchObject(
      invalid,
    )
    await startVerification(ctx, { quarterId, endsOn: '2026-10-14' })
    const kept = await lastSnapshot(db, { id: quarterId, revision: 1 }, ['preliminary'])
    expect(kept?.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(kept?.content.organisations.find((one) => one.id === first.id)).toMatchObject({
      totalHundredths: 9800,
      indicators: { 1: { total: 3800, state: 'scored' } },
    })
  })

  test('the meeting waits for the end of 核对 and for every answer', async () => {
    const { quarterId, on, first, secretary, officer } = await quarterIn('verification')
    await expect(startMeeting(await on('2026-10-14'), { quarterId })).rejects.toMatchObject(
      conflict,
    )
    const id = newId()
    const at = new Date('2026-10-13T10:00:00+08:00')
    await db.insert(verificationReplies).values({
      ...{ id, quarterId, at, organisationId: first.id, byId: secretary.id },
      isAgreed: false,
      words: '材料已按时报送',
    })
    const ctx = await on('2026-10-15')
    await expect(startMeeting(ctx, { quarterId })).rejects.toMatchObject(conflict)
    await db
      .update(verificationReplies)
      .set({ answer: '查实为逾期', answeredBy: officer.id, answeredAt: at })
      .where(eq(verificationReplies.id, id))
    expect(await startMeeting(ctx, { quarterId })).toMatchObject({ state: 'meeting' })
  })
})

describe('公示', () => {
  test('waits until nothing is 未评, and lasts five working days at least', async () => {
    const { quarterId, on, judge, second } = await quarterIn('meeting')
    const ctx = await on('2026-10-16')
    expect(await quarterBlockers(ctx, quarterId)).toMatchObject({ unscored: 1 })
    await expect(publishQuarter(ctx, { quarterId, endsOn: '2026-10-30' })).rejects.toMatchObject(
      conflict,
    )
    await judge(second.id, 0)
    await expect(publishQuarter(ctx, { quarterId, endsOn: '2026-10-22' })).rejects.toMatchObject(
      invalid,
    )
    expect(await publishQuarter(ctx, { quarterId, endsOn: '2026-10-23' })).toMatchObject({
      state: 'publication',
      publicationStartsOn: '2026-10-16',
      publicationEndsOn: '2026-10-23',
    })
  })

  test('更正公示 tells whom it moves; without a difference there is none', async () => {
    const { quarterId, on, judge, first, secretary } = await quarterIn('publication')
    const ctx = await on('2026-10-20')
    const input = { quarterId, endsOn: '2026-10-27', reason: '申诉更正分录' }
    await expect(correctPublication(ctx, input)).rejects.toMatchObject(conflict)
    await judge(first.id, 3, '2026-10-20')
    await correctPublication(ctx, input)
    const [told] = await db
      .select()
      .from(notices)
      .where(and(eq(notices.personId, secretary.id), eq(notices.kind, 'score_moved')))
    expect(told?.body).toContain('10月27日')
  })
})

describe('审定 and 定稿', () => {
  test('审定 waits for the end of 公示, and for what 公示 has not shown', async () => {
    const { quarterId, on, judge, first } = await quarterIn('publication')
    const input = { quarterId, minutesNumber, approvedOn: '2026-10-23' }
    await expect(approveQuarter(await on('2026-10-23'), input)).rejects.toMatchObject(conflict)
    const ctx = await on('2026-10-26')
    await expect(approveQuarter(ctx, { ...input, approvedOn: '2026-10-27' })).rejects.toMatchObject(
      invalid,
    )
    await judge(first.id, 3, '2026-10-26')
    await expect(approveQuarter(ctx, input)).rejects.toMatchObject({
      ...conflict,
      message: expect.stringContaining('更正公示'),
    })
    await judge(first.id, 1, '2026-10-26')
    expect(await approveQuarter(ctx, input)).toMatchObject({ state: 'approved', minutesNumber })
  })

  test('定稿 is kept whole, and then nothing posts any more', async () => {
    const { quarterId } = await quarterIn('frozen')
    const final = await lastSnapshot(db, { id: quarterId, revision: 1 }, ['final'])
    const totals = final?.content.organisations.map((one) => one.totalHundredths)
    expect(totals).toEqual([10000, 9800])
    const [entry] = await db
      .select()
      .from(scoreEntries)
      .where(eq(scoreEntries.quarterId, quarterId))
      .limit(1)
    await expect(
      db.insert(scoreEntries).values({
        ...(entry as typeof scoreEntries.$inferInsert),
        id: newId(),
        basisKey: 'item:another',
      }),
    ).rejects.toThrow()
    await expect(
      db.update(scoreSnapshots).set({ sha256: 'b' }).where(eq(scoreSnapshots.quarterId, quarterId)),
    ).rejects.toThrow()
  })

  test('a correction afterwards is a revision; what was 定稿 stays', async () => {
    const { quarterId, on, judge, first } = await quarterIn('frozen')
    await judge(first.id, 2, '2026-11-02')
    const quarter = await reopenQuarter(await on('2026-11-02'), {
      quarterId,
      endsOn: '2026-11-09',
      reason: '巡察发现初评依据有误',
    })
    expect(quarter).toMatchObject({ state: 'publication', revision: 2, frozenAt: null })
    const totalIn = (kept: Awaited<ReturnType<typeof lastSnapshot>>) =>
      kept?.content.organisations.find((one) => one.id === first.id)?.totalHundredths
    expect(totalIn(await lastSnapshot(db, quarter, ['publication']))).toBe(9600)
    expect(totalIn(await lastSnapshot(db, { id: quarterId, revision: 1 }, ['final']))).toBe(9800)
  })

  test('every step is a row and an audited act', async () => {
    const { quarterId } = await quarterIn('frozen')
    const moves = await db
      .select({ kind: quarterMoves.kind, to: quarterMoves.toState })
      .from(quarterMoves)
      .where(eq(quarterMoves.quarterId, quarterId))
      .orderBy(asc(quarterMoves.at), asc(quarterMoves.id))
    expect(moves.map((one) => one.to)).toEqual([
      ...['open', 'self', 'preliminary', 'verification'],
      ...['meeting', 'publication', 'approved', 'frozen'],
    ])
    const audited = await db
      .select({ action: auditEntries.action })
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, quarterId))
    expect(audited.filter((one) => one.action === 'quarter.advance')).toHaveLength(7)
  })
})

test('nobody but the committee’s officer moves a quarter; a branch does not know of the door', async () => {
  const { quarterId, tree, secretary } = await quarterIn('preliminary')
  const department = await createOfficer(db, 'department_officer', {
    organisationId: tree.committee.id,
    department: '安全监察部',
  })
  const input = { quarterId, endsOn: '2026-12-30' }
  for (const verb of [startVerification, publishQuarter]) {
    await expect(verb(await createContextFor(db, department), input)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(verb(await createContextFor(db, secretary), input)).rejects.toMatchObject({
      code: 'not_found',
    })
  }
})
