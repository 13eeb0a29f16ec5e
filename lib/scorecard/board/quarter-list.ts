import { desc, eq, inArray, sql } from 'drizzle-orm'
import { quarterSubjects, scorecardQuarters } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { can } from '@/lib/policy'
import type { QuarterChoice } from './schema'

/**
 * Quarters of the index that the viewer may look at, latest first: for staff those of their own
 * committee, for the people of branches those in which one of these organisations is scored.
 */
export async function quarterList(
  ctx: ViewerContext,
  organisationIds: readonly string[],
): Promise<QuarterChoice[]> {
  const isStaff = can(ctx.viewer, 'score.viewBoard')
  if (!isStaff && organisationIds.length === 0) {
    return []
  }
  const rows = await ctx.db
    .select({
      committeeId: scorecardQuarters.committeeId,
      quarterId: scorecardQuarters.id,
      period: scorecardQuarters.period,
      state: scorecardQuarters.state,
      revision: scorecardQuarters.revision,
    })
    .from(scorecardQuarters)
    .where(
      isStaff
        ? sql`true`
        : inArray(
            scorecardQuarters.id,
            ctx.db
              .select({ id: quarterSubjects.quarterId })
              .from(quarterSubjects)
              .where(inArray(quarterSubjects.organisationId, [...organisationIds])),
          ),
    )
    .orderBy(desc(scorecardQuarters.period))
  return rows
    .filter(
      ({ committeeId: organisationId }) =>
        !isStaff || can(ctx.viewer, 'quarter.view', { organisationId }),
    )
    .map(({ committeeId: _of, ...quarter }) => quarter)
    .slice(0, 40)
}

/** Quarters in which a branch is scored, latest first; for whoever may see its score. */
export async function quartersOfBranch(
  ctx: ViewerContext,
  organisationId: string,
): Promise<QuarterChoice[]> {
  if (!can(ctx.viewer, 'score.viewEntries', { organisationId })) {
    return []
  }
  return ctx.db
    .select({
      quarterId: scorecardQuarters.id,
      period: scorecardQuarters.period,
      state: scorecardQuarters.state,
      revision: scorecardQuarters.revision,
    })
    .from(scorecardQuarters)
    .innerJoin(quarterSubjects, eq(quarterSubjects.quarterId, scorecardQuarters.id))
    .where(eq(quarterSubjects.organisationId, organisationId))
    .orderBy(desc(scorecardQuarters.period))
    .limit(8)
}
