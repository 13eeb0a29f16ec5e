import { eq } from 'drizzle-orm'
import { scorecardQuarters } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { can } from '@/lib/policy'

/** Which of the working places of a quarter the viewer has. */
export async function quarterPlaces(
  ctx: ViewerContext,
  quarterId: string,
): Promise<Record<'manage' | 'judge' | 'appeals', boolean>> {
  const [quarter] = await ctx.db
    .select({ organisationId: scorecardQuarters.committeeId })
    .from(scorecardQuarters)
    .where(eq(scorecardQuarters.id, quarterId))
  return {
    manage: quarter !== undefined && can(ctx.viewer, 'quarter.manage', quarter),
    judge: can(ctx.viewer, 'score.viewBoard'),
    appeals: true,
  }
}
