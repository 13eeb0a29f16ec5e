import { and, eq } from 'drizzle-orm'
import { activities, activityFiles } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { visibleActivities } from './visible'

/** Whether a file belongs to a record that the viewer may see. */
export async function reachesActivityFile(ctx: ViewerContext, fileId: string): Promise<boolean> {
  const found = await ctx.db
    .select({ id: activities.id })
    .from(activityFiles)
    .innerJoin(activities, eq(activities.id, activityFiles.activityId))
    .where(and(eq(activityFiles.fileId, fileId), visibleActivities(ctx.viewer)))
    .limit(1)
  return found.length > 0
}
