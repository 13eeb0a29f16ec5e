import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns'
import { people } from './organisation'

/** What the office may set without a developer; keys and shapes are in lib/settings. */
export const settings = pgTable('settings', {
  key: text().primaryKey(),
  value: jsonb().notNull(),
  changedBy: uuid().references(() => people.id),
  changedAt: moment().notNull(),
})
