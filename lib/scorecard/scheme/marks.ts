import { isRecord, TableFault, textOf } from './json-node'

/** Marks in integer hundredths of a point, from the ways published tables write them. */

const limit = 1_000_000
const number = /[-−]?\d+(?:\.\d+)?/g
const nothing = /^(?:[-—–/]|无|空|未定|待定|未写明|酌情|视情|视情节|见细则|n\/a)?$/i

/**
 * Exact hundredths of a decimal text such as `-0.05`.
 * @throws TableFault when it has more than two decimals or is out of all proportion
 */
export function exactHundredths(text: string): number {
  const match = /^([-−+]?)(\d{1,7})(?:\.(\d+))?$/.exec(text)
  if (!match) {
    throw new TableFault(`分值“${text}”不是能读懂的数`)
  }
  const [, sign, whole = '0', fraction = ''] = match
  if (fraction.replace(/0+$/, '').length > 2) {
    throw new TableFault(`分值“${text}”多于两位小数，请改为最多两位`)
  }
  const size = Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'))
  if (size > limit) {
    throw new TableFault(`分值“${text}”太大`)
  }
  return size === 0 ? 0 : sign === '-' || sign === '−' ? -size : size
}

/**
 * Marks as a table writes them: `2`, `"2分"`, `"每次扣0.5分"`; null where no figure is given.
 * A text that takes (扣2) keeps its sign: the operator says in which direction it counts.
 * @throws TableFault for what is no single figure
 */
export function marksOf(value: unknown): number | null {
  if (value === undefined || value === null) {
    return null
  }
  if (typeof value === 'number') {
    return exactHundredths(String(value))
  }
  if (typeof value !== 'string') {
    throw new TableFault('分值的写法读不懂')
  }
  const text = textOf(value)
  if (nothing.test(text)) {
    return null
  }
  const found = text.match(number) ?? []
  const [first] = found
  if (found.length !== 1 || first === undefined || /[%％]/.test(text)) {
    throw new TableFault(`分值“${text}”不是一个数`)
  }
  const isSigned = text.indexOf(first) === 0
  return exactHundredths(isSigned ? first : first.replace(/^[-−]/, ''))
}

/** Marks without sign; null where no figure is given or where it is nothing. */
export function amountOf(value: unknown): number | null {
  const marks = marksOf(value)
  return marks === null || marks === 0 ? null : Math.abs(marks)
}

/** A range as a table writes it: `"1-3分"`, `[1, 3]`, `{min, max}`; null when it is none. */
export function rangeOf(value: unknown): { from: number; to: number } | null {
  const ends = rangeEnds(value)
  if (!ends) {
    return null
  }
  const [one, other] = [Math.abs(ends[0]), Math.abs(ends[1])]
  // Of a range of deductions (-3 to -1) the smaller size is the lower end.
  return ends[0] < 0 || ends[1] < 0
    ? { from: Math.min(one, other), to: Math.max(one, other) }
    : { from: one, to: other }
}

function rangeEnds(value: unknown): [number, number] | null {
  if (Array.isArray(value) && value.length === 2) {
    const [one, other] = [marksOf(value[0]), marksOf(value[1])]
    return one === null || other === null ? null : [one, other]
  }
  if (isRecord(value)) {
    return rangeEnds([value.min ?? value.from ?? 0, value.max ?? value.to])
  }
  const match = /(\d+(?:\.\d+)?)\s*分?\s*(?:[-—–~～]+|至|到)\s*(\d+(?:\.\d+)?)/.exec(textOf(value))
  return match ? [exactHundredths(match[1] ?? ''), exactHundredths(match[2] ?? '')] : null
}

/** Percentage in hundredths of a percent from `90`, `0.9`, `"90%"`; null when not given. */
export function percentOf(value: unknown, isRatio = false): number | null {
  const text = textOf(value)
  if (text === '') {
    return null
  }
  const match = /^[<>≤≥]?=?\s*(\d+(?:\.\d+)?)\s*(%?)$/.exec(text)
  if (!match) {
    throw new TableFault(`比率“${text}”读不懂`)
  }
  const [, figure = '', sign] = match
  if (sign === '%' || !isRatio) {
    return exactHundredths(figure)
  }
  const [whole = '0', fraction = ''] = figure.split('.')
  return exactHundredths(shiftedByTwo(whole, fraction))
}

function shiftedByTwo(whole: string, fraction: string): string {
  const digits = fraction.padEnd(2, '0')
  const rest = digits.slice(2)
  return `${Number(whole + digits.slice(0, 2))}${rest === '' ? '' : `.${rest}`}`
}

/** Hundredths as a plain figure without needless zeros: 50 → 0.5, -200 → -2. */
export function plainFigure(hundredths: number): string {
  const digits = String(Math.abs(hundredths)).padStart(3, '0')
  const fraction = digits.slice(-2).replace(/0+$/, '')
  const figure = fraction === '' ? digits.slice(0, -2) : `${digits.slice(0, -2)}.${fraction}`
  return hundredths < 0 ? `-${figure}` : figure
}
