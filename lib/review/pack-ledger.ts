import { and, asc, eq, lte } from 'drizzle-orm'
import { people, scoreEntries, unscoredTreatments } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import type { FoldLine } from '@/lib/scorecard/engine/fold-line'
import { loadEvidence } from '@/lib/scorecard/ledger/evidence-links'
import { groupedBy } from '@/lib/scorecard/ledger/grouped-by'
import { frameOf, loadFrame, type QuarterFrame } from '@/lib/scorecard/ledger/quarter-frame'
import type { PackEntry } from './pack-schema'

/** A standing entry as the fold reads it. */
export interface PackLine extends FoldLine {
  id: string
  reason: string
}

export interface LedgerAt {
  /** Standing at that moment. */
  standing: PackLine[]
  entries: PackEntry[]
}

/** The frame of a quarter as it was at a moment: what was decided about 未评 later is not in it. */
export async function frameAt(
  ctx: ViewerContext,
  quarterId: string,
  at: Date,
): Promise<QuarterFrame> {
  const frame = await loadFrame(ctx.db, quarterId)
  const treatments = await ctx.db
    .select({
      indicatorKey: unscoredTreatments.indicatorKey,
      class: unscoredTreatments.class,
      treatment: unscoredTreatments.treatment,
    })
    .from(unscoredTreatments)
    .where(and(eq(unscoredTreatments.quarterId, quarterId), lte(unscoredTreatments.at, at)))
  const { year, version } = frame.scheme
  const document = frame.prepared.document
  return { ...frame, ...frameOf({ year, version, document }, frame.quarter.period, treatments) }
}

/** The ledger of a whole quarter as it stood at a moment, by organisation, in three statements. */
export async function ledgersAt(
  ctx: ViewerContext,
  frame: QuarterFrame,
  at: Date,
): Promise<Map<string, LedgerAt>> {
  const rows = await ctx.db
    .select({ entry: scoreEntries, handlerName: people.name })
    .from(scoreEntries)
    .leftJoin(people, eq(people.id, scoreEntries.by))
    .where(and(eq(scoreEntries.quarterId, frame.quarter.id), lte(scoreEntries.at, at)))
    .orderBy(asc(scoreEntries.occurredOn), asc(scoreEntries.id))
  const evidenceOf = await loadEvidence(
    ctx,
    frame.quarter.committeeId,
    rows.map((row) => row.entry),
  )
  const reversed = new Set(rows.map(({ entry }) => entry.reversesId))
  const views = rows.map(({ entry, handlerName }) => {
    const placed = frame.prepared.rules.get(entry.ruleKey ?? '')
    const view: PackEntry = {
      id: entry.id,
      indicatorKey: entry.indicatorKey ?? '',
      code: placed?.indicator.code ?? '',
      indicatorName: placed?.indicator.name ?? '',
      amountHundredths: entry.amountHundredths,
      effect: entry.effect,
      state:
        entry.reversesId !== null ? 'reversal' : reversed.has(entry.id) ? 'reversed' : 'standing',
      occurredOn: entry.occurredOn,
      reason: entry.reason,
      handlerName,
      at: entry.at.toISOString(),
      evidence: evidenceOf(entry).map((one) => one.label),
    }
    return { entry, view }
  })
  return new Map(
    [...groupedBy(views, ({ entry }) => entry.organisationId)].map(([id, own]) => [
      id,
      {
        entries: own.map((one) => one.view),
        standing: own.flatMap(({ entry, view }) => {
          const { ruleKey, basisKey, effect, amountHundredths, occurredOn, reason } = entry
          return view.state === 'standing' && ruleKey !== null
            ? [{ id: entry.id, ruleKey, basisKey, effect, amountHundredths, occurredOn, reason }]
            : []
        }),
      },
    ]),
  )
}
