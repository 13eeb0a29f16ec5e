import { firstOf, type JsonRecord, TableFault } from './json-node'
import { marksOf, rangeOf } from './marks'
import { amount, type Reader } from './rule-reader'
import { amountKeys } from './table-keys'

/** An amount given as a range (1-3分) makes a ranged rule of a plain one. */
export function plain(
  op: 'deduct_per_event' | 'deduct_fixed' | 'deduct_late' | 'add_per_event',
): Reader {
  return (rule, shared, around) => {
    const range = rangeOf(firstOf(rule, amountKeys))
    return range
      ? ranged(op === 'add_per_event' ? 'add_range' : 'deduct_range')(rule, shared, around)
      : { op, ...shared, hundredths: amount(rule) }
  }
}

/** A rule with a range; without one the amount is at discretion. */
export function ranged(op: 'deduct_range' | 'add_range'): Reader {
  return (rule, shared) => {
    const inWords = firstOf(rule, ['range', ...amountKeys])
    const range = rangeOf(inWords) ?? endsOf(rule)
    if (range === null) {
      const all = op === 'add_range' ? 'add_discretion' : 'deduct_discretion'
      return { op: all, ...shared, toHundredths: amount(rule) }
    }
    if (range.from > range.to) {
      throw new TableFault('区间的下限大于上限')
    }
    return { op, ...shared, fromHundredths: range.from, toHundredths: range.to }
  }
}

function endsOf(rule: JsonRecord): { from: number; to: number } | null {
  const lower = marksOf(firstOf(rule, ['min', 'from', 'low', 'lower', '下限']))
  const upper = marksOf(firstOf(rule, ['max', 'to', 'high', 'upper', '上限']))
  if (upper === null) {
    return null
  }
  const isNegative = upper < 0 || (lower ?? 0) < 0
  const [from, to] = [Math.abs(lower ?? 0), Math.abs(upper)]
  return isNegative ? { from: Math.min(from, to), to: Math.max(from, to) } : { from, to }
}

/** An amount at discretion; a range makes a ranged rule of it. */
export function discretion(op: 'deduct_discretion' | 'add_discretion'): Reader {
  return (rule, shared, around) => {
    const range = rangeOf(firstOf(rule, ['range', ...amountKeys]))
    if (range) {
      const isAdding = op === 'add_discretion'
      return ranged(isAdding ? 'add_range' : 'deduct_range')(rule, shared, around)
    }
    const ends = endsOf(rule)
    return { op, ...shared, toHundredths: ends?.to ?? amount(rule) }
  }
}

/** Without an amount for each, what is added is at discretion up to the limit. */
export const addCapped: Reader = (rule, shared) => {
  const hundredths = amount(rule)
  return hundredths === null
    ? { op: 'add_discretion', ...shared, toHundredths: shared.capHundredths }
    : { op: 'add_capped', ...shared, hundredths }
}
