import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { type QuarterFrame, visibleFrame } from '../ledger/quarter-frame'
import { quarterResults } from '../ledger/quarter-results'
import type { QuarterResults, QuarterRow } from '../ledger/schema'
import { unpublishedStates } from '../quarter/states'
import { axisOf, distributionOf, weakestIndicators } from './class-figures'
import { honestRanks } from './honest-ranks'
import { frozenRevisions, frozenRows } from './kept-states'
import { owedCounts } from './owed-counts'
import { aboutRows } from './row-details'
import { type Board, type BoardClass, type BoardRow, boardClasses, boardClassOf } from './schema'

/**
 * The board of a quarter for one class: the ledger of this moment, or a frozen revision as kept.
 * @throws DomainError not_found for whoever is not staff, and for a revision that was never frozen
 */
export async function loadBoard(
  ctx: ViewerContext,
  quarterId: string,
  wanted: {
    class?: BoardClass | undefined
    revision?: number | undefined
    /** The last branch of the page before. */
    after?: string | undefined
  } = {},
): Promise<Board> {
  const frame = await visibleFrame(ctx, quarterId)
  const [results, revisions] = await Promise.all([
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
  const page = await classRows(ctx, frame, own, {
    ...{ asOf, after: wanted.after },
    isLive: !kept && unpublishedStates.includes(frame.quarter.state),
  })
  return {
    ...figuresOf(results, rows, own, page.spans),
    quarter: { ...results.quarter, revision: kept?.revision ?? results.quarter.revision },
    ...{ asOf, kept, revisions, classes, class: chosen, before: page.before },
    rows: page.boardRows,
    bands: page.bands,
    next: page.next?.subject.organisationId ?? null,
    isProvisional: own.some((row) => row.standing.unscoredHundredths > 0),
  }
}

function figuresOf(
  results: QuarterResults,
  rows: readonly QuarterRow[],
  own: readonly QuarterRow[],
  spans: readonly number[],
): Pick<Board, 'axis' | 'weakest' | 'distribution'> {
  const compared = own.filter((row) => row.subject.mergedInto === null)
  return {
    axis: axisOf(spans, Math.max(0, ...own.map((row) => row.standing.fullHundredths))),
    weakest: weakestIndicators(results.indicators, rows),
    distribution: distributionOf(compared.map((row) => row.standing.totalHundredths)),
  }
}

function latestOf(rows: readonly QuarterRow[]): Date | null {
  const times = rows.flatMap((row) => row.reckonedAt?.getTime() ?? [])
  return times.length > 0 ? new Date(Math.max(...times)) : null
}

/** Rows of a class that one page shows. */
export const boardPageSize = 60

async function classRows(
  ctx: ViewerContext,
  frame: QuarterFrame,
  rows: readonly QuarterRow[],
  { asOf, isLive, after }: { asOf: Date | null; isLive: boolean; after: string | undefined },
): Promise<ClassPage> {
  const present = rows.filter((row) => row.subject.mergedInto === null)
  const owed = await owedCounts(ctx.db, frame, present.map(idOf), asOf ?? ctx.now)
  const ranks = honestRanks(
    frame.prepared.planOf(rows[0]?.subject.class ?? null),
    present.map((row) => ({
      id: idOf(row),
      totalHundredths: row.standing.totalHundredths,
      cells: row.indicators,
      owed: owed.get(idOf(row)) ?? new Map(),
    })),
  )
  const ordered = rows
    .map((row) => ({ row, honest: ranks.get(idOf(row)) }))
    .sort((a, b) => byBand({ ...a.row, band: a.honest?.band }, { ...b.row, band: b.honest?.band }))
  const start = ordered.findIndex(({ row }) => idOf(row) === after) + 1
  const shown = ordered.slice(start, start + boardPageSize)
  const about = await aboutRows(
    ctx,
    frame,
    shown.map(({ row }) => row),
    { asOf: asOf ?? ctx.now, isLive },
  )
  const boardRows = shown.map(({ row, honest }): BoardRow => {
    const { subject, standing, states, vetoes } = row
    const id = subject.organisationId
    return {
      ...{ subject, ...standing, states, vetoes },
      band: honest?.band ?? null,
      interval: honest?.interval ?? null,
      rankInterval: honest?.rankInterval ?? null,
      movement: about.movements.get(id) ?? null,
      possibleHundredths: about.possible.get(id) ?? null,
      light: about.lights.get(id) ?? null,
    }
  })
  return {
    boardRows,
    bands: new Set([...ranks.values()].map((one) => one.band)).size,
    spans: present.flatMap((row) => {
      const { totalHundredths: total } = row.standing
      const interval = ranks.get(idOf(row))?.interval
      return [total, interval?.low ?? total, interval?.high ?? total]
    }),
    before: about.period === null ? null : { period: about.period },
    next: start + boardPageSize < ordered.length ? (shown.at(-1)?.row ?? null) : null,
  }
}

interface ClassPage {
  boardRows: BoardRow[]
  bands: number
  /** Every total and interval of the class, for the axis. */
  spans: number[]
  before: Board['before']
  next: QuarterRow | null
}

const idOf = (row: QuarterRow) => row.subject.organisationId

type Banded = Pick<QuarterRow, 'subject' | 'standing'> & { band: number | undefined }

function byBand(a: Banded, b: Banded): number {
  return (
    (a.band ?? 1_000_000) - (b.band ?? 1_000_000) ||
    b.standing.totalHundredths - a.standing.totalHundredths ||
    (a.subject.code < b.subject.code ? -1 : 1)
  )
}
