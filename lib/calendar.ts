import type { Db } from '@/db/client'
import { calendarDays } from '@/db/schema'
import type { Calendar } from './period'

/** Public holidays and 调休 working days, kept as data by the system administrator. */
export async function loadCalendar(db: Db): Promise<Calendar> {
  const rows = await db.select().from(calendarDays)
  return new Map(rows.map((row) => [row.day, { kind: row.kind, name: row.name }]))
}
