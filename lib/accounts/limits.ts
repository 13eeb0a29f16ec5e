import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { rateLimits } from '@/db/schema'
import { overLimit } from '@/lib/errors'
import { waitWords } from './wait-words'

export interface Limit {
  key: string
  /** Uses allowed in one window. */
  most: number
  /** Length of a window, which divides an hour; windows stand on the clock (14:03:00–14:03:59). */
  windowMs: number
  /** The sentence for whoever has to wait. */
  words: (wait: string) => string
}

/**
 * Counts one use against every limit, in one statement. In the caller's transaction: when one limit
 * refuses, none has been used.
 * @throws DomainError limit, saying how long to wait
 */
export async function consumeLimits(db: Db, limits: Limit[], now: Date): Promise<void> {
  // In key order, so that two requests never wait for each other crosswise.
  const rows = limits
    .map((limit) => ({
      key: limit.key,
      windowStartsAt: new Date(Math.floor(now.getTime() / limit.windowMs) * limit.windowMs),
      count: 1,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  const used = await db
    .insert(rateLimits)
    .values(rows)
    .onConflictDoUpdate({
      target: [rateLimits.key, rateLimits.windowStartsAt],
      set: { count: sql`${rateLimits.count} + 1` },
    })
    .returning()
  const counts = new Map(used.map((row) => [row.key, row]))
  for (const limit of limits) {
    const row = counts.get(limit.key)
    if (row && row.count > limit.most) {
      const waitMs = row.windowStartsAt.getTime() + limit.windowMs - now.getTime()
      throw overLimit(limit.words(waitWords(waitMs)))
    }
  }
}
