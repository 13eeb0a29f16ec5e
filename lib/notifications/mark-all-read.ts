import { and, eq, isNull, lte } from 'drizzle-orm'
import type { z } from 'zod'
import { notices } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import type { markAllReadInput } from './schema'

/**
 * Marks the viewer's notices up to a moment as read. Not audited, see open-notice.ts.
 * @returns how many were unread
 */
export async function markAllRead(
  ctx: ViewerContext,
  { upTo }: z.output<typeof markAllReadInput>,
): Promise<{ count: number }> {
  const rows = await ctx.db
    .update(notices)
    .set({ readAt: ctx.now })
    .where(
      and(
        eq(notices.personId, ctx.viewer.personId),
        isNull(notices.readAt),
        lte(notices.createdAt, new Date(upTo)),
      ),
    )
    .returning({ id: notices.id })
  return { count: rows.length }
}
