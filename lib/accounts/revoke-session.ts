import { and, eq, isNull } from 'drizzle-orm'
import { sessions } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { endSessions } from './end-sessions'

/**
 * Ends one of one's own sessions on another device.
 * @throws DomainError not_found when it is not one's own or has already ended
 */
export async function revokeSession(ctx: ViewerContext, input: { sessionId: string }) {
  const { personId } = ctx.viewer
  authorize(ctx.viewer, 'account.manageOwn', { personId })
  return ctx.transact(async (tx) => {
    const [ended] = await tx.db
      .update(sessions)
      .set({ endedAt: ctx.now, ending: 'revoked' })
      .where(
        and(
          eq(sessions.id, input.sessionId),
          eq(sessions.personId, personId),
          isNull(sessions.endedAt),
        ),
      )
      .returning({ device: sessions.device })
    if (!ended) {
      throw notFound('登录记录')
    }
    tx.record({
      action: 'account.revokeSession',
      subjectType: 'person',
      subjectId: personId,
      detail: { sessionId: input.sessionId },
    })
    return ended
  })
}

/** Ends all of one's own sessions but this one. Returns how many ended. */
export async function revokeOtherSessions(
  ctx: ViewerContext,
  input: { keepSessionId: string | null },
): Promise<number> {
  const { personId } = ctx.viewer
  authorize(ctx.viewer, 'account.manageOwn', { personId })
  return ctx.transact(async (tx) => {
    const sessionsEnded = await endSessions(tx, {
      personId,
      ending: 'revoked',
      now: ctx.now,
      exceptSessionId: input.keepSessionId,
    })
    if (sessionsEnded === 0) {
      tx.unchanged()
    } else {
      tx.record({
        action: 'account.revokeOtherSessions',
        subjectType: 'person',
        subjectId: personId,
        detail: { sessionsEnded },
      })
    }
    return sessionsEnded
  })
}
