import { and, isNotNull, lt, or } from 'drizzle-orm'
import { passwordSetups, rateLimits, sessions, signInCodes } from '@/db/schema'
import type { Context } from '@/lib/context'

const dayMs = 86_400_000

/**
 * Removes what no limit looks at any more: counters and codes after two days, set-up codes after
 * thirty, sessions half a year after their end (the audit record keeps the sign-ins themselves).
 */
export async function sweepSignInRecords(ctx: Pick<Context, 'db' | 'now'>): Promise<void> {
  const before = (days: number) => new Date(ctx.now.getTime() - days * dayMs)
  await ctx.db.delete(rateLimits).where(lt(rateLimits.windowStartsAt, before(2)))
  await ctx.db.delete(signInCodes).where(lt(signInCodes.createdAt, before(2)))
  await ctx.db.delete(passwordSetups).where(lt(passwordSetups.expiresAt, before(30)))
  await ctx.db
    .delete(sessions)
    .where(
      or(
        lt(sessions.expiresAt, before(180)),
        and(isNotNull(sessions.endedAt), lt(sessions.endedAt, before(180))),
      ),
    )
}
