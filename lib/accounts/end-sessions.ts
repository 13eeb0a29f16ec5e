import { and, eq, isNull, ne } from 'drizzle-orm'
import type { SessionEnding } from '@/db/enums'
import { sessions } from '@/db/schema'
import type { Work } from '@/lib/context'

/**
 * Ends the open sessions of a person, all but `exceptSessionId` if given: they are refused from the
 * next request on. The caller records why. Returns how many ended.
 */
export async function endSessions(
  tx: Pick<Work, 'db'>,
  input: { personId: string; ending: SessionEnding; now: Date; exceptSessionId?: string | null },
): Promise<number> {
  const ended = await tx.db
    .update(sessions)
    .set({ endedAt: input.now, ending: input.ending })
    .where(
      and(
        eq(sessions.personId, input.personId),
        isNull(sessions.endedAt),
        input.exceptSessionId ? ne(sessions.id, input.exceptSessionId) : undefined,
      ),
    )
    .returning({ id: sessions.id })
  return ended.length
}
