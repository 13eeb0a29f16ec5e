import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { quarterSubjects, scorecardQuarters } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { isId } from '@/lib/organisation/address'
import { can } from '@/lib/policy'
import { planBranch } from '../ledger/plan-branch'
import { loadFrame, type QuarterFrame } from '../ledger/quarter-frame'
import { unpublishedStates } from '../quarter/states'
import { totalIf } from './hypothetical'
import { possibleTotals, readSituations, type Situation } from './possible-totals'
import type { PossibleWork } from './possible-work'
import {
  assumedMinutes,
  type Guidance,
  type PastItem,
  type PastQuarter,
  type PossibleItem,
} from './schema'

/**
 * 指导意见 of a branch: what it can still complete in the quarter, by points for an hour of work.
 * Null once the quarter is published: what is over is not urged.
 * @throws DomainError not_found when the branch is not for the viewer's eyes, or is not scored then
 */
export async function branchGuidance(
  ctx: ViewerContext,
  quarterId: string,
  organisationId: string,
): Promise<Guidance | null> {
  const isKnown = isId(quarterId) && isId(organisationId)
  if (!isKnown || !can(ctx.viewer, 'score.viewEntries', { organisationId })) {
    throw notFound('得分')
  }
  const frame = await loadFrame(ctx.db, quarterId)
  const [subject] = await ctx.db
    .select()
    .from(quarterSubjects)
    .where(
      and(
        eq(quarterSubjects.quarterId, quarterId),
        eq(quarterSubjects.organisationId, organisationId),
      ),
    )
  if (!subject) {
    throw notFound('得分')
  }
  if (!unpublishedStates.includes(frame.quarter.state) || subject.mergedIntoId !== null) {
    return null
  }
  const [[situation], before] = await Promise.all([
    readSituations(ctx.db, frame, [subject], ctx.now),
    quartersBefore(ctx.db, frame, organisationId),
  ])
  return situation
    ? {
        ...guidanceOf(frame, situation),
        quarterId,
        period: frame.quarter.period,
        nowHundredths: subject.totalHundredths ?? 0,
        before,
      }
    : null
}

/** The reckoning of a situation, without anything read. */
export function guidanceOf(frame: QuarterFrame, situation: Situation) {
  const totals = possibleTotals(frame, situation)
  return {
    ...totals,
    items: orderedItems(frame, situation, totals.forecastHundredths),
    past: pastItems(frame, situation),
  }
}

/** Each alone decides its place; what it adds is reckoned on top of those before it. */
function orderedItems(frame: QuarterFrame, situation: Situation, forecast: number): PossibleItem[] {
  const alone = new Map(
    situation.works.map((one) => [
      one.item.key,
      totalIf(frame, situation, new Set([one.item.key])) - forecast,
    ]),
  )
  const points = ({ item }: PossibleWork) => alone.get(item.key) ?? 0
  const minutes = ({ item }: PossibleWork) => item.minutes ?? assumedMinutes
  const ordered = [...situation.works].sort(
    (a, b) =>
      points(b) * minutes(a) - points(a) * minutes(b) ||
      a.item.dueAt.getTime() - b.item.dueAt.getTime() ||
      (a.item.key < b.item.key ? -1 : 1),
  )
  const done = new Set<string>()
  let before = forecast
  return ordered
    .map((one) => {
      done.add(one.item.key)
      const total = totalIf(frame, situation, done)
      const item = { ...one.item, hundredths: total - before }
      before = total
      return item
    })
    .filter((item) => item.hundredths > 0)
}

/** Duties and tasks that are past their due and stand in the ledger. */
function pastItems(frame: QuarterFrame, { observed }: Situation): PastItem[] {
  return planBranch(frame, observed)
    .entries.filter(
      (one) =>
        one.amountHundredths < 0 &&
        (one.evidence.obligationId !== undefined ||
          one.basisKey.startsWith('fact:task_completion:')),
    )
    .map((one) => ({
      key: `${one.ruleKey} ${one.basisKey}`,
      words: one.reason,
      hundredths: one.amountHundredths,
      occurredOn: one.occurredOn,
    }))
}

/** The two quarters before, as they stand. */
export async function quartersBefore(
  db: Db,
  { quarter }: Pick<QuarterFrame, 'quarter'>,
  organisationId: string,
): Promise<PastQuarter[]> {
  const recent = await db
    .select({ id: scorecardQuarters.id, period: scorecardQuarters.period })
    .from(scorecardQuarters)
    .where(
      and(
        eq(scorecardQuarters.committeeId, quarter.committeeId),
        lt(scorecardQuarters.period, quarter.period),
      ),
    )
    .orderBy(desc(scorecardQuarters.period))
    .limit(2)
  const rows = await db
    .select()
    .from(quarterSubjects)
    .where(
      and(
        inArray(
          quarterSubjects.quarterId,
          recent.map((one) => one.id),
        ),
        eq(quarterSubjects.organisationId, organisationId),
      ),
    )
  return recent.flatMap(({ id, period }) =>
    rows
      .filter((row) => row.quarterId === id)
      .map((row) => ({
        quarterId: id,
        period,
        totalHundredths: row.totalHundredths ?? 0,
        fullHundredths: row.fullHundredths ?? 0,
        unscoredHundredths: row.unscoredHundredths ?? 0,
      })),
  )
}
