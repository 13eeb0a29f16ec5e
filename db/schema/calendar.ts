import { pgTable, text } from 'drizzle-orm/pg-core'
import { calendarDayKinds } from '../enums'
import { day } from './columns'

/** Days that differ from Monday–Friday work: public holidays and 调休 working days, as data. */
export const calendarDays = pgTable('calendar_days', {
  day: day().primaryKey(),
  kind: text({ enum: calendarDayKinds }).notNull(),
  name: text().notNull(),
})
