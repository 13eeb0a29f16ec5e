import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { complaintKinds, complaintStates } from '../enums'
import { id, moment } from './columns'
import { people } from './organisation'

/** 意见与投诉, straight to the sponsoring office. */
export const complaints = pgTable(
  'complaints',
  {
    id: id(),
    number: text().notNull().unique(),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    kind: text({ enum: complaintKinds }).notNull(),
    text: text().notNull(),
    state: text({ enum: complaintStates }).notNull(),
    createdAt: moment().notNull(),
  },
  (t) => [index().on(t.personId), index().on(t.state, t.createdAt)],
)

/** Each movement of a complaint, seen by whoever made it. */
export const complaintSteps = pgTable(
  'complaint_steps',
  {
    id: id(),
    complaintId: uuid()
      .notNull()
      .references(() => complaints.id),
    state: text({ enum: complaintStates }).notNull(),
    words: text().notNull(),
    byId: uuid()
      .notNull()
      .references(() => people.id),
    at: moment().notNull(),
  },
  (t) => [index().on(t.complaintId)],
)
