import { eq } from 'drizzle-orm'
import { activities } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { authorize } from '@/lib/policy'
import { type Obligation, release } from './discharge'
import { type Activity, holdStanding } from './load-activity'

export interface Withdrawn {
  activity: Activity
  /** Duties that are open again, because no other record answers them. */
  reopened: Obligation[]
}

/**
 * 撤回: the record stays readable with the reason, and what it alone answered is open again. Steps of
 * tasks that were handed in or settled with it stay as they are (decision 0017).
 * @throws DomainError not_found, forbidden; conflict when it no longer stands
 */
export async function withdrawActivity(
  ctx: ViewerContext,
  input: { activityId: string; reason: string },
): Promise<Withdrawn> {
  return ctx.transact(async (tx) => {
    const activity = await holdStanding(ctx, tx, input.activityId)
    authorize(ctx.viewer, 'activity.record', activity)
    const withdrawn = { withdrawnAt: ctx.now, withdrawReason: input.reason }
    await tx.db.update(activities).set(withdrawn).where(eq(activities.id, activity.id))
    const reopened = await release(tx, activity.id)
    tx.record({
      action: 'activity.withdraw',
      subjectType: 'activity',
      subjectId: activity.id,
      detail: {
        reason: input.reason,
        reopened: reopened.map((one) => ({ kind: one.kind, period: one.period })),
      },
    })
    return { activity: { ...activity, ...withdrawn }, reopened }
  })
}
