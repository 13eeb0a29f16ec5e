import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { activities, activityKindRows } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, notFound } from '@/lib/errors'
import { isId } from '@/lib/organisation/address'
import { can } from '@/lib/policy'

export type Activity = typeof activities.$inferSelect

/**
 * A record the viewer may see.
 * @throws DomainError not_found
 */
export async function loadActivity(
  ctx: ViewerContext,
  db: Db,
  activityId: string,
): Promise<Activity> {
  const [row] = isId(activityId)
    ? await db.select().from(activities).where(eq(activities.id, activityId))
    : []
  if (!row || !can(ctx.viewer, 'activity.view', row)) {
    throw notFound('活动纪实')
  }
  return row
}

/**
 * A record that still stands, locked until commit.
 * @throws DomainError not_found; conflict when it was withdrawn or corrected before
 */
export async function holdStanding(
  ctx: ViewerContext,
  tx: Work,
  activityId: string,
): Promise<Activity> {
  const activity = await loadActivity(ctx, tx.db, activityId)
  const [held] = await tx.db
    .select({ withdrawnAt: activities.withdrawnAt })
    .from(activities)
    .where(eq(activities.id, activity.id))
    .for('no key update')
  const [later] = await tx.db
    .select({ id: activities.id })
    .from(activities)
    .where(and(eq(activities.correctsId, activity.id)))
  if (!held || held.withdrawnAt || later) {
    throw conflict('这份纪实已经撤回或更正过，刚才的操作没有生效。请刷新页面看最新的一份。')
  }
  return activity
}

/** What a record counts as. */
export async function kindsOf(db: Db, activityId: string) {
  const rows = await db
    .select({ kind: activityKindRows.kind })
    .from(activityKindRows)
    .where(eq(activityKindRows.activityId, activityId))
    .orderBy(asc(activityKindRows.kind))
  return rows.map((row) => row.kind)
}
