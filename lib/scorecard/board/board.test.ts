import { eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { quarterSubjects, scorecardQuarters } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor } from '@/db/testing/factories'
import { owed } from '@/lib/activities/testing'
import { momentOf } from '@/lib/period'
import { loadFrame } from '../ledger/quarter-frame'
import {
  createLedgerWorld,
  finish,
  giveFact,
  judge,
  type LedgerWorld,
  reckon,
} from '../ledger/testing'
import { takeSnapshot } from '../quarter/take-snapshot'
import { loadBoard } from './board'
import { axisOf, distributionOf, weakestIndicators } from './class-figures'
import { honestRanks } from './honest-ranks'
import { quarterList } from './quarter-list'

const { db } = await testDatabase({ poolSize: 4 })
const inSeptember = momentOf('2026-09-20', '10:00')
let world: LedgerWorld
let first: string
let second: string

beforeEach(async () => {
  await db.execute(sql`update scorecard_quarters set period = '2020Q1' where period = '2026Q3'`)
  world = await createLedgerWorld(db)
  first = world.branches[0].id
  second = world.branches[1].id
})

const officer = (now = inSeptember) => createContextFor(db, world.officer, { now })
const board = async (now = inSeptember) => loadBoard(await officer(now), world.quarterId)
const row = async (id: string, now = inSeptember) =>
  (await board(now)).rows.find((one) => one.subject.organisationId === id)

describe('the board of a quarter', () => {
  test('is for staff alone; a branch finds its own quarters', async () => {
    const secretary = await createContextFor(db, world.secretaries[0], { now: inSeptember })
    await expect(loadBoard(secretary, world.quarterId)).rejects.toMatchObject({ code: 'not_found' })
    expect(await quarterList(secretary, [first])).toMatchObject([
      { quarterId: world.quarterId, period: '2026Q3' },
    ])
    expect(await quarterList(secretary, [])).toEqual([])
  })

  test('branches stand in bands by score; 未评 is said and nobody has a rank yet', async () => {
    await judge(world, first, { count: 20, sourceId: newId() })
    await judge(world, second, { count: 0, sourceId: newId() })
    await reckon(world, inSeptember)
    const given = await board()
    expect(given.isProvisional).toBe(true)
    const bands = new Map(given.rows.map((one) => [one.subject.organisationId, one.band]))
    expect(bands.get(second)).toBe(1)
    expect(bands.get(first)).toBeGreaterThan(1)
    expect(given.rows.at(-1)?.subject.organisationId).toBe(first)
    const ranked = given.rows.filter((one) => one.unscoredHundredths === 0)
    expect(ranked.map((one) => one.rank).sort()).toEqual([1, 2])
    expect(given.weakest).toMatchObject([{ key: 'judged', lostHundredths: 1000, branches: 2 }])
  })

  test('what can still be completed, and its light', async () => {
    await owed(world, ['party_day'])
    await reckon(world, inSeptember)
    expect(await row(first)).toMatchObject({
      possibleHundredths: 150,
      light: { light: 'behind', count: 1 },
    })
    expect((await row(first, momentOf('2026-10-02', '09:00')))?.light).toMatchObject({
      light: 'late',
    })
  })

  test('movement is split into data and appeals', async () => {
    const [own] = await db
      .select()
      .from(scorecardQuarters)
      .where(eq(scorecardQuarters.id, world.quarterId))
    const before = newId()
    await db
      .insert(scorecardQuarters)
      .values({ ...(own as NonNullable<typeof own>), id: before, period: '2026Q2' })
    await db.insert(quarterSubjects).values({
      ...{ quarterId: before, organisationId: first, class: 'I' },
      ...{ fromDay: '2026-04-01', toDay: '2026-07-01', totalHundredths: 2500 },
    })
    const assignmentId = newId()
    await finish(world, first, assignmentId, { outcome: 'late' })
    await giveFact(world, {
      kind: 'ruling',
      organisationId: first,
      value: {
        quarterId: world.quarterId,
        appealId: newId(),
        ruleKey: 'task-late',
        basisKey: `fact:task_completion:${assignmentId}`,
        amountHundredths: null,
      },
    })
    await reckon(world, inSeptember)
    expect((await row(first))?.movement).toEqual({
      dataHundredths: 400,
      ruleHundredths: 0,
      appealHundredths: 100,
      allHundredths: 500,
    })
    expect((await row(second))?.movement).toBeNull()
  })

  test('a frozen quarter shows what was kept, with its check code', async () => {
    await reckon(world)
    const ctx = await officer()
    const { quarter } = await loadFrame(db, world.quarterId)
    const kept = await ctx.transact(async (tx) => takeSnapshot(ctx, tx, quarter, 'final'))
    await db
      .update(scorecardQuarters)
      .set({ state: 'frozen', frozenAt: ctx.now })
      .where(eq(scorecardQuarters.id, world.quarterId))
    await db.update(quarterSubjects).set({ totalHundredths: 1 })
    const given = await board()
    expect(given.kept).toMatchObject({ kind: 'final', revision: 1, sha256: kept.sha256 })
    expect(given.rows.every((one) => one.totalHundredths === 3000)).toBe(true)
    expect(given.rows.every((one) => one.possibleHundredths === null)).toBe(true)
    await expect(loadBoard(ctx, world.quarterId, { revision: 2 })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

test('bands and intervals are the same whenever they are drawn, and hold the score', async () => {
  const { prepared } = await loadFrame(db, world.quarterId)
  const members = [2900, 2000, 1999].map((totalHundredths, at) => ({
    id: String(at),
    totalHundredths,
    cells: {
      owed: { total: 1000 - at * 400, state: 'scored' as const },
      tasks: { total: totalHundredths - (1000 - at * 400), state: 'scored' as const },
    },
    owed: new Map([['owed', 10]]),
  }))
  const ranks = honestRanks(prepared.planOf(null), members)
  expect(honestRanks(prepared.planOf(null), members)).toEqual(ranks)
  expect([...ranks.values()].map((one) => one.band)).toEqual([1, 2, 2])
  for (const { id, totalHundredths } of members) {
    const interval = ranks.get(id)?.interval
    expect(interval?.low).toBeLessThanOrEqual(totalHundredths)
    expect(interval?.high).toBeGreaterThanOrEqual(totalHundredths)
  }
})

test('axes are whole tens, and steps of five hold every branch once', () => {
  expect(axisOf([8650, 9480], 10_000)).toEqual({ fromHundredths: 7000, toHundredths: 10_000 })
  expect(axisOf([-250], 10_000)).toEqual({ fromHundredths: -1000, toHundredths: 10_000 })
  const bins = distributionOf([9480, 9500, 8650, -10])
  expect(bins.reduce((sum, one) => sum + one.branches, 0)).toBe(4)
  expect(bins[0]).toEqual({ fromHundredths: 9500, toHundredths: 10_000, branches: 1 })
  expect(distributionOf([])).toEqual([])
})

test('weakest: 未评 and 不适用 lose nothing', () => {
  const indicator = { parentKey: null, department: null, classes: null, isLeaf: true }
  const indicators = ['a', 'b'].map((key) => ({
    ...indicator,
    ...{ key, code: key, name: key, fullHundredths: 1000 },
  }))
  const rowOf = (state: 'scored' | 'unscored' | 'not_applicable', total: number | null) =>
    ({ indicators: { a: { state, total } } }) as never
  expect(
    weakestIndicators(indicators, [
      rowOf('scored', 300),
      rowOf('unscored', null),
      rowOf('not_applicable', null),
    ]),
  ).toEqual([
    { key: 'a', code: 'a', name: 'a', branches: 1, fullHundredths: 1000, lostHundredths: 700 },
  ])
})
