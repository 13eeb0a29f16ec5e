import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import { quarterSubjects, scorecardQuarters } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { holdsPostAt } from '@/lib/policy/viewer'
import { loadFrame } from '../ledger/quarter-frame'
import { unpublishedStates } from '../quarter/states'
import { possibleTotals, readSituations } from './possible-totals'

/** What the branch of somebody in post can still complete in the latest quarter that is open. */
export interface PossibleNow {
  quarterId: string
  organisationId: string
  period: string
  hundredths: number
}

/**
 * One line for the to-do list of a secretary; null where no quarter is open, nothing is left to do,
 * or the viewer leads no branch.
 */
export async function possibleNow(ctx: ViewerContext): Promise<PossibleNow | null> {
  const led = ctx.viewer.posts
    .map((post) => post.organisationId)
    .filter((id) => holdsPostAt(ctx.viewer, id, ['secretary', 'deputy_secretary']))
  if (led.length === 0) {
    return null
  }
  const [found] = await ctx.db
    .select({ subject: quarterSubjects, period: scorecardQuarters.period })
    .from(quarterSubjects)
    .innerJoin(scorecardQuarters, eq(scorecardQuarters.id, quarterSubjects.quarterId))
    .where(
      and(
        inArray(quarterSubjects.organisationId, led),
        inArray(scorecardQuarters.state, [...unpublishedStates]),
        isNull(quarterSubjects.mergedIntoId),
      ),
    )
    .orderBy(desc(scorecardQuarters.period))
    .limit(1)
  if (!found) {
    return null
  }
  const { quarterId, organisationId } = found.subject
  const frame = await loadFrame(ctx.db, quarterId)
  const [situation] = await readSituations(ctx.db, frame, [found.subject], ctx.now)
  const totals = situation ? possibleTotals(frame, situation) : null
  const hundredths = totals ? totals.reachableHundredths - totals.forecastHundredths : 0
  return hundredths > 0 ? { quarterId, organisationId, period: found.period, hundredths } : null
}
