import type { EntryEffect } from '@/db/enums'
import type { Day } from '@/lib/period'
import { compare } from './planned-entry'

/** What the fold needs of a ledger entry or of a planned one. */
export interface FoldLine {
  ruleKey: string
  basisKey: string
  effect: EntryEffect
  /** Signed integer hundredths; 0 of `zero` and `veto`. */
  amountHundredths: number
  /** For the order in which lines are shown. */
  occurredOn?: Day | null
}

/** Entries of a ledger that stand: neither reversals nor reversed. */
export function standingLines<E extends { id: string; reversesId: string | null }>(
  entries: readonly E[],
): E[] {
  const reversed = new Set(entries.map((entry) => entry.reversesId))
  return entries.filter((entry) => entry.reversesId === null && !reversed.has(entry.id))
}

/** Order in which the lines of a rule are shown: by day, then by basis. */
export function byDayOfLine(a: FoldLine, b: FoldLine): number {
  return (
    compare(a.occurredOn ?? '', b.occurredOn ?? '') ||
    compare(a.basisKey, b.basisKey) ||
    a.amountHundredths - b.amountHundredths
  )
}
