import type { CalendarDayKind } from '@/db/enums'
import { addDays, type Day } from '@/lib/period'

export interface CalendarDay {
  day: Day
  kind: CalendarDayKind
  name: string
}

interface PublishedYear {
  year: number
  /** The paper it stands on. */
  source: string
  holidays: readonly (readonly [name: string, from: Day, to: Day])[]
  workdays: readonly (readonly [name: string, day: Day])[]
}

/** The arrangements of public holidays as published; a year is added when it is published. */
const publishedYears: readonly PublishedYear[] = [
  {
    year: 2026,
    source: '国务院办公厅关于2026年部分节假日安排的通知（2025年11月4日）',
    holidays: [
      ['元旦', '2026-01-01', '2026-01-03'],
      ['春节', '2026-02-15', '2026-02-23'],
      ['清明节', '2026-04-04', '2026-04-06'],
      ['劳动节', '2026-05-01', '2026-05-05'],
      ['端午节', '2026-06-19', '2026-06-21'],
      ['中秋节', '2026-09-25', '2026-09-27'],
      ['国庆节', '2026-10-01', '2026-10-07'],
    ],
    workdays: [
      ['元旦调休上班', '2026-01-04'],
      ['春节调休上班', '2026-02-14'],
      ['春节调休上班', '2026-02-28'],
      ['劳动节调休上班', '2026-05-09'],
      ['国庆节调休上班', '2026-09-20'],
      ['国庆节调休上班', '2026-10-10'],
    ],
  },
]

/** The days of a year that differ from Monday–Friday work, and their source; null if not published. */
export function publishedCalendar(year: number): { source: string; days: CalendarDay[] } | null {
  const published = publishedYears.find((one) => one.year === year)
  if (!published) {
    return null
  }
  const off = published.holidays.flatMap(([name, from, to]) => {
    const days: CalendarDay[] = []
    for (let day = from; day <= to; day = addDays(day, 1)) {
      days.push({ day, kind: 'holiday', name })
    }
    return days
  })
  const on = published.workdays.map(([name, day]) => ({ day, kind: 'workday' as const, name }))
  return { source: published.source, days: [...off, ...on] }
}
