import { index, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { meetingStates } from '../enums'
import { day, id, moment } from './columns'
import { organisations, people } from './organisation'
import { scoreSnapshots } from './quarters'
import { scorecardQuarters } from './scorecard'
import { tasks } from './tasks'

/** 评议会 of a quarter, held on a snapshot. */
export const reviewMeetings = pgTable(
  'review_meetings',
  {
    id: id(),
    quarterId: uuid()
      .notNull()
      .references(() => scorecardQuarters.id),
    snapshotId: uuid()
      .notNull()
      .references(() => scoreSnapshots.id),
    state: text({ enum: meetingStates }).notNull(),
    heldOn: day().notNull(),
    place: text(),
    /** Ids of the organisations in the order of the agenda. */
    agenda: jsonb().$type<string[]>().notNull(),
    preparedBy: uuid()
      .notNull()
      .references(() => people.id),
    preparedAt: moment().notNull(),
    openedAt: moment(),
    closedAt: moment(),
    closedBy: uuid().references(() => people.id),
  },
  (t) => [unique().on(t.quarterId, t.snapshotId)],
)

/** Notes of whoever presents, for the second window; never shown on the wall. */
export const reviewNotes = pgTable(
  'review_notes',
  {
    meetingId: uuid()
      .notNull()
      .references(() => reviewMeetings.id),
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    words: text().notNull(),
    byId: uuid()
      .notNull()
      .references(() => people.id),
    at: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.meetingId, t.organisationId] })],
)

/** A decision of the meeting: who does what by when. It becomes a supervised task. */
export const reviewDecisions = pgTable(
  'review_decisions',
  {
    id: id(),
    meetingId: uuid()
      .notNull()
      .references(() => reviewMeetings.id),
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    indicatorKey: text(),
    words: text().notNull(),
    /** Who answers for it; a member of the branch unless the meeting says otherwise. */
    personId: uuid().references(() => people.id),
    dueOn: day().notNull(),
    /** When it was said, by the clock of the meeting room; `at` is when it reached us. */
    decidedAt: moment().notNull(),
    /** Made by the client, perhaps offline; a repeated sync finds the first. */
    requestKey: uuid().notNull().unique(),
    taskId: uuid().references(() => tasks.id),
    byId: uuid()
      .notNull()
      .references(() => people.id),
    at: moment().notNull(),
  },
  (t) => [index().on(t.meetingId, t.organisationId), index().on(t.taskId)],
)
