import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { quarterSubjects, scorecardQuarters } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor } from '@/db/testing/factories'
import { createLedgerWorld, type LedgerWorld } from '../ledger/testing'
import { branchTrend } from './branch-trend'

const { db } = await testDatabase()
let world: LedgerWorld
let own: string

beforeAll(async () => {
  world = await createLedgerWorld(db, { branches: 4 })
  own = world.branches[0].id
  const totals = [8650, 9000, 8001, 100]
  for (const [at, branch] of world.branches.entries()) {
    await db
      .update(quarterSubjects)
      .set({
        class: 'I',
        totalHundredths: totals[at] ?? 0,
        // The last one is not whole: its running total is not compared.
        unscoredHundredths: at === 3 ? 1000 : 0,
        reckonedAt: new Date(),
      })
      .where(eq(quarterSubjects.organisationId, branch.id))
  }
})

const trendFor = async (person: LedgerWorld['officer'], organisationId = own, upTo = '2026Q3') =>
  branchTrend(await createContextFor(db, person), organisationId, upTo)

test('the total beside the median of the whole scores of its class', async () => {
  expect(await trendFor(world.officer)).toEqual([
    {
      quarterId: world.quarterId,
      period: '2026Q3',
      totalHundredths: 8650,
      medianHundredths: 8650,
    },
  ])
  const [open] = await trendFor(world.officer, world.branches[3]?.id)
  expect(open).toMatchObject({ totalHundredths: null, medianHundredths: 8650 })
  expect(await trendFor(world.officer, own, '2026Q2')).toEqual([])
})

test('a branch sees the median from 公示 on, and nothing of another branch', async () => {
  expect((await trendFor(world.secretaries[0]))[0]).toMatchObject({
    totalHundredths: 8650,
    medianHundredths: null,
  })
  expect(await trendFor(world.secretaries[0], world.branches[1].id)).toEqual([])
  const quarter = eq(scorecardQuarters.id, world.quarterId)
  await db.update(scorecardQuarters).set({ state: 'publication' }).where(quarter)
  expect((await trendFor(world.secretaries[0]))[0]?.medianHundredths).toBe(8650)
  await db.update(scorecardQuarters).set({ state: 'open' }).where(quarter)
})

test('of two there is no median: it would name the other', async () => {
  const third = and(
    eq(quarterSubjects.quarterId, world.quarterId),
    eq(quarterSubjects.organisationId, world.branches[2]?.id ?? ''),
  )
  await db.update(quarterSubjects).set({ class: 'II' }).where(third)
  expect((await trendFor(world.officer))[0]?.medianHundredths).toBeNull()
  await db.update(quarterSubjects).set({ class: 'I' }).where(third)
})
