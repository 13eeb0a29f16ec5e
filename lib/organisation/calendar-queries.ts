import { asc, between } from 'drizzle-orm'
import { calendarDays } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { type CalendarDay, publishedCalendar } from './published-calendar'

export interface CalendarYear {
  year: number
  days: CalendarDay[]
  /** The paper whose days could be taken over, and how many of them are missing; null if none. */
  published: { source: string; missing: number } | null
}

/** The days of one year that differ from Monday–Friday work. */
export async function calendarYear(ctx: ViewerContext, year: number): Promise<CalendarYear> {
  const days = await ctx.db
    .select()
    .from(calendarDays)
    .where(between(calendarDays.day, `${year}-01-01`, `${year}-12-31`))
    .orderBy(asc(calendarDays.day))
  const published = publishedCalendar(year)
  const known = new Set(days.map((day) => day.day))
  return {
    year,
    days,
    published: published && {
      source: published.source,
      missing: published.days.filter((day) => !known.has(day.day)).length,
    },
  }
}
