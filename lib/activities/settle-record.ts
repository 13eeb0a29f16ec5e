import { eq, inArray, sql } from 'drizzle-orm'
import type { ActivityKind } from '@/db/enums'
import { activityAttendance, activityFiles, files } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { formatDay } from '@/lib/format'
import { activityKindLabels } from '@/lib/tasks/states'
import { discharge } from './discharge'
import type { Activity } from './load-activity'
import { type SettledStep, settleSteps } from './settle-steps'

/** What a record has answered. */
export interface Answered {
  /** Duties of periods that are discharged by it. */
  obligations: number
  steps: SettledStep[]
}

/**
 * Lets a record count for everything it answers at once: duties of all its kinds, and the steps of
 * tasks that ask for one.
 * @param ctx of somebody who acts for the branch; null leaves the steps alone
 */
export async function settleRecord(
  ctx: ViewerContext | null,
  tx: Work,
  activity: Activity,
  { kinds, isLate }: { kinds: readonly ActivityKind[]; isLate: boolean },
): Promise<Answered> {
  const discharged = await discharge(tx, { ...activity, kinds, isLate })
  const settled = ctx
    ? await settleSteps(ctx, tx, {
        ...activity,
        kinds,
        words: await wordsOf(tx, activity, kinds),
        fileIds: await ownFiles(ctx, tx, activity.id),
      })
    : []
  return { obligations: discharged.length, steps: settled }
}

async function wordsOf(tx: Work, activity: Activity, kinds: readonly ActivityKind[]) {
  const [count] = await tx.db
    .select({
      expected: sql<number>`count(*)::int`,
      present: sql<number>`count(*) filter (where ${activityAttendance.isPresent})::int`,
    })
    .from(activityAttendance)
    .where(eq(activityAttendance.activityId, activity.id))
  const names = kinds.map((kind) => activityKindLabels[kind]).join('、')
  return `${formatDay(activity.heldOn)}开展${names}“${activity.title}”，应到 ${count?.expected ?? 0} 人，实到 ${count?.present ?? 0} 人。内容见活动纪实 /activities/${activity.id}`
}

async function ownFiles(ctx: ViewerContext, tx: Work, activityId: string): Promise<string[]> {
  const attached = tx.db
    .select({ id: activityFiles.fileId })
    .from(activityFiles)
    .where(eq(activityFiles.activityId, activityId))
  const rows = await tx.db
    .select({ id: files.id, uploadedBy: files.uploadedBy })
    .from(files)
    .where(inArray(files.id, attached))
  return rows.flatMap((row) => (row.uploadedBy === ctx.viewer.personId ? [row.id] : []))
}
