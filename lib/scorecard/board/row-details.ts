import type { ViewerContext } from '@/lib/context'
import { possibleTotals, readSituations } from '../guidance/possible-totals'
import type { Subject } from '../ledger/observe'
import type { QuarterFrame } from '../ledger/quarter-frame'
import type { QuarterRow } from '../ledger/schema'
import { boardLights } from './lights'
import { movementsOf } from './movements'
import type { BoardLight } from './schema'

const idOf = (row: QuarterRow) => row.subject.organisationId

/** What is read for the rows of one page alone: movement, what can still be completed, lights. */
export async function aboutRows(
  ctx: ViewerContext,
  frame: QuarterFrame,
  rows: readonly QuarterRow[],
  { asOf, isLive }: { asOf: Date; isLive: boolean },
) {
  const [{ period, movements }, possible, lights] = await Promise.all([
    movementsOf(
      ctx.db,
      frame,
      rows.map(({ subject, standing }) => ({
        subject: subjectOf(subject),
        totalHundredths: standing.totalHundredths,
      })),
      asOf,
    ),
    isLive
      ? possibleOf(
          ctx,
          frame,
          rows.filter((row) => row.subject.mergedInto === null),
        )
      : new Map<string, number>(),
    isLive ? boardLights(ctx.db, frame, rows.map(idOf), ctx.now) : new Map<string, BoardLight>(),
  ])
  return { period, movements, possible, lights }
}

async function possibleOf(
  ctx: ViewerContext,
  frame: QuarterFrame,
  rows: readonly QuarterRow[],
): Promise<Map<string, number>> {
  const situations = await readSituations(
    ctx.db,
    frame,
    rows.map((row) => subjectOf(row.subject)),
    ctx.now,
  )
  return new Map(
    situations.map((one) => {
      const { reachableHundredths, forecastHundredths } = possibleTotals(frame, one)
      return [one.subject.organisationId, reachableHundredths - forecastHundredths]
    }),
  )
}

function subjectOf({ organisationId, class: own, from, to }: QuarterRow['subject']): Subject {
  return { organisationId, class: own, fromDay: from, toDay: to }
}
