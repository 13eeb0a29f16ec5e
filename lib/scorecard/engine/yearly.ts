import type { Yearly } from '../scheme/schema'
import { integer, scale } from './amounts'

/** Scores of the four quarters; null where there is none. */
export type QuarterTotals = readonly [number | null, number | null, number | null, number | null]

export interface YearTotal {
  /** Half away from zero. */
  totalHundredths: number
  /** How many quarters stand behind it: a year is complete with four. */
  quarters: number
}

/**
 * The score of a year. While quarters are missing, the mean is that of those there are, and their
 * weights are brought to a whole; a sum is what has been added up so far. Null without any.
 * @throws Error for a score that is no integer
 */
export function yearTotal(yearly: Yearly, quarters: QuarterTotals): YearTotal | null {
  const present = quarters.flatMap((total, at) =>
    total === null ? [] : [{ total: integer(total), weight: weightOf(yearly, at) }],
  )
  const weights = integer(present.reduce((sum, one) => sum + one.weight, 0))
  const weighed = integer(present.reduce((sum, one) => sum + one.total * one.weight, 0))
  if (present.length === 0 || weights === 0) {
    return null
  }
  const totalHundredths = yearly.method === 'sum' ? weighed : scale(weighed, 1, weights)
  return { totalHundredths, quarters: present.length }
}

function weightOf(yearly: Yearly, at: number): number {
  return yearly.method === 'weights' ? (yearly.thousandths[at] ?? 0) : 1
}
