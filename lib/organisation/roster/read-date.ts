import { type RosterCell, tidy } from './workbook'

/** A date to the precision known (`1949-06` or `1949-06-14`), or why it cannot be told. */
export type DateReading =
  | { value: string | null; problem?: undefined }
  | { value?: undefined; problem: string; suggestion: string | null }

const written = /^(\d{4})(?:[.\-/]|年)(\d{1,2})(?:月份?)?(?:(?:[.\-/]|(?<=月))(\d{1,2})日?)?$/
const digitsOnly = /^(\d{4})(\d{2})(\d{2})?$/

/** Reads a date in any form the offices write: 1949.6, 1960年7月, 1966/02/20, 196607, Excel dates. */
export function readDate(cell: RosterCell | undefined): DateReading {
  const text = tidy(cell?.text)
    .replace(/ /g, '')
    .replace(/[．。·]/g, '.')
    .replace(/[‐-―－]/g, '-')
  if (text === '' || /^[-/]$/.test(text)) {
    return { value: null }
  }
  if (cell?.kind === 'number' && /^\d{4}\.1$/.test(text)) {
    return {
      problem: `“${text}”是数字格式，分不清是 1 月还是 10 月`,
      suggestion: `按文本填写 ${text.slice(0, 4)}-01 或 ${text.slice(0, 4)}-10`,
    }
  }
  const match = written.exec(text.replace(/\.$/, '')) ?? digitsOnly.exec(text)
  const value = match ? compose(match[1], match[2], match[3]) : undefined
  return value
    ? { value }
    : { problem: `“${text.slice(0, 30)}”读不出日期`, suggestion: '按 1960-07 或 1960-07-14 填写' }
}

function compose(year = '', month = '', day?: string): string | undefined {
  const y = Number(year)
  const m = Number(month)
  if (y < 1900 || y > 2100 || m < 1 || m > 12) {
    return undefined
  }
  const start = `${year}-${String(m).padStart(2, '0')}`
  if (day === undefined) {
    return start
  }
  const d = Number(day)
  const lastDay = new Date(Date.UTC(y, m, 0)).getUTCDate()
  return d >= 1 && d <= lastDay ? `${start}-${String(d).padStart(2, '0')}` : undefined
}

/** The first day a date can mean: `1949-06` → `1949-06-01`. */
export function earliestDay(date: string): string {
  return date.length === 7 ? `${date}-01` : date
}

/** The last day a date can mean: `1949-06` → `1949-06-30`. */
export function latestDay(date: string): string {
  if (date.length !== 7) {
    return date
  }
  const last = new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0))
  return last.toISOString().slice(0, 10)
}

/** A date some years later, in the same precision; 29 February becomes the 28th. */
export function addYears(date: string, years: number): string {
  const moved = `${Number(date.slice(0, 4)) + years}${date.slice(4)}`
  return moved.endsWith('-02-29') && latestDay(moved.slice(0, 7)) < moved
    ? `${moved.slice(0, 7)}-28`
    : moved
}

/** 填报日期 from a title line such as `填报日期：2026年9月30日`. */
export function reportedDay(text: string): string | null {
  const match = /填报(?:日期|时间)[:：]?(\d{4}[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?)/.exec(
    tidy(text).replace(/ /g, ''),
  )
  return match?.[1] ? (readDate({ text: match[1], kind: 'text' }).value ?? null) : null
}
