import { and, eq, isNull } from 'drizzle-orm'
import { sessions } from '@/db/schema'
import type { Context } from '@/lib/context'

/** Ends one session because its owner left it. Ended before: nothing happens. */
export async function signOut(ctx: Context, input: { sessionId: string }): Promise<void> {
  await ctx.transact(async (tx) => {
    const [ended] = await tx.db
      .update(sessions)
      .set({ endedAt: ctx.now, ending: 'signed_out' })
      .where(and(eq(sessions.id, input.sessionId), isNull(sessions.endedAt)))
      .returning({ personId: sessions.personId })
    if (!ended) {
      return tx.unchanged()
    }
    tx.record({
      action: 'account.signOut',
      subjectType: 'person',
      subjectId: ended.personId,
      detail: { sessionId: input.sessionId },
    })
  })
}
