/** What the fold needs of a ledger entry or of a planned one. */
export interface FoldLine {
  ruleKey: string
  basisKey: string
  effect: 'points' | 'zero' | 'veto'
  /** Signed integer hundredths. */
  amountHundredths: number
}

/** Entries of a ledger that stand: neither reversals nor reversed. */
export function standingLines<E extends { id: string; reversesId: string | null }>(
  entries: readonly E[],
): E[] {
  const reversed = new Set(entries.map((entry) => entry.reversesId))
  return entries.filter((entry) => entry.reversesId === null && !reversed.has(entry.id))
}
