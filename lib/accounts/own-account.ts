import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { people, sessions } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { findAccount } from './find-account'

export interface OpenSession {
  id: string
  device: string
  address: string | null
  createdAt: Date
  lastSeenAt: Date
}

/** The viewer's open sessions, the last used first. */
export async function mySessions(ctx: ViewerContext): Promise<OpenSession[]> {
  return ctx.db
    .select({
      id: sessions.id,
      device: sessions.device,
      address: sessions.address,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .where(
      and(
        eq(sessions.personId, ctx.viewer.personId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, ctx.now),
      ),
    )
    .orderBy(desc(sessions.lastSeenAt))
    .limit(50)
}

/** The viewer's own account: what the page 我的 shows. */
export async function myAccount(ctx: ViewerContext) {
  const [account, [person]] = await Promise.all([
    findAccount(ctx.db, ctx.viewer.personId),
    ctx.db
      .select({ phoneMasked: people.phoneMasked })
      .from(people)
      .where(eq(people.id, ctx.viewer.personId)),
  ])
  return {
    hasPassword: account?.passwordHash != null,
    phoneMasked: person?.phoneMasked ?? null,
  }
}
