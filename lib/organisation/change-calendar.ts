import { eq } from 'drizzle-orm'
import type { CalendarDayKind } from '@/db/enums'
import { calendarDays } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { publishedCalendar } from './published-calendar'

/**
 * Takes over the published arrangement of a year. Days that were set by hand stay as they are.
 * @returns number of days added
 * @throws DomainError invalid for a year that is not known to us
 */
export async function loadPublishedYear(
  ctx: ViewerContext,
  input: { year: number },
): Promise<{ year: number; added: number }> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'calendar.change')
    const published = publishedCalendar(input.year)
    if (!published) {
      throw invalid(`系统里还没有 ${input.year} 年的放假安排，请按公布的通知逐日添加。`)
    }
    const added = await tx.db
      .insert(calendarDays)
      .values(published.days)
      .onConflictDoNothing()
      .returning({ day: calendarDays.day })
    tx.record({
      action: 'calendar.load',
      subjectType: 'calendar',
      subjectId: String(input.year),
      detail: { added: added.length, source: published.source },
    })
    return { year: input.year, added: added.length }
  })
}

/** Sets one day as a holiday or as a working day; setting it again changes it. */
export async function setCalendarDay(
  ctx: ViewerContext,
  input: { day: string; kind: CalendarDayKind; name: string },
): Promise<{ day: string }> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'calendar.change')
    const { day, kind, name } = input
    await tx.db
      .insert(calendarDays)
      .values(input)
      .onConflictDoUpdate({ target: calendarDays.day, set: { kind, name } })
    tx.record({
      action: 'calendar.set',
      subjectType: 'calendar',
      subjectId: day,
      detail: { kind, name },
    })
    return { day }
  })
}

/**
 * Takes a day out of the list: it follows Monday–Friday again.
 * @throws DomainError conflict when it was not in the list
 */
export async function clearCalendarDay(
  ctx: ViewerContext,
  input: { day: string },
): Promise<{ day: string }> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'calendar.change')
    const [cleared] = await tx.db
      .delete(calendarDays)
      .where(eq(calendarDays.day, input.day))
      .returning()
    if (!cleared) {
      throw conflict('这一天不在日历里，可能已被移除。请刷新页面。')
    }
    tx.record({
      action: 'calendar.clear',
      subjectType: 'calendar',
      subjectId: input.day,
      detail: { kind: cleared.kind, name: cleared.name },
    })
    return { day: input.day }
  })
}
