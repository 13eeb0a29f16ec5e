import { and, eq, isNull, sql } from 'drizzle-orm'
import { appeals, setAsides, verificationReplies } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { quarterResults } from '../ledger/quarter-results'
import type { QuarterResults } from '../ledger/schema'

/** What must be settled before a quarter can move on, with counts. */
export interface QuarterBlockers {
  /** Scores that a department still owes: indicator × branch. */
  unscored: number
  /** Objections of 反馈核对 without an answer. */
  unanswered: number
  openAppeals: number
  /** 搁置 and not settled. */
  setAside: number
}

/** Counts what stands in the way; every count is a list that some page shows. */
export async function quarterBlockers(
  ctx: ViewerContext,
  quarterId: string,
): Promise<QuarterBlockers> {
  const number = sql<number>`count(*)::int`
  const [results, [unanswered], [openAppeals], [setAside]] = await Promise.all([
    quarterResults(ctx, quarterId),
    ctx.db
      .select({ number })
      .from(verificationReplies)
      .where(
        and(
          eq(verificationReplies.quarterId, quarterId),
          eq(verificationReplies.isAgreed, false),
          isNull(verificationReplies.answeredAt),
        ),
      ),
    ctx.db
      .select({ number })
      .from(appeals)
      .where(and(eq(appeals.quarterId, quarterId), eq(appeals.state, 'filed'))),
    ctx.db
      .select({ number })
      .from(setAsides)
      .where(and(eq(setAsides.quarterId, quarterId), isNull(setAsides.resolvedAt))),
  ])
  return {
    unscored: unscoredIn(results),
    unanswered: unanswered?.number ?? 0,
    openAppeals: openAppeals?.number ?? 0,
    setAside: setAside?.number ?? 0,
  }
}

function unscoredIn(results: QuarterResults): number {
  return results.rows.reduce((sum, row) => sum + row.states.unscored, 0)
}
