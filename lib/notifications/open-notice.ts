import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { notices } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import type { openNoticeInput } from './schema'

/**
 * Marks one of the viewer's notices as read; a second time changes nothing. Not audited: it is the
 * reader's own book-mark, and no score may ever look at it.
 * @returns where the notice leads
 * @throws DomainError not_found, also for somebody else's notice
 */
export async function openNotice(
  ctx: ViewerContext,
  { noticeId }: z.output<typeof openNoticeInput>,
): Promise<{ href: string | null }> {
  const [row] = await ctx.db
    .update(notices)
    .set({ readAt: sql`coalesce(read_at, ${ctx.now.toISOString()}::timestamptz)` })
    .where(and(eq(notices.id, noticeId), eq(notices.personId, ctx.viewer.personId)))
    .returning({ href: notices.href })
  if (!row) {
    throw notFound('消息')
  }
  return row
}
