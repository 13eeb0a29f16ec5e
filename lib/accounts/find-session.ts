import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { accounts, roleGrants, sessions } from '@/db/schema'
import { dayOf } from '@/lib/period'
import { idleLimitMs } from './session-limits'

const touchEveryMs = 5 * 60_000

/**
 * The person a session belongs to, or null when the session has ended, has expired, has been idle
 * too long, or its account is disabled. Notes at most every five minutes that it was seen.
 */
export async function findSession(db: Db, sessionId: string, now: Date): Promise<string | null> {
  const day = dayOf(now)
  const [found] = await db
    .select({
      personId: sessions.personId,
      lastSeenAt: sessions.lastSeenAt,
      holdsRole: sql<boolean>`exists (
        select 1 from ${roleGrants} g where g.person_id = ${sessions.personId}
        and g.valid_from <= ${day}::date and (g.valid_to is null or g.valid_to > ${day}::date))`,
    })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.personId, sessions.personId))
    .where(
      and(
        eq(sessions.id, sessionId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, now),
        eq(accounts.state, 'active'),
      ),
    )
  if (!found) {
    return null
  }
  const idleMs = now.getTime() - found.lastSeenAt.getTime()
  if (idleMs > idleLimitMs(found.holdsRole)) {
    return null
  }
  if (idleMs > touchEveryMs) {
    await db
      .update(sessions)
      .set({ lastSeenAt: now })
      .where(and(eq(sessions.id, sessionId), lt(sessions.lastSeenAt, now)))
  }
  return found.personId
}
