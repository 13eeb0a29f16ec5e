import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createMembership, createOfficer } from '@/db/testing/factories'
import { countOfReviews, reviewsWaiting } from './review-queries'
import { createWorld, dispatchedTask, hours, submitted } from './testing'

const { db } = await testDatabase()

test('counts exactly up to its limit, no further, and never a hand-in that is for others', async () => {
  const world = await createWorld(db, { branches: 3 })
  const { copies } = await dispatchedTask(world)
  for (const [at, copy] of copies.entries()) {
    await submitted(world, copy, { by: world.secretaries[at] })
  }
  const insider = await createOfficer(db, 'committee_officer', {
    organisationId: world.committee.id,
  })
  await createMembership(db, insider, world.branches[0])
  const countFor = async (person: { id: string }, most?: number) => {
    const ctx = await createContextFor(db, person, { now: hours(2) })
    const [row] = await db.execute<{ count: number }>(
      sql`select ${countOfReviews(ctx, most)} as count`,
    )
    return row?.count
  }
  expect(await countFor(world.colleague)).toBe(3)
  expect(await countFor(world.colleague, 2)).toBe(2)
  expect(await countFor(insider)).toBe(2)
  expect(await countFor(insider, 1)).toBe(1)
  expect(await countFor(insider, 2)).toBe(2)
})

test('the list goes on from page to page, each hand-in once, the longest waiting first', async () => {
  const world = await createWorld(db, { branches: 3 })
  const { copies } = await dispatchedTask(world)
  for (const [at, copy] of copies.entries()) {
    await submitted(world, copy, { by: world.secretaries[at], now: hours(1 + (at % 2)) })
  }
  const ctx = await createContextFor(db, world.colleague, { now: hours(3) })
  const { rows: all, next: none } = await reviewsWaiting(ctx)
  expect([all.length, none]).toEqual([3, null])
  const first = await reviewsWaiting(ctx, { size: 2 })
  expect(first.rows).toEqual(all.slice(0, 2))
  const second = await reviewsWaiting(ctx, { size: 2, after: first.next ?? undefined })
  expect([second.rows, second.next]).toEqual([all.slice(2), null])
})
