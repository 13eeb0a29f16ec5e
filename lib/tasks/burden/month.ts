import { addDays, type Day, dayOf, type Period, periodOf } from '@/lib/period'

/** Key of the month a day lies in, e.g. `2026M09`. */
export function monthOf(day: Day): string {
  return `${day.slice(0, 4)}M${day.slice(5, 7)}`
}

/** A month with the ones it is held against. */
export interface ComparedMonths {
  now: Period
  before: Period
  yearAgo: Period
  /** Key of the next month, or null when that has not begun. */
  next: string | null
}

/** The month of an address, this month where it names none or one that has not begun. */
export function comparedMonths(asked: string | undefined, at: Date): ComparedMonths {
  const present = monthOf(dayOf(at))
  const now = periodOf(asked && asked <= present ? asked : present)
  const next = monthOf(now.to)
  return {
    now,
    before: periodOf(monthOf(addDays(now.from, -1))),
    yearAgo: periodOf(`${Number(now.key.slice(0, 4)) - 1}${now.key.slice(4)}`),
    next: next <= present ? next : null,
  }
}
