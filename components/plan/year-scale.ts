import { type Day, daysBetween, periodOf } from '@/lib/period'

/** Where days lie on the axis of a year, in per cent of its width. */
export interface YearScale {
  /** Of the beginning of a day, kept within the year. */
  at: (day: Day) => number
  months: { label: string; from: number; to: number }[]
}

/** The scale of a year, from 1 January to the last day. */
export function yearScale(year: number): YearScale {
  const { from, to } = periodOf(String(year))
  const days = daysBetween(from, to)
  const at = (day: Day) => Math.min(100, Math.max(0, (daysBetween(from, day) / days) * 100))
  return {
    at,
    months: Array.from({ length: 12 }, (_, index) => {
      const month = periodOf(`${year}M${String(index + 1).padStart(2, '0')}`)
      return { label: `${index + 1}月`, from: at(month.from), to: at(month.to) }
    }),
  }
}
