/** Days, quarters and working days in Asia/Shanghai, which has had one offset since 1991. */

const offset = '+08:00'
const dayMs = 86_400_000

/** A calendar day `YYYY-MM-DD`. */
export type Day = string

export interface Period {
  key: string
  /** First day. */
  from: Day
  /** The day after the last one. */
  to: Day
}

/** The calendar day in Shanghai of a moment. */
export function dayOf(moment: Date): Day {
  return new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}

/** The moment a day begins in Shanghai. */
export function startOfDay(day: Day): Date {
  return new Date(`${day}T00:00:00${offset}`)
}

/** A day and a clock time `HH:MM` in Shanghai. */
export function momentOf(day: Day, time: string): Date {
  return new Date(`${day}T${time}:00${offset}`)
}

/** The day `count` calendar days later (earlier if negative). */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10)
}

/** Number of calendar days from one day to another. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)
}

/** Key of the quarter a day lies in, e.g. `2026Q3`. */
export function quarterOf(day: Day): string {
  return `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}

/**
 * Bounds of a period key: `2026`, `2026Q3` or `2026M09`, a half-open interval of days.
 * @throws Error when the key is none of the three
 */
export function periodOf(key: string): Period {
  const match = /^(\d{4})(?:Q([1-4])|M(0[1-9]|1[0-2]))?$/.exec(key)
  if (!match) {
    throw new Error(`Not a period key: ${key}`)
  }
  const year = Number(match[1])
  const firstMonth = match[2] ? Number(match[2]) * 3 - 2 : match[3] ? Number(match[3]) : 1
  const months = match[2] ? 3 : match[3] ? 1 : 12
  return { key, from: monthStart(year, firstMonth), to: monthStart(year, firstMonth + months) }
}

function monthStart(year: number, month: number): Day {
  return new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10)
}

/** Deviations from Monday–Friday, by day. */
export type Calendar = ReadonlyMap<Day, { kind: 'holiday' | 'workday'; name: string }>

/** Whether people work on this day: 调休 included. */
export function isWorkingDay(day: Day, calendar: Calendar): boolean {
  const exception = calendar.get(day)
  if (exception) {
    return exception.kind === 'workday'
  }
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** The moment `count` working days later at the same clock time; only working days are counted. */
export function addWorkingDays(moment: Date, count: number, calendar: Calendar): Date {
  return moveByWorkingDays(moment, count, 1, calendar)
}

/** The moment `count` working days earlier at the same clock time; only working days are counted. */
export function subtractWorkingDays(moment: Date, count: number, calendar: Calendar): Date {
  return moveByWorkingDays(moment, count, -1, calendar)
}

function moveByWorkingDays(moment: Date, count: number, direction: 1 | -1, calendar: Calendar) {
  const timeOfDay = moment.getTime() - startOfDay(dayOf(moment)).getTime()
  let day = dayOf(moment)
  for (let left = count; left > 0; ) {
    day = addDays(day, direction)
    if (isWorkingDay(day, calendar)) {
      left -= 1
    }
  }
  return new Date(startOfDay(day).getTime() + timeOfDay)
}
