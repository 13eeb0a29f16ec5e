import { and, desc, eq, lte, sql } from 'drizzle-orm'
import { quarterSubjects, scorecardQuarters } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { can } from '@/lib/policy'
import { unpublishedStates } from '../quarter/states'

/** A quarter of a branch beside its class; hundredths, null while there is no whole figure. */
export interface TrendPoint {
  quarterId: string
  period: string
  /** Null while something is 未评 or nothing has been reckoned. */
  totalHundredths: number | null
  /** Of the whole scores of its class; null below three of them, for a branch also before 公示. */
  medianHundredths: number | null
}

/** Quarters that the sheet looks back on, and scores that a median needs so as to name nobody. */
const quartersShown = 6
const leastForMedian = 3

/**
 * Totals of a branch over its last quarters up to a period, earliest first, with the median of its
 * class then; merged branches are not compared. Nothing for whoever may not see its score.
 */
export async function branchTrend(
  ctx: ViewerContext,
  organisationId: string,
  upTo: string,
): Promise<TrendPoint[]> {
  if (!can(ctx.viewer, 'score.viewEntries', { organisationId })) {
    return []
  }
  const isWhole = (table: string) =>
    sql.raw(`${table}.reckoned_at is not null and coalesce(${table}.unscored_hundredths, 0) = 0`)
  const rows = await ctx.db
    .select({
      quarterId: scorecardQuarters.id,
      period: scorecardQuarters.period,
      state: scorecardQuarters.state,
      total: sql<number | null>`case when ${isWhole('quarter_subjects')}
        then quarter_subjects.total_hundredths end`,
      median: sql<number | null>`(select case when count(*) >= ${leastForMedian}
          then round(percentile_cont(0.5) within group (order by peer.total_hundredths))::int end
        from quarter_subjects peer
        where peer.quarter_id = quarter_subjects.quarter_id and peer.class = quarter_subjects.class
          and peer.merged_into_id is null and ${isWhole('peer')})`,
    })
    .from(quarterSubjects)
    .innerJoin(scorecardQuarters, eq(scorecardQuarters.id, quarterSubjects.quarterId))
    .where(
      and(eq(quarterSubjects.organisationId, organisationId), lte(scorecardQuarters.period, upTo)),
    )
    .orderBy(desc(scorecardQuarters.period))
    .limit(quartersShown)
  const isStaff = can(ctx.viewer, 'score.viewBoard')
  return rows.reverse().map(({ quarterId, period, state, total, median }) => ({
    ...{ quarterId, period, totalHundredths: total },
    medianHundredths: isStaff || !unpublishedStates.includes(state) ? median : null,
  }))
}
