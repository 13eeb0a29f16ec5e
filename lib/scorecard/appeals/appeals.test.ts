import { and, eq, isNull, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import {
  appeals,
  auditEntries,
  notices,
  quarterSubjects,
  scorecardQuarters,
  scoreEntries,
  setAsides,
} from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createMembership, createOfficer, createOrganisation } from '@/db/testing/factories'
import { loadBoard } from '../board/board'
import { judgeIndicator } from '../judging/judge-indicator'
import { judgingSheet } from '../judging/judging-queries'
import { itemOf, type QuarterWorld, quarterWorld } from '../judging/testing'
import { quarterResults } from '../ledger/quarter-results'
import { reckonQuarter } from '../ledger/reckon-quarter'
import { answerQuestion } from '../quarter/answer-question'
import { quarterOverview } from '../quarter/quarter-overview'
import { scoreWork } from '../quarter/score-work'
import { findQuestions } from '../questions/find-questions'
import { classSheet } from '../sheets/class-sheet'
import { appealEffect } from './appeal-effect'
import { decideAppeal } from './decide-appeal'
import { fileAppeal } from './file-appeal'
import { nameDecider } from './name-decider'
import { resolveSetAside, setAside } from './set-aside'
import { withdrawAppeal } from './withdraw-appeal'

const { db } = await testDatabase()

const day = '2026-10-20'

/** In 公示: the first branch lost 5.00 and 2.00, the second 3.00; 25 of 100 are everybody's alike. */
async function published() {
  const world = await quarterWorld(db, 'meeting')
  const { quarterId, first, second, third } = world
  const judgeBy = async (
    person: typeof world.judge,
    organisationId: string,
    indicatorKey: string,
    items: ReturnType<typeof itemOf<{ kind: 'amount'; hundredths: number }>>[],
  ) =>
    judgeIndicator(await world.as(person), {
      ...{ quarterId, organisationId, indicatorKey, seenVersion: 0, state: 'scored' },
      ...{ items, note: null, fileIds: [] },
    })
  const range = (hundredths: number, key: string) =>
    itemOf('r-range', { kind: 'amount' as const, hundredths }, key)
  await judgeBy(world.judge, first.id, '2', [range(500, 'a'), range(200, 'b')])
  await judgeBy(world.judge, second.id, '2', [range(300, 'a')])
  await judgeBy(world.judge, third.id, '2', [])
  for (const { id } of [first, second, third]) {
    await judgeBy(world.officer, id, '1', [])
    await judgeIndicator(await world.as(world.judge), {
      ...{ quarterId, organisationId: id, indicatorKey: '4', seenVersion: 0, state: 'scored' },
      items: [itemOf('r-tier', { kind: 'tier', position: 0 })],
      ...{ note: null, fileIds: [] },
    })
  }
  await reckonQuarter(await world.as(world.officer), { quarterId })
  await world.go('publication')
  return world
}

async function entryOf({ quarterId, first }: QuarterWorld, amountHundredths: number) {
  const [entry] = await db
    .select()
    .from(scoreEntries)
    .where(
      and(
        eq(scoreEntries.quarterId, quarterId),
        eq(scoreEntries.organisationId, first.id),
        eq(scoreEntries.amountHundredths, amountHundredths),
        isNull(scoreEntries.reversesId),
      ),
    )
  if (!entry) {
    throw new Error('No such entry')
  }
  return entry
}

function appealAgainst(world: QuarterWorld, entryId: string) {
  return {
    ...{ quarterId: world.quarterId, organisationId: world.first.id, requestKey: newId() },
    ...{ entryId, askedPoints: null, fileIds: [] },
    reason: '该问题发生在外委单位，不属本支部责任，附情况说明。',
  }
}

async function filed(world: QuarterWorld, amount = -500) {
  const entry = await entryOf(world, amount)
  const ctx = await world.as(world.secretary, day)
  return fileAppeal(ctx, appealAgainst(world, entry.id))
}

const conflict = { code: 'conflict' }
const forbidden = { code: 'forbidden' }

describe('提出', () => {
  test('against an entry, once, found again by its key; the Party office is told', async () => {
    const world = await published()
    const entry = await entryOf(world, -500)
    const ctx = await world.as(world.secretary, day)
    const input = appealAgainst(world, entry.id)
    const appeal = await fileAppeal(ctx, input)
    expect(appeal).toMatchObject({
      ...{ state: 'filed', presentHundredths: -500, indicatorKey: '2', ruleKey: 'r-range' },
      ...{ basisKey: 'item:a', filedBy: world.secretary.id },
    })
    expect((await fileAppeal(ctx, input)).id).toBe(appeal.id)
    await expect(
      fileAppeal(ctx, { ...input, reason: '换了一个理由再提交一次试试' }),
    ).rejects.toMatchObject(conflict)
    await expect(fileAppeal(ctx, { ...input, requestKey: newId() })).rejects.toMatchObject(conflict)
    const told = await db.select().from(notices).where(eq(notices.subjectId, appeal.id))
    expect(told.map((one) => one.personId)).toEqual(
      expect.arrayContaining([world.officer.id, world.colleague.id]),
    )
    const audited = await db
      .select({ action: auditEntries.action })
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, appeal.id))
    expect(audited).toEqual([{ action: 'appeal.file' }])
  })

  test('only by the branch, in 公示, until the end of its last day', async () => {
    const world = await published()
    const entry = await entryOf(world, -500)
    const input = appealAgainst(world, entry.id)
    await expect(fileAppeal(await world.as(world.other, day), input)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(fileAppeal(await world.as(world.officer, day), input)).rejects.toMatchObject(
      forbidden,
    )
    await expect(
      fileAppeal(await world.as(world.secretary, '2026-10-24'), input),
    ).rejects.toMatchObject({ ...conflict, message: expect.stringContaining('10月23日') })
    await world.go('meeting')
    await expect(fileAppeal(await world.as(world.secretary, day), input)).rejects.toMatchObject(
      conflict,
    )
  })

  test('an entry of another branch, or one that was reversed, is refused', async () => {
    const world = await published()
    const ctx = await world.as(world.secretary, day)
    const [foreign] = await db
      .select()
      .from(scoreEntries)
      .where(
        and(
          eq(scoreEntries.quarterId, world.quarterId),
          eq(scoreEntries.organisationId, world.second.id),
          eq(scoreEntries.ruleKey, 'r-range'),
        ),
      )
    await expect(fileAppeal(ctx, appealAgainst(world, foreign?.id ?? ''))).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  test('taken back by the branch; then the entry may be appealed again', async () => {
    const world = await published()
    const appeal = await filed(world)
    await expect(
      withdrawAppeal(await world.as(world.officer, day), { appealId: appeal.id }),
    ).rejects.toMatchObject(forbidden)
    await expect(
      withdrawAppeal(await world.as(world.other, day), { appealId: appeal.id }),
    ).rejects.toMatchObject({ code: 'not_found' })
    const ctx = await world.as(world.secretary, day)
    expect(await withdrawAppeal(ctx, { appealId: appeal.id })).toMatchObject({ state: 'withdrawn' })
    await expect(withdrawAppeal(ctx, { appealId: appeal.id })).rejects.toMatchObject(conflict)
    expect((await filed(world)).id).not.toBe(appeal.id)
  })
})

describe('裁定', () => {
  test('the effect on everybody is shown before; the decision is bound to it', async () => {
    const world = await published()
    const appeal = await filed(world)
    const ctx = await world.as(world.officer, day)
    const effect = await appealEffect(ctx, appeal.id, null)
    // 83 → 88 over the second with 87; the third keeps 90 and its grade.
    expect(effect.own).toMatchObject({
      before: { totalHundredths: 8300, rank: 3, grade: '良好' },
      after: { totalHundredths: 8800, rank: 2, grade: '良好' },
    })
    expect(effect.others).toMatchObject([
      {
        organisationId: world.second.id,
        before: { totalHundredths: 8700, rank: 2 },
        after: { totalHundredths: 8700, rank: 3 },
      },
    ])
    expect(effect.compared).toBe(3)
    const input = {
      ...{ appealId: appeal.id, verdict: 'remove' as const, points: null },
      reason: '经核实责任在外委单位，撤销该分录',
    }
    await expect(decideAppeal(ctx, { ...input, seen: 'a'.repeat(64) })).rejects.toMatchObject(
      conflict,
    )
    const decided = await decideAppeal(ctx, { ...input, seen: effect.seen })
    expect(decided).toMatchObject({ state: 'corrected', decidedHundredths: null })
    const entries = await db
      .select({ amount: scoreEntries.amountHundredths, reverses: scoreEntries.reversesId })
      .from(scoreEntries)
      .where(
        and(eq(scoreEntries.organisationId, world.first.id), eq(scoreEntries.basisKey, 'item:a')),
      )
    expect(entries.map((one) => one.amount).sort((a, b) => a - b)).toEqual([-500, 500])
    const [own] = await db
      .select({ total: quarterSubjects.totalHundredths })
      .from(quarterSubjects)
      .where(eq(quarterSubjects.organisationId, world.first.id))
    expect(own).toEqual({ total: effect.own.after.totalHundredths })
    await expect(decideAppeal(ctx, { ...input, seen: effect.seen })).rejects.toMatchObject(conflict)
    const told = await db.select().from(notices).where(eq(notices.personId, world.secretary.id))
    expect(told).toMatchObject([{ kind: 'appeal_decided', smsTemplate: 'appeal_decided' }])
  })

  test('another amount replaces the entry; a second ruling in a revision corrects the first', async () => {
    const world = await published()
    const decide = async (amount: number, by = world.officer) => {
      const appeal = await filed(world, amount === -100 ? -500 : -100)
      const ctx = await world.as(by, day)
      const { seen } = await appealEffect(ctx, appeal.id, amount)
      const input = { appealId: appeal.id, verdict: 'amount' as const, points: amount, seen }
      return decideAppeal(ctx, { ...input, reason: '按情节轻微处理，予以更正' })
    }
    expect(await decide(-100)).toMatchObject({ state: 'corrected', decidedHundredths: -100 })
    // Decided already in this revision.
    await expect(filed(world, -100)).rejects.toMatchObject(conflict)
    await db
      .update(scorecardQuarters)
      .set({ revision: 2 })
      .where(eq(scorecardQuarters.id, world.quarterId))
    // The first decider now stands among those who scored it.
    await expect(decide(-50)).rejects.toMatchObject(forbidden)
    await db.update(appeals).set({ state: 'withdrawn' }).where(eq(appeals.state, 'filed'))
    expect(await decide(-50, world.colleague)).toMatchObject({ decidedHundredths: -50 })
    const [own] = await db
      .select({ total: quarterSubjects.totalHundredths })
      .from(quarterSubjects)
      .where(eq(quarterSubjects.organisationId, world.first.id))
    expect(own).toEqual({ total: 8750 })
  })

  test('维持 changes nothing; an amount the rule cannot have is refused', async () => {
    const world = await published()
    const appeal = await filed(world)
    const ctx = await world.as(world.officer, day)
    const { seen, others } = await appealEffect(ctx, appeal.id, -500)
    expect(others).toEqual([])
    const input = { appealId: appeal.id, reason: '证据充分，维持原分录', seen }
    await expect(
      decideAppeal(ctx, { ...input, verdict: 'amount', points: 100 }),
    ).rejects.toMatchObject({ code: 'invalid', fields: { points: expect.any(String) } })
    await expect(
      decideAppeal(ctx, { ...input, verdict: 'amount', points: null }),
    ).rejects.toMatchObject({ code: 'invalid' })
    const decided = await decideAppeal(ctx, { ...input, verdict: 'uphold', points: null })
    expect(decided).toMatchObject({ state: 'upheld', factId: null })
  })

  test('a missing entry is posted where none stood', async () => {
    const world = await published()
    const ctx = await world.as(world.secretary, day)
    const missing = {
      ...appealAgainst(world, ''),
      ...{ entryId: undefined, ruleKey: 'r-level', askedPoints: 100 },
    }
    await expect(
      fileAppeal(ctx, { ...missing, requestKey: newId(), askedPoints: null }),
    ).rejects.toMatchObject({ code: 'invalid' })
    await expect(
      fileAppeal(ctx, { ...missing, requestKey: newId(), ruleKey: 'r-none' }),
    ).rejects.toMatchObject({ code: 'invalid' })
    const appeal = await fileAppeal(ctx, missing)
    expect(appeal).toMatchObject({ entryId: null, presentHundredths: 0 })
    const by = await world.as(world.officer, day)
    const effect = await appealEffect(by, appeal.id, 100)
    expect(effect.own.after.totalHundredths - effect.own.before.totalHundredths).toBe(100)
    await decideAppeal(by, {
      ...{ appealId: appeal.id, verdict: 'amount', points: 100, seen: effect.seen },
      reason: '通报表扬属实，予以补记',
    })
    expect(await entryOf(world, 100)).toMatchObject({ ruleKey: 'r-level' })
  })

  test('never by who scored, who filed, who belonged; a decider named does it', async () => {
    const world = await published()
    const appeal = await filed(world)
    const appealId = appeal.id
    const show = async (person: typeof world.judge) =>
      appealEffect(await world.as(person, day), appealId, null)
    await createMembership(db, world.colleague, world.first, { validTo: '2026-07-02' })
    for (const person of [world.judge, world.secretary, world.colleague]) {
      await expect(show(person)).rejects.toMatchObject(forbidden)
    }
    await expect(show(world.other)).rejects.toMatchObject({ code: 'not_found' })
    const named = await createOfficer(db, 'department_officer', {
      organisationId: world.tree.committee.id,
      department: '纪委办公室',
    })
    const office = await world.as(world.officer, day)
    for (const deciderId of [world.judge.id, world.colleague.id, world.other.id]) {
      await expect(nameDecider(office, { appealId, deciderId })).rejects.toMatchObject({
        code: 'invalid',
      })
    }
    await expect(
      nameDecider(await world.as(world.secretary, day), { appealId, deciderId: named.id }),
    ).rejects.toMatchObject(forbidden)
    await nameDecider(office, { appealId, deciderId: named.id })
    await expect(show(world.officer)).rejects.toMatchObject(forbidden)
    const { seen } = await show(named)
    await decideAppeal(await world.as(named, day), {
      ...{ appealId, verdict: 'remove', points: null, seen },
      reason: '责任不在该支部，撤销该分录',
    })
    await expect(nameDecider(office, { appealId, deciderId: named.id })).rejects.toMatchObject(
      conflict,
    )
  })
})

describe('搁置', () => {
  test('in the meeting, once, settled in words before 审定', async () => {
    const world = await published()
    const entry = await entryOf(world, -500)
    const ctx = await world.as(world.officer, day)
    const input = { entryId: entry.id, reason: '依据有争议，会后核实' }
    await expect(setAside(ctx, input)).rejects.toMatchObject(conflict)
    await world.go('meeting')
    await expect(setAside(await world.as(world.judge, day), input)).rejects.toMatchObject(forbidden)
    await expect(setAside(await world.as(world.secretary, day), input)).rejects.toMatchObject({
      code: 'not_found',
    })
    const { id: setAsideId } = await setAside(ctx, input)
    await expect(setAside(ctx, input)).rejects.toMatchObject(conflict)
    const resolution = '会后核实属实，按原分录计'
    await expect(
      resolveSetAside(await world.as(world.judge, day), { setAsideId, resolution }),
    ).rejects.toMatchObject(forbidden)
    await resolveSetAside(ctx, { setAsideId, resolution })
    await expect(resolveSetAside(ctx, { setAsideId, resolution })).rejects.toMatchObject(conflict)
    const [row] = await db.select().from(setAsides).where(eq(setAsides.id, setAsideId))
    expect(row).toMatchObject({ resolution, resolvedBy: world.officer.id })
  })
})

test('an answer to a question is kept; branches do not know of the door', async () => {
  const world = await quarterWorld(db, 'meeting')
  const input = { quarterId: world.quarterId, questionKey: 'burst:x', words: '已电话核实' }
  await answerQuestion(await world.as(world.judge), input)
  await expect(answerQuestion(await world.as(world.secretary), input)).rejects.toMatchObject({
    code: 'not_found',
  })
  const [{ count } = { count: 0 }] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from question_answers where quarter_id = ${world.quarterId}::uuid`,
  )
  expect(count).toBe(1)
})

test('an appeal waits for the office of its own committee; that of another does not know of it', async () => {
  const world = await published()
  await filed(world)
  const waiting = async (person: typeof world.judge) =>
    (await scoreWork(await world.as(person, day))).filter(
      (one) => one.key === `appeals ${world.quarterId}`,
    )
  expect(await waiting(world.officer)).toMatchObject([{ detail: '1 件申诉等待裁定或指定裁定人。' }])
  const elsewhere = await createOrganisation(db, { kind: 'committee' })
  const stranger = await createOfficer(db, 'committee_officer', { organisationId: elsewhere.id })
  expect(await waiting(stranger)).toEqual([])
})

test('an officer of another committee finds no quarter of this one, by whatever door', async () => {
  const { quarterId, as, officer } = await published()
  const elsewhere = await createOrganisation(db, { kind: 'committee' })
  const stranger = await createOfficer(db, 'committee_officer', { organisationId: elsewhere.id })
  for (const read of [quarterResults, loadBoard, judgingSheet, classSheet, findQuestions]) {
    await expect(read(await as(officer, day), quarterId)).resolves.toBeDefined()
    await expect(read(await as(stranger, day), quarterId)).rejects.toMatchObject({
      code: 'not_found',
    })
  }
  await expect(quarterOverview(await as(stranger, day), quarterId)).rejects.toMatchObject({
    code: 'not_found',
  })
})
