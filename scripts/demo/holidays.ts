import type { CalendarDayKind } from '@/db/enums'
import { addDays, type Calendar, type Day } from '@/lib/period'

export interface CalendarDay {
  day: Day
  kind: CalendarDayKind
  name: string
}

// Public holidays of 2026 as published by the State Council; a year is added when it is published.
const holidays: readonly [name: string, from: Day, to: Day][] = [
  ['元旦', '2026-01-01', '2026-01-03'],
  ['春节', '2026-02-15', '2026-02-23'],
  ['清明节', '2026-04-04', '2026-04-06'],
  ['劳动节', '2026-05-01', '2026-05-05'],
  ['端午节', '2026-06-19', '2026-06-21'],
  ['中秋节', '2026-09-25', '2026-09-27'],
  ['国庆节', '2026-10-01', '2026-10-07'],
]

const workdays: readonly [name: string, day: Day][] = [
  ['元旦调休上班', '2026-01-04'],
  ['春节调休上班', '2026-02-14'],
  ['春节调休上班', '2026-02-28'],
  ['劳动节调休上班', '2026-05-09'],
  ['国庆节调休上班', '2026-09-20'],
  ['国庆节调休上班', '2026-10-10'],
]

/** The days that differ from Monday–Friday work. */
export function publishedCalendar(): CalendarDay[] {
  const off = holidays.flatMap(([name, from, to]) => {
    const days: CalendarDay[] = []
    for (let day = from; day <= to; day = addDays(day, 1)) {
      days.push({ day, kind: 'holiday', name })
    }
    return days
  })
  return [...off, ...workdays.map(([name, day]) => ({ day, kind: 'workday' as const, name }))]
}

/** The same as the look-up that working days are counted by. */
export function calendarOf(days: readonly CalendarDay[]): Calendar {
  return new Map(days.map(({ day, ...rest }) => [day, rest]))
}
