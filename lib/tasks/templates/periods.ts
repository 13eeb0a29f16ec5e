import type { Recurrence } from '@/db/enums'
import { formatPeriod } from '@/lib/format'
import { addDays, type Day, type Period, periodOf, quarterOf } from '@/lib/period'

/** What repeats at all. */
export type Recurring = Exclude<Recurrence, 'none'>

/** Key of the period of a recurrence that a day lies in: `2026M09`, `2026Q3`, `2026`. */
export function periodKeyOf(recurrence: Recurring, day: Day): string {
  switch (recurrence) {
    case 'monthly':
      return `${day.slice(0, 4)}M${day.slice(5, 7)}`
    case 'quarterly':
      return quarterOf(day)
    case 'yearly':
      return day.slice(0, 4)
  }
}

/** The key after a key, of the same length of period. */
export function nextPeriodKey(recurrence: Recurring, key: string): string {
  return periodKeyOf(recurrence, periodOf(key).to)
}

/** The key of the very period before, of the same length: of `2026Q1` it is `2025Q4`. */
export function previousPeriodKey(key: string): string {
  return periodKeyOf(recurrenceOf(key), addDays(periodOf(key).from, -1))
}

/** Every period of a recurrence that begins in a year, in order. */
export function periodsOfYear(recurrence: Recurring, year: number): Period[] {
  const periods: Period[] = []
  for (let key = periodKeyOf(recurrence, `${year}-01-01`); key.startsWith(`${year}`); ) {
    periods.push(periodOf(key))
    key = nextPeriodKey(recurrence, key)
  }
  return periods
}

/** Whether a day lies in a period, `[from, to)`. */
export function isWithin(key: string, day: Day): boolean {
  const { from, to } = periodOf(key)
  return from <= day && day < to
}

/** How the recurrence that a key belongs to repeats. */
export function recurrenceOf(key: string): Recurring {
  return key.includes('M') ? 'monthly' : key.includes('Q') ? 'quarterly' : 'yearly'
}

/** The period of each recurrence that a day lies in, in words; what does not repeat goes by the month. */
export function periodWords(day: Day): Record<Recurrence, string> {
  const words = (recurrence: Recurring) => formatPeriod(periodKeyOf(recurrence, day))
  return {
    none: words('monthly'),
    monthly: words('monthly'),
    quarterly: words('quarterly'),
    yearly: words('yearly'),
  }
}
