import { notApplicable, notInClass } from './settings'

/** How much an indicator is meant to weigh and how much it does decide. */
export interface EffectiveWeight {
  /** Full marks over all full marks. */
  nominal: number
  /** Share of the variance of the totals; null where all totals are equal. */
  effective: number | null
}

/** Two indicators that say almost the same. */
export interface CorrelationWarning {
  one: number
  other: number
  r: number
}

/** |r| from which two indicators are pointed out, and the branches it takes to say so. */
export const correlationLimit = 0.85
export const correlationLeast = 8

interface Table {
  branches: number
  indicators: number
  weights: Int32Array
  marks: Int32Array
}

/**
 * Effective weight of indicator j: cov(x_j, T) ÷ var(T) = r(x_j, T) × s(x_j) ÷ s(T), with T the sum
 * of the marks. The shares make 1; a negative one pulls against the total. A mark that does not
 * apply stands at the mean of its indicator. Probabilities and shares only: never a score.
 */
export function effectiveWeights(table: Table): EffectiveWeight[] {
  const { branches, indicators, weights } = table
  const columns = Array.from({ length: indicators }, (_, at) => deviations(table, at))
  const totals = Array.from({ length: branches }, (_, branch) =>
    columns.reduce((sum, column) => sum + (column[branch] ?? 0), 0),
  )
  const variance = product(totals, totals)
  const full = weights.reduce((sum, weight) => sum + weight, 0)
  return columns.map((column, at) => ({
    nominal: full === 0 ? 0 : (weights[at] ?? 0) / full,
    effective: variance === 0 ? null : product(column, totals) / variance,
  }))
}

/** Pairs with |r| ≥ 0.85 over at least eight branches that have both marks, strongest first. */
export function correlationWarnings(table: Table): CorrelationWarning[] {
  const warnings: CorrelationWarning[] = []
  for (let one = 0; one < table.indicators; one += 1) {
    for (let other = one + 1; other < table.indicators; other += 1) {
      const r = correlation(table, one, other)
      if (r !== null && Math.abs(r) >= correlationLimit) {
        warnings.push({ one, other, r })
      }
    }
  }
  return warnings.sort((a, b) => Math.abs(b.r) - Math.abs(a.r) || a.one - b.one)
}

function correlation(table: Table, one: number, other: number): number | null {
  const left: number[] = []
  const right: number[] = []
  for (let branch = 0; branch < table.branches; branch += 1) {
    const a = markAt(table, branch, one)
    const b = markAt(table, branch, other)
    if (a !== null && b !== null) {
      left.push(a)
      right.push(b)
    }
  }
  const x = centred(left)
  const y = centred(right)
  const scale = Math.sqrt(product(x, x)) * Math.sqrt(product(y, y))
  return left.length < correlationLeast || scale === 0 ? null : product(x, y) / scale
}

function deviations(table: Table, indicator: number): number[] {
  const marks = Array.from({ length: table.branches }, (_, at) => markAt(table, at, indicator))
  const known = marks.filter((mark) => mark !== null)
  const mean = known.reduce((sum, mark) => sum + mark, 0) / Math.max(1, known.length)
  return marks.map((mark) => (mark === null ? 0 : mark - mean))
}

function markAt({ marks, indicators }: Table, branch: number, indicator: number): number | null {
  const mark = marks[branch * indicators + indicator] ?? notInClass
  return mark === notApplicable || mark === notInClass ? null : mark
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  return values.map((value) => value - mean)
}

function product(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0)
}
