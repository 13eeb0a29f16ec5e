import { and, eq, lte } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { OrganisationClass, QuarterState } from '@/db/enums'
import { scoreBundles } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import type { Day } from '@/lib/period'
import { type QuarterFrame, visibleFrame } from '../ledger/quarter-frame'
import { quarterResults } from '../ledger/quarter-results'
import type { IndicatorCell } from '../ledger/schema'
import type { SnapshotContent } from '../quarter/schema'
import { isVetoOnly } from '../scheme/schema'
import { headOfNow, keptIn, type SheetSource } from './kept-source'

export interface SheetIndicator {
  key: string
  code: string
  name: string
  fullHundredths: number | null
  /** 0 at the top. */
  depth: number
  /** Limits the grade alone: no number stands for it. */
  isVetoOnly: boolean
}

export interface SheetRow {
  organisationId: string
  code: string
  name: string
  totalHundredths: number
  fullHundredths: number
  unscoredHundredths: number
  rank: number | null
  grade: string | null
  vetoes: string[]
  /** Where it ended within the quarter: the day after its last one, and its successor. */
  merged: { on: Day; into: string } | null
  indicators: Record<string, IndicatorCell>
}

export interface SheetClass {
  class: OrganisationClass | null
  indicators: SheetIndicator[]
  /** Best first, whoever is not ranked behind. */
  rows: SheetRow[]
}

/** All branches of a quarter on paper or in a workbook. */
export interface ClassSheet {
  quarterId: string
  period: string
  state: QuarterState
  revision: number
  scheme: { name: string; year: number; version: number }
  /** Null before anything was kept in this revision: then it is the present state. */
  source: SheetSource | null
  /** Head of the audit before it was kept, or of now: `SEQ:HASH`. */
  auditHead: string
  approval: { minutesNumber: string; approvedOn: Day } | null
  classes: SheetClass[]
  /** Latest first; `hasBundle` where the revision is frozen and replays. */
  revisions: { revision: number; hasBundle: boolean }[]
}

/**
 * All branches as they were kept last in a revision; the present one unless another is named. Before
 * the first snapshot, as reckoned last.
 * @throws DomainError not_found for whoever may not see the board, and for a revision that is none
 */
export async function classSheet(
  ctx: ViewerContext,
  quarterId: string,
  asked: { revision?: number | undefined } = {},
): Promise<ClassSheet> {
  const frame = await visibleFrame(ctx, quarterId)
  const { quarter, scheme } = frame
  const revision = asked.revision ?? quarter.revision
  const kept = await keptIn(ctx.db, quarterId, revision)
  if (revision > quarter.revision || (!kept && revision !== quarter.revision)) {
    throw notFound('这一版结果')
  }
  const rows = kept ? keptRows(kept.content) : await presentRows(ctx, quarterId)
  const { minutesNumber, approvedOn } = quarter
  const isApproved = revision === quarter.revision && minutesNumber !== null && approvedOn !== null
  return {
    ...{ quarterId, revision, period: quarter.period, state: quarter.state },
    scheme: { name: scheme.name, year: scheme.year, version: scheme.version },
    source: kept?.source ?? null,
    auditHead: kept?.auditHead ?? (await headOfNow(ctx.db)),
    approval: isApproved ? { minutesNumber, approvedOn } : null,
    classes: classesOf(frame, rows),
    revisions: await revisionsOf(ctx.db, quarter),
  }
}

type ClassedRow = SheetRow & { class: OrganisationClass | null }

function keptRows({ organisations }: SnapshotContent): ClassedRow[] {
  const names = new Map(organisations.map((one) => [one.id, one.name]))
  return organisations.map(({ id, from: _from, to, mergedIntoId, ...one }) => ({
    ...one,
    organisationId: id,
    merged:
      mergedIntoId === null ? null : { on: to, into: names.get(mergedIntoId) ?? '其他党支部' },
  }))
}

async function presentRows(ctx: ViewerContext, quarterId: string): Promise<ClassedRow[]> {
  const { rows } = await quarterResults(ctx, quarterId)
  return rows.map(({ subject, standing, vetoes, indicators }) => ({
    ...{ organisationId: subject.organisationId, code: subject.code, name: subject.name },
    ...standing,
    ...{ class: subject.class, vetoes, indicators },
    merged: subject.mergedInto ? { on: subject.to, into: subject.mergedInto.name } : null,
  }))
}

function classesOf({ prepared }: QuarterFrame, rows: readonly ClassedRow[]): SheetClass[] {
  const classes = [...new Set(rows.map((row) => row.class))].sort((a, b) =>
    (a ?? '~') < (b ?? '~') ? -1 : 1,
  )
  return classes.map((one) => ({
    class: one,
    indicators: indicatorsOfClass(prepared, one),
    rows: rows
      .filter((row) => row.class === one)
      .map(({ class: _class, ...row }) => row)
      .sort(byPlace),
  }))
}

function indicatorsOfClass(
  prepared: QuarterFrame['prepared'],
  organisationClass: OrganisationClass | null,
): SheetIndicator[] {
  const { nodes, top } = prepared.planOf(organisationClass)
  const list: SheetIndicator[] = []
  const walk = (places: readonly number[], depth: number) => {
    for (const node of places.flatMap((place) => nodes[place] ?? [])) {
      const { key, code, name } = node.indicator
      list.push({
        ...{ key, code, name, depth, fullHundredths: node.fullHundredths },
        isVetoOnly: isVetoOnly(node.indicator),
      })
      walk(node.children, depth + 1)
    }
  }
  walk(top, 0)
  return list
}

function byPlace(a: SheetRow, b: SheetRow): number {
  return (
    (a.rank ?? 1_000_000) - (b.rank ?? 1_000_000) ||
    b.totalHundredths - a.totalHundredths ||
    (a.code < b.code ? -1 : 1)
  )
}

async function revisionsOf(
  db: Db,
  quarter: { id: string; revision: number },
): Promise<ClassSheet['revisions']> {
  const rows = await db
    .select({ revision: scoreBundles.revision })
    .from(scoreBundles)
    .where(
      and(eq(scoreBundles.quarterId, quarter.id), lte(scoreBundles.revision, quarter.revision)),
    )
  const frozen = new Set(rows.map((row) => row.revision))
  return Array.from({ length: quarter.revision }, (_, at) => quarter.revision - at).map(
    (revision) => ({ revision, hasBundle: frozen.has(revision) }),
  )
}
