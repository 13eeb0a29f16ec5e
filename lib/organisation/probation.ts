import type { Day } from '@/lib/period'

/* 预备期 by 党章第七条 and 发展党员工作细则: one year; once extended, by half a year to a year. */

/** The day so many months later; the last of that month where it has no such day. */
export function addMonths(day: Day, count: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year, month + count, 0))
  const kept = Math.min(date, lastOfMonth.getUTCDate())
  return `${lastOfMonth.toISOString().slice(0, 8)}${String(kept).padStart(2, '0')}`
}

/** When the ordinary 预备期 ends that began on a day. */
export function probationEnd(since: Day): Day {
  return addMonths(since, 12)
}

/** The first and the last day to which it may be extended. */
export function extensionRange(endsOn: Day): { from: Day; to: Day } {
  return { from: addMonths(endsOn, 6), to: addMonths(endsOn, 12) }
}

/** 入党日期 where it is known to the day: 预备期 began then. */
export function joiningDay(joinedOn: string | null): Day | null {
  return joinedOn && /^\d{4}-\d{2}-\d{2}$/.test(joinedOn) ? joinedOn : null
}
