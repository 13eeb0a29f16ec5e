import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { postKinds, rosterImportStates, termDateMeanings } from '../enums'
import { id, moment } from './columns'
import { organisations, people } from './organisation'

// What the office keeps about organisations: saved groups, roster imports, handovers of posts.

/** A saved choice of recipients. */
export const organisationGroups = pgTable('organisation_groups', {
  id: id(),
  name: text().notNull(),
  createdBy: uuid()
    .notNull()
    .references(() => people.id),
  createdAt: moment().notNull(),
})

export const organisationGroupMembers = pgTable(
  'organisation_group_members',
  {
    groupId: uuid()
      .notNull()
      .references(() => organisationGroups.id, { onDelete: 'cascade' }),
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.organisationId] })],
)

/** One upload of the office export, between preview and commit. */
export const rosterImports = pgTable('roster_imports', {
  id: id(),
  fileName: text().notNull(),
  uploadedBy: uuid()
    .notNull()
    .references(() => people.id),
  createdAt: moment().notNull(),
  state: text({ enum: rosterImportStates }).notNull(),
  /** The cells as read, with the fixes made in the browser applied. Phone cells are encrypted. */
  workbook: jsonb().notNull(),
  /** Number of fixes so far; an edit names the version it was made on. */
  version: integer().notNull().default(0),
  termDateMeaning: text({ enum: termDateMeanings }),
  committedAt: moment(),
})

/** What the leaver of a post handed over; printed as 交接清单. Insert-only. */
export const handovers = pgTable(
  'handovers',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    post: text({ enum: postKinds }).notNull(),
    fromPersonId: uuid()
      .notNull()
      .references(() => people.id),
    toPersonId: uuid().references(() => people.id),
    at: moment().notNull(),
    recordedBy: uuid().references(() => people.id),
    /** The open assignments of that moment: `[{assignmentId, title, state, dueAt}]`. */
    items: jsonb().notNull(),
  },
  (t) => [index().on(t.organisationId)],
)
