import type { ScoreRule } from './rules'

/** What the fold needs of a ledger entry. */
export interface FoldEntry {
  id: string
  ruleVersion: string
  basisKey: string
  generation: number
  /** Integer hundredths of a point. */
  amountHundredths: number
  /** The entry this one takes back, if it is a reversal. */
  reversesId: string | null
}

/** One line of the reckoning; `totalHundredths` is the sum after it. */
export interface FoldStep<E extends FoldEntry = FoldEntry> {
  kind: 'base' | 'entry' | 'floor' | 'cap'
  entry: E | null
  amountHundredths: number
  totalHundredths: number
}

export interface Fold<E extends FoldEntry = FoldEntry> {
  totalHundredths: number
  steps: FoldStep<E>[]
}

/** Entries that stand: neither reversals nor reversed. */
export function standingEntries<E extends FoldEntry>(entries: readonly E[]): E[] {
  const reversed = new Set(entries.map((entry) => entry.reversesId))
  return entries.filter((entry) => entry.reversesId === null && !reversed.has(entry.id))
}

/**
 * The score under one rule: from the base through the standing entries, then floor and cap, every
 * step shown. Pure integer arithmetic; the order in which entries are given makes no difference.
 * @throws Error for an amount that is no integer, or an entry of another rule
 */
export function foldEntries<E extends FoldEntry>(rule: ScoreRule, entries: readonly E[]): Fold<E> {
  let total = integer(rule.baseHundredths)
  const steps: FoldStep<E>[] = [
    { kind: 'base', entry: null, amountHundredths: total, totalHundredths: total },
  ]
  const limit = (kind: 'floor' | 'cap', to: number) => {
    steps.push({ kind, entry: null, amountHundredths: to - total, totalHundredths: to })
    total = to
  }
  for (const entry of standingEntries(entries).sort(byBasis)) {
    if (entry.ruleVersion !== rule.version) {
      throw new Error(`Entry ${entry.id} stands under ${entry.ruleVersion}, not ${rule.version}`)
    }
    const amountHundredths = integer(entry.amountHundredths)
    total = integer(total + amountHundredths)
    steps.push({ kind: 'entry', entry, amountHundredths, totalHundredths: total })
  }
  if (rule.floorHundredths !== null && total < rule.floorHundredths) {
    limit('floor', integer(rule.floorHundredths))
  }
  if (rule.capHundredths !== null && total > rule.capHundredths) {
    limit('cap', integer(rule.capHundredths))
  }
  return { totalHundredths: total, steps }
}

function byBasis(a: FoldEntry, b: FoldEntry): number {
  return compare(a.basisKey, b.basisKey) || a.generation - b.generation || compare(a.id, b.id)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function integer(hundredths: number): number {
  if (!Number.isSafeInteger(hundredths)) {
    throw new Error(`Not an integer number of hundredths: ${hundredths}`)
  }
  return hundredths
}
