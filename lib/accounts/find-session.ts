import { and, eq, lt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { sessions } from '@/db/schema'
import { dayOf } from '@/lib/period'
import { idleLimitMs } from './session-limits'

const touchEveryMs = 5 * 60_000

/** A session as `openSession` reads it. */
export interface OpenSession {
  personId: string
  /** A moment as JSON writes it. */
  lastSeenAt: string
  holdsRole: boolean
}

/**
 * The person a session belongs to, or null when the session has ended, has expired, has been idle
 * too long, or its account is disabled. Notes at most every five minutes that it was seen.
 */
export async function findSession(db: Db, sessionId: string, now: Date): Promise<string | null> {
  const [row] = await db.execute<{ session: OpenSession | null }>(
    sql`select (${openSession(sessionId, now)}) as session`,
  )
  return keepSession(db, sessionId, row?.session ?? null, now)
}

/** SQL for a session that has neither ended nor expired and whose account is active, as JSON. */
export function openSession(sessionId: string, now: Date): SQL<OpenSession | null> {
  const day = dayOf(now)
  return sql`
    select json_build_object('personId', s.person_id, 'lastSeenAt', s.last_seen_at, 'holdsRole',
      exists (select 1 from role_grants g where g.person_id = s.person_id
        and g.valid_from <= ${day}::date and (g.valid_to is null or g.valid_to > ${day}::date)))
    from sessions s join accounts a on a.person_id = s.person_id
    where s.id = ${sessionId}::uuid and s.ended_at is null
      and s.expires_at > ${now.toISOString()}::timestamptz and a.state = 'active'`
}

/** The person of an open session that has not been idle too long; notes that it was seen. */
export async function keepSession(
  db: Db,
  sessionId: string,
  session: OpenSession | null,
  now: Date,
): Promise<string | null> {
  if (!session) {
    return null
  }
  const idleMs = now.getTime() - new Date(session.lastSeenAt).getTime()
  if (idleMs > idleLimitMs(session.holdsRole)) {
    return null
  }
  if (idleMs > touchEveryMs) {
    await db
      .update(sessions)
      .set({ lastSeenAt: now })
      .where(and(eq(sessions.id, sessionId), lt(sessions.lastSeenAt, now)))
  }
  return session.personId
}
