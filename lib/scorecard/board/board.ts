import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { isId } from '@/lib/organisation/address'
import { can } from '@/lib/policy'
import { possibleTotals, readSituations } from '../guidance/possible-totals'
import type { Subject } from '../ledger/observe'
import { loadFrame, type QuarterFrame } from '../ledger/quarter-frame'
import { quarterResults } from '../ledger/quarter-results'
import type { QuarterResults, QuarterRow } from '../ledger/schema'
import { unpublishedStates } from '../quarter/states'
import { axisOf, distributionOf, weakestIndicators } from './class-figures'
import { honestRanks } from './honest-ranks'
import { frozenRevisions, frozenRows } from './kept-states'
import { boardLights } from './lights'
import { movementsOf } from './movements'
import { owedCounts } from './owed-counts'
import { type Board, type BoardClass, type BoardRow, boardClasses, boardClassOf } from './schema'

/**
 * The board of a quarter for one class: the ledger of this moment, or a frozen revision as kept.
 * @throws DomainError not_found for whoever is not staff, and for a revision that was never frozen
 */
export async function loadBoard(
  ctx: ViewerContext,
  quarterId: string,
  wanted: { class?: BoardClass | undefined; revision?: number | undefined } = {},
): Promise<Board> {
  if (!isId(quarterId) || !can(ctx.viewer, 'score.viewBoard')) {
    throw notFound('这个季度的党建指数')
  }
  const [frame, results, revisions] = await Promise.all([
    loadFrame(ctx.db, quarterId),
    quarterResults(ctx, quarterId),
    frozenRevisions(ctx.db, quarterId),
  ])
  const revision =
    wanted.revision ?? (frame.quarter.state === 'frozen' ? frame.quarter.revision : undefined)
  const kept = revisions.find((one) => one.revision === revision) ?? null
  const keptRows = kept ? await frozenRows(ctx.db, quarterId, kept.revision) : null
  if (wanted.revision !== undefined && !keptRows) {
    throw notFound('这一版定稿结果')
  }
  const rows = keptRows ?? results.rows
  const classes = boardClasses.flatMap((one) => {
    const count = rows.filter((row) => boardClassOf(row.subject.class) === one).length
    return count > 0 ? [{ class: one, count }] : []
  })
  const chosen =
    classes.find((one) => one.class === wanted.class)?.class ?? classes[0]?.class ?? 'none'
  const asOf = kept?.at ?? latestOf(rows)
  const own = rows.filter((row) => boardClassOf(row.subject.class) === chosen)
  const { boardRows, before } = await classRows(ctx, frame, own, {
    asOf,
    isLive: !kept && unpublishedStates.includes(frame.quarter.state),
  })
  return {
    ...figuresOf(results, rows, boardRows),
    quarter: { ...results.quarter, revision: kept?.revision ?? results.quarter.revision },
    ...{ asOf, kept, revisions, classes, class: chosen, before },
    rows: boardRows,
    isProvisional: boardRows.some((row) => row.unscoredHundredths > 0),
  }
}

function figuresOf(
  results: QuarterResults,
  rows: readonly QuarterRow[],
  boardRows: readonly BoardRow[],
): Pick<Board, 'axis' | 'weakest' | 'distribution'> {
  const compared = boardRows.filter((row) => row.band !== null)
  const full = Math.max(0, ...boardRows.map((row) => row.fullHundredths))
  return {
    axis: axisOf(
      compared.flatMap(({ totalHundredths: total, interval }) => [
        total,
        interval?.low ?? total,
        interval?.high ?? total,
      ]),
      full,
    ),
    weakest: weakestIndicators(results.indicators, rows),
    distribution: distributionOf(compared.map((row) => row.totalHundredths)),
  }
}

function latestOf(rows: readonly QuarterRow[]): Date | null {
  const times = rows.flatMap((row) => row.reckonedAt?.getTime() ?? [])
  return times.length > 0 ? new Date(Math.max(...times)) : null
}

async function classRows(
  ctx: ViewerContext,
  frame: QuarterFrame,
  rows: readonly QuarterRow[],
  { asOf, isLive }: { asOf: Date | null; isLive: boolean },
): Promise<{ boardRows: BoardRow[]; before: Board['before'] }> {
  const ids = rows.map((row) => row.subject.organisationId)
  const present = rows.filter((row) => row.subject.mergedInto === null)
  const [owed, { period, movements }, possible, lights] = await Promise.all([
    owedCounts(ctx.db, frame, ids, asOf ?? ctx.now),
    movementsOf(
      ctx.db,
      frame,
      rows.map(({ subject, standing }) => ({
        subject: subjectOf(subject),
        totalHundredths: standing.totalHundredths,
      })),
      asOf ?? ctx.now,
    ),
    isLive ? possibleOf(ctx, frame, present) : new Map<string, number>(),
    isLive ? boardLights(ctx.db, frame, ids, ctx.now) : new Map<string, never>(),
  ])
  const ranks = honestRanks(
    frame.prepared.planOf(rows[0]?.subject.class ?? null),
    present.map(({ subject, standing, indicators }) => ({
      id: subject.organisationId,
      totalHundredths: standing.totalHundredths,
      cells: indicators,
      owed: owed.get(subject.organisationId) ?? new Map(),
    })),
  )
  const boardRows = rows.map(({ subject, standing, states, vetoes }): BoardRow => {
    const id = subject.organisationId
    const honest = ranks.get(id)
    return {
      ...{ subject, ...standing, states, vetoes },
      band: honest?.band ?? null,
      interval: honest?.interval ?? null,
      rankInterval: honest?.rankInterval ?? null,
      movement: movements.get(id) ?? null,
      possibleHundredths: possible.get(id) ?? null,
      light: lights.get(id) ?? null,
    }
  })
  return { boardRows: boardRows.sort(byBand), before: period === null ? null : { period } }
}

function byBand(a: BoardRow, b: BoardRow): number {
  return (
    (a.band ?? 1_000_000) - (b.band ?? 1_000_000) ||
    b.totalHundredths - a.totalHundredths ||
    (a.subject.code < b.subject.code ? -1 : 1)
  )
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
