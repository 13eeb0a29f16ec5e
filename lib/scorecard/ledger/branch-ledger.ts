import { and, desc, eq } from 'drizzle-orm'
import { facts, obligations, people, scoreEntries } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import type { FoldLine } from '../engine/fold-line'
import { explainRule } from '../scheme/explain-rule'
import { type EvidenceOf, loadEvidence } from './evidence-links'
import type { QuarterFrame } from './quarter-frame'
import type { LedgerLine } from './schema'

/** A standing entry, as the fold reads it. */
export interface LedgerFoldLine extends FoldLine {
  id: string
  reason: string
}

export interface BranchLedger {
  standing: LedgerFoldLine[]
  /** Newest first, reversals included. */
  lines: LedgerLine[]
}

/** The ledger of a branch in a quarter, with the evidence of every entry. */
export async function ledgerOf(
  ctx: ViewerContext,
  frame: QuarterFrame,
  organisationId: string,
): Promise<BranchLedger> {
  const rows = await loadRows(ctx, frame, organisationId)
  const reversed = new Set(rows.map(({ entry }) => entry.reversesId))
  const evidenceOf = await loadEvidence(
    ctx,
    organisationId,
    rows.map(({ entry }) => entry),
  )
  const lines = rows.map((row) => lineOf(frame, row, reversed, evidenceOf))
  const standingIds = new Set(
    lines.filter((line) => line.state === 'standing').map((line) => line.id),
  )
  return {
    lines,
    standing: rows.flatMap(({ entry }) => {
      const { id, ruleKey, basisKey, effect, amountHundredths, occurredOn, reason } = entry
      return standingIds.has(id) && ruleKey !== null
        ? [{ id, ruleKey, basisKey, effect, amountHundredths, occurredOn, reason }]
        : []
    }),
  }
}

type Row = Awaited<ReturnType<typeof loadRows>>[number]

function loadRows(ctx: ViewerContext, { quarter }: QuarterFrame, organisationId: string) {
  return ctx.db
    .select({
      entry: scoreEntries,
      factPeriod: facts.period,
      factVersion: facts.version,
      owedPeriod: obligations.period,
      handlerName: people.name,
    })
    .from(scoreEntries)
    .leftJoin(facts, eq(facts.id, scoreEntries.factId))
    .leftJoin(obligations, eq(obligations.id, scoreEntries.obligationId))
    .leftJoin(people, eq(people.id, scoreEntries.by))
    .where(
      and(eq(scoreEntries.quarterId, quarter.id), eq(scoreEntries.organisationId, organisationId)),
    )
    .orderBy(desc(scoreEntries.id))
}

function lineOf(
  { prepared }: QuarterFrame,
  { entry, ...about }: Row,
  reversed: ReadonlySet<string | null>,
  evidenceOf: EvidenceOf,
): LedgerLine {
  const placed = prepared.rules.get(entry.ruleKey ?? '')
  const { reversesId } = entry
  return {
    id: entry.id,
    indicatorKey: entry.indicatorKey ?? '',
    ruleKey: entry.ruleKey ?? '',
    ruleVersion: entry.ruleVersion,
    ruleWords: placed?.rule.words ?? '',
    ruleSentence: placed ? explainRule(placed.rule, placed.indicator) : '',
    basisKey: entry.basisKey,
    generation: entry.generation,
    effect: entry.effect,
    amountHundredths: entry.amountHundredths,
    state: reversesId !== null ? 'reversal' : reversed.has(entry.id) ? 'reversed' : 'standing',
    reversesId,
    occurredOn: entry.occurredOn,
    period: about.owedPeriod ?? about.factPeriod ?? entry.period,
    factId: entry.factId,
    factVersion: about.factVersion,
    obligationId: entry.obligationId,
    handlerName: about.handlerName,
    at: entry.at,
    reason: entry.reason,
    evidence: evidenceOf(entry),
  }
}
