import { eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { auditEntries, quarterSubjects, scorecardQuarters } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor } from '@/db/testing/factories'
import { recordActivity } from '@/lib/activities/record-activity'
import { owed, recordForm } from '@/lib/activities/testing'
import { withdrawActivity } from '@/lib/activities/withdraw-activity'
import { momentOf } from '@/lib/period'
import { postFact } from '../post-fact'
import { postRecordedFact } from '../post-missing-facts'
import { reckonChanged, reckonOpenQuarters } from './reckon-jobs'
import {
  afterQuarter,
  createLedgerWorld,
  entriesOf,
  finish,
  giveFact,
  judge,
  type LedgerWorld,
  reckon,
  subjectNow,
  withinQuarter,
} from './testing'

const { db } = await testDatabase({ poolSize: 8 })
let world: LedgerWorld
let first: string
let second: string

beforeEach(async () => {
  await db.execute(sql`update scorecard_quarters set period = '2020Q1' where period = '2026Q3'`)
  world = await createLedgerWorld(db)
  first = world.branches[0].id
  second = world.branches[1].id
})

const job = (now = afterQuarter) => ({ db, now: () => now })
const evaluation = (assignmentId: string, pointsHundredths: number) => ({
  kind: 'task_evaluation' as const,
  organisationId: first,
  sourceId: assignmentId,
  value: {
    assignmentId,
    taskId: newId(),
    taskTitle: '报送学习计划',
    grade: 'good' as const,
    pointsHundredths,
    submissionId: null,
    evaluationVersion: 1,
    indicatorKey: 'praised',
  },
})
const standing = async (organisationId = first) => {
  const all = await entriesOf(world, organisationId)
  const reversed = new Set(all.map((entry) => entry.reversesId))
  return all.filter((entry) => entry.reversesId === null && !reversed.has(entry.id))
}
const total = async (organisationId = first) =>
  (await subjectNow(world, organisationId)).totalHundredths

describe('from facts to entries', () => {
  test('each entry names rule version, basis, fact, evidence, handler and day', async () => {
    const source = newId()
    const factId = await judge(world, first, { count: 3, sourceId: source })
    await reckon(world)
    const [entry, ...others] = await entriesOf(world, first)
    expect(others).toEqual([])
    expect(entry).toMatchObject({
      period: '2026Q3',
      ruleVersion: '2026v1:late',
      indicatorKey: 'judged',
      ruleKey: 'late',
      basisKey: 'item:i1',
      generation: 1,
      amountHundredths: -150,
      effect: 'points',
      quarterId: world.quarterId,
      factId,
      sources: [factId],
      occurredOn: '2026-09-05',
      evidence: { itemKey: 'i1', indicatorKey: 'judged' },
      by: world.officer.id,
    })
    expect(entry?.reason).toContain('月报')
    expect(await subjectNow(world, first)).toMatchObject({
      totalHundredths: 1000 - 150 + 1000 + 1000,
      fullHundredths: 4000,
      unscoredHundredths: 0,
      indicators: {
        judged: { total: 850, state: 'scored' },
        owed: { total: 1000, state: 'no_data' },
        praised: { total: 0, state: 'no_data' },
      },
    })
    expect(await subjectNow(world, second)).toMatchObject({
      unscoredHundredths: 1000,
      indicators: { judged: { total: null, state: 'unscored' } },
    })
  })

  test('a second run changes nothing and is not audited', async () => {
    await judge(world, first, { count: 1, sourceId: newId() })
    await finish(world, first, newId(), {})
    expect(await reckon(world)).toMatchObject({ posted: 2, reversed: 0, problems: [] })
    const audited = () =>
      db.select().from(auditEntries).where(eq(auditEntries.subjectId, world.quarterId))
    const [before, trail] = [await entriesOf(world, first), await audited()]
    expect(trail).toHaveLength(1)
    expect(trail[0]?.detail).toMatchObject({ period: '2026Q3', posted: 2, reversed: 0 })
    expect(await reckon(world)).toMatchObject({ posted: 0, reversed: 0 })
    await reckonOpenQuarters(job())
    expect(await entriesOf(world, first)).toEqual(before)
    expect(await audited()).toEqual(trail)
  })

  test('the order of facts makes no difference', async () => {
    const [a, b, c] = [newId(), newId(), newId()]
    const steps = [
      (id: string) => judge(world, id, { count: 2, sourceId: newId() }),
      (id: string) => finish(world, id, id === first ? a : b, { isUrged: true }),
      (id: string) =>
        giveFact(world, { ...evaluation(c, 300), organisationId: id, sourceId: newId() }),
    ]
    for (const step of steps) {
      await step(first)
      await reckon(world)
    }
    for (const step of [...steps].reverse()) {
      await step(second)
    }
    await reckon(world)
    const amounts = async (id: string) =>
      (await standing(id)).map((entry) => [entry.ruleKey, entry.amountHundredths]).sort()
    expect(await amounts(first)).toEqual([
      ['late', -100],
      ['points', 300],
      ['task-late', -200],
    ])
    expect(await amounts(second)).toEqual(await amounts(first))
    expect(await total(first)).toBe(await total(second))
  })

  test('a correction reverses and posts anew; its undo restores the total', async () => {
    const sourceId = newId()
    await judge(world, first, { count: 2, sourceId })
    await reckon(world)
    const before = await total()
    await judge(world, first, { count: 5, sourceId })
    await reckon(world)
    expect(await total()).toBe((before ?? 0) - 150)
    const all = await entriesOf(world, first)
    expect(all.map((entry) => [entry.generation, entry.amountHundredths])).toEqual([
      [1, -100],
      [1, 100],
      [2, -250],
    ])
    expect(all[1]?.reversesId).toBe(all[0]?.id)
    await judge(world, first, { count: 2, sourceId })
    await reckon(world)
    expect(await total()).toBe(before)
    expect((await standing()).map((entry) => entry.generation)).toEqual([3])
    await judge(world, first, { count: 0, sourceId })
    await reckon(world)
    await judge(world, first, { count: 2, sourceId })
    await reckon(world)
    expect((await standing()).map((entry) => entry.generation)).toEqual([4])
    expect(await total()).toBe(before)
    expect(
      (await entriesOf(world, first)).reduce((sum, one) => sum + one.amountHundredths, 0),
    ).toBe(-100)
  })

  test('what was not owed after all goes; 不适用 is scaled out', async () => {
    const assignmentId = newId()
    await finish(world, first, assignmentId, { outcome: 'not_done' })
    await reckon(world)
    expect(await standing()).toHaveLength(1)
    await finish(world, first, assignmentId, { outcome: 'void' })
    await judge(world, first, { count: 0, sourceId: newId(), state: 'not_applicable' })
    await reckon(world)
    expect(await standing()).toEqual([])
    // 20.00 of the 30.00 that apply, brought to the 40.00 of the class.
    expect(await subjectNow(world, first)).toMatchObject({
      totalHundredths: 2667,
      indicators: { judged: { total: null, state: 'not_applicable' }, tasks: { state: 'no_data' } },
    })
  })

  test('a ruling of an appeal takes the place of the amount, or the entry away', async () => {
    await judge(world, first, { count: 4, sourceId: newId() })
    const appealId = newId()
    const ruling = (amountHundredths: number | null) =>
      giveFact(world, {
        kind: 'ruling',
        organisationId: first,
        sourceId: appealId,
        value: {
          quarterId: world.quarterId,
          appealId,
          ruleKey: 'late',
          basisKey: 'item:i1',
          amountHundredths,
        },
      })
    await reckon(world)
    await ruling(-50)
    await reckon(world)
    expect((await standing()).map((entry) => entry.amountHundredths)).toEqual([-50])
    await ruling(null)
    await reckon(world)
    expect(await standing()).toEqual([])
    expect(await total()).toBe(3000)
  })
})

describe('activities that were owed', () => {
  test('nothing before the due; missed at it; 补录 never raises; a record in time does', async () => {
    await owed(world, ['party_day'])
    await reckon(world, withinQuarter)
    expect(await total()).toBe(3000)
    expect((await subjectNow(world, first)).indicators).toMatchObject({
      owed: { total: 1000, state: 'scored' },
    })
    const secretary = await createContextFor(db, world.secretaries[0], { now: withinQuarter })
    const form = await recordForm(world, ['party_day'], { heldOn: '2026-09-15' })
    const { activity } = await recordActivity(secretary, form)
    await reckon(world)
    expect(await standing()).toEqual([])
    expect(await standing(second)).toMatchObject([
      { ruleKey: 'party-day', amountHundredths: -150, factId: null, occurredOn: '2026-09-30' },
    ])
    expect((await standing(second))[0]?.basisKey).toMatch(/^obligation:/)

    const late = await createContextFor(db, world.secretaries[0], { now: afterQuarter })
    await withdrawActivity(late, { activityId: activity.id, reason: '不是主题党日' })
    await reckonChanged(job(new Date(afterQuarter.getTime() + 1000)))
    expect(await standing()).toHaveLength(1)
    const again = await recordForm(world, ['party_day'], {
      heldOn: '2026-09-15',
      lateReason: '材料晚到',
    })
    await recordActivity(late, again)
    await reckon(world)
    const [entry] = await standing()
    expect(entry).toMatchObject({ amountHundredths: -150, generation: 2 })
    expect(entry?.reason).toContain('补录')
  })

  test('the sweep of a minute finds whose due has passed, once', async () => {
    await owed(world, ['party_day'])
    await reckon(world, withinQuarter)
    const past = momentOf('2026-10-01', '00:30')
    expect(await reckonChanged(job(past))).toBeGreaterThan(0)
    expect(await standing(second)).toHaveLength(1)
    expect(await reckonChanged(job(new Date(past.getTime() + 3_600_000)))).toBe(0)
  })
})

describe('who is scored', () => {
  test('a branch that ended is scored by its segment', async () => {
    await owed(world, ['party_day'])
    await db
      .update(quarterSubjects)
      .set({ toDay: '2026-09-12', mergedIntoId: second })
      .where(eq(quarterSubjects.organisationId, first))
    await db.execute(sql`
      update organisation_versions set valid_to = '2026-09-12', merged_into_id = ${second}
      where organisation_id = ${first}`)
    await reckon(world)
    expect(await subjectNow(world, first)).toMatchObject({
      toDay: '2026-09-12',
      mergedIntoId: second,
    })
    // The due of September came after its end: it is no miss of this branch.
    expect(await standing()).toEqual([])
    expect(await standing(second)).toHaveLength(1)
  })

  test('a frozen quarter stays as it is, whatever comes', async () => {
    await judge(world, first, { count: 1, sourceId: newId() })
    await reckon(world)
    const before = [await entriesOf(world, first), await subjectNow(world, first)]
    await db
      .update(scorecardQuarters)
      .set({ state: 'frozen' })
      .where(eq(scorecardQuarters.id, world.quarterId))
    const factId = await finish(world, first, newId(), {})
    expect(await reckon(world)).toMatchObject({ organisations: 0, posted: 0 })
    await postRecordedFact(job(), { factId })
    await reckonChanged(job())
    await reckonOpenQuarters(job())
    expect([await entriesOf(world, first), await subjectNow(world, first)]).toEqual(before)
  })
})

describe('work that happens at once', () => {
  test('workers take turns: one entry for each basis', async () => {
    await judge(world, first, { count: 1, sourceId: newId() })
    await finish(world, first, newId(), {})
    await Promise.all(Array.from({ length: 5 }, () => reckon(world)))
    expect(await entriesOf(world, first)).toHaveLength(2)
  })

  test('facts that arrive while it is reckoned are not lost', async () => {
    const assignments = Array.from({ length: 12 }, () => newId())
    await Promise.all(
      assignments.map(async (assignmentId) => {
        const factId = await finish(world, first, assignmentId, {})
        await postRecordedFact(job(), { factId })
      }),
    )
    expect(await standing()).toHaveLength(12)
    expect(await total()).toBe(2000)
  })
})

describe('evaluations before and after the quarter opened', () => {
  test('the built-in rule gives way to the scheme, its entries are reversed', async () => {
    const assignmentId = newId()
    await db
      .update(scorecardQuarters)
      .set({ period: '2019Q1' })
      .where(eq(scorecardQuarters.id, world.quarterId))
    const factId = await giveFact(world, evaluation(assignmentId, 400))
    await postRecordedFact(job(), { factId })
    expect(await standing()).toMatchObject([{ ruleVersion: 'task-evaluation@1' }])
    await db
      .update(scorecardQuarters)
      .set({ period: '2026Q3' })
      .where(eq(scorecardQuarters.id, world.quarterId))
    await reckon(world)
    expect(await standing()).toMatchObject([
      { ruleVersion: '2026v1:points', amountHundredths: 400 },
    ])
    const corrected = await giveFact(world, evaluation(assignmentId, 250))
    const system = await createContextFor(db, 'system', { now: afterQuarter })
    expect(await postFact(system, { factId: corrected })).toBe(false)
    await postRecordedFact(job(), { factId: corrected })
    expect(await standing()).toMatchObject([
      { ruleVersion: '2026v1:points', amountHundredths: 250, generation: 2 },
    ])
  })
})

test('a value outside the range of its rule is named and posts nothing', async () => {
  await giveFact(world, evaluation(newId(), 1200))
  const { problems, posted } = await reckon(world)
  expect(posted).toBe(0)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain('任务评价')
  expect(await entriesOf(world, first)).toEqual([])
})
