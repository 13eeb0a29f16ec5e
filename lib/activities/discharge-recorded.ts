import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { activities, activityKindRows, obligations } from '@/db/schema'
import { loadViewer } from '@/lib/accounts/load-viewer'
import type { Context, ViewerContext } from '@/lib/context'
import { can } from '@/lib/policy'
import { isWithin } from '@/lib/tasks/templates/periods'
import { type Activity, kindsOf } from './load-activity'
import { settleRecord } from './settle-record'
import { isStanding } from './visible'

const dayMs = 86_400_000
/** How long after its due a duty is still looked at: a year and the days to write the record. */
const lookBackMs = 400 * dayMs

/**
 * What was held and recorded before the task of its period went out counts for it: nobody reports it
 * again. The hand-in is made in the name of whoever recorded it, if he still acts for the branch.
 * @returns how many duties were discharged
 */
export async function dischargeRecorded(ctx: Context): Promise<number> {
  let discharged = 0
  for (const activity of await recordsForOpenDuties(ctx)) {
    discharged += await ctx.transact(async (tx) => {
      const kinds = await kindsOf(tx.db, activity.id)
      const recorder = await contextOfRecorder(ctx, activity)
      const isLate = activity.lateReason !== null
      const { obligations: count, steps } = await settleRecord(recorder, tx, activity, {
        kinds,
        isLate,
      })
      if (count + steps.length === 0) {
        tx.unchanged()
        return 0
      }
      tx.record({
        action: 'activity.discharge',
        subjectType: 'activity',
        subjectId: activity.id,
        detail: { obligations: count, assignments: steps.map((step) => step.assignmentId) },
      })
      return count
    })
  }
  return discharged
}

async function recordsForOpenDuties(ctx: Context): Promise<Activity[]> {
  const rows = await ctx.db
    .select({ activity: activities, period: obligations.period })
    .from(obligations)
    .innerJoin(activities, eq(activities.organisationId, obligations.organisationId))
    .innerJoin(
      activityKindRows,
      and(
        eq(activityKindRows.activityId, activities.id),
        eq(activityKindRows.kind, obligations.kind),
      ),
    )
    .where(
      and(
        isNull(obligations.dischargedAt),
        isNull(obligations.exemptionBasis),
        gt(obligations.dueAt, new Date(ctx.now.getTime() - lookBackMs)),
        sql`${activities.heldOn} >= (left(${obligations.period}, 4) || '-01-01')::date`,
        isStanding,
      ),
    )
    .orderBy(activities.recordedAt, activities.id)
  const found = rows.filter(({ activity, period }) => isWithin(period, activity.heldOn))
  return [...new Map(found.map(({ activity }) => [activity.id, activity])).values()]
}

async function contextOfRecorder(ctx: Context, activity: Activity): Promise<ViewerContext | null> {
  const viewer = await loadViewer(ctx.db, activity.recordedBy, ctx.now)
  return viewer && can(viewer, 'activity.record', activity) ? { ...ctx, viewer } : null
}
