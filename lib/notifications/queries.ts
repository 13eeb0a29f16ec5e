import { and, count, desc, eq, isNull, sql } from 'drizzle-orm'
import { notices } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import type { NoticeItem } from './notice-item'

interface NoticeQuery {
  isUnreadOnly?: boolean
  /** Id of the last notice of the page before. */
  before?: string | undefined
  limit?: number
}

/** The viewer's own notices, newest first. */
export async function myNotices(
  ctx: ViewerContext,
  { isUnreadOnly = false, before, limit = 50 }: NoticeQuery = {},
): Promise<NoticeItem[]> {
  return ctx.db
    .select({
      id: notices.id,
      kind: notices.kind,
      title: notices.title,
      body: notices.body,
      href: notices.href,
      createdAt: notices.createdAt,
      readAt: notices.readAt,
    })
    .from(notices)
    .where(
      and(
        eq(notices.personId, ctx.viewer.personId),
        isUnreadOnly ? isNull(notices.readAt) : undefined,
        before
          ? sql`(${notices.createdAt}, ${notices.id}) < (select created_at, id from notices
              where id = ${before}::uuid and person_id = ${ctx.viewer.personId}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(notices.createdAt), desc(notices.id))
    .limit(limit)
}

/** Number of the viewer's unread notices. */
export async function unreadNoticeCount(ctx: ViewerContext): Promise<number> {
  const [row] = await ctx.db
    .select({ unread: count() })
    .from(notices)
    .where(and(eq(notices.personId, ctx.viewer.personId), isNull(notices.readAt)))
  return row?.unread ?? 0
}
