import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { formVersionStates } from '../enums'
import { id, moment } from './columns'
import { files } from './files'
import { organisations, people } from './organisation'

/** 填报表: a name with versions. */
export const forms = pgTable(
  'forms',
  {
    id: id(),
    name: text().notNull(),
    issuingOrganisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    department: text(),
    createdBy: uuid()
      .notNull()
      .references(() => people.id),
    createdAt: moment().notNull(),
    archivedAt: moment(),
  },
  (t) => [index().on(t.issuingOrganisationId, t.createdAt)],
)

/** A draft changes; a frozen version never does (frozen when a task with it is dispatched). */
export const formVersions = pgTable(
  'form_versions',
  {
    id: id(),
    formId: uuid()
      .notNull()
      .references(() => forms.id),
    version: integer().notNull(),
    /** Fields in order; see lib/forms/schema.ts. */
    definition: jsonb().notNull(),
    state: text({ enum: formVersionStates }).notNull(),
    /** Counts the changes of a draft: an edit names the one it saw. */
    revision: integer().notNull().default(1),
    /** The workbook in whose layout the compiled table is exported. */
    layoutFileId: uuid().references(() => files.id),
    changedBy: uuid()
      .notNull()
      .references(() => people.id),
    changedAt: moment().notNull(),
    frozenAt: moment(),
  },
  (t) => [unique().on(t.formId, t.version), index().on(t.layoutFileId)],
)

/** What was filled in with one hand-in. Insert-only: a later hand-in has its own. */
export const formReports = pgTable(
  'form_reports',
  {
    /** The hand-in (submissions.id); no foreign key, forms come before tasks. */
    submissionId: uuid().primaryKey(),
    formVersionId: uuid()
      .notNull()
      .references(() => formVersions.id),
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    /** Period the values speak of. */
    period: text().notNull(),
    /** Field key → value; numbers as decimal strings, never floats. */
    values: jsonb().notNull(),
    at: moment().notNull(),
  },
  (t) => [index().on(t.formVersionId, t.organisationId), index().on(t.organisationId, t.period)],
)

export const formReportFiles = pgTable(
  'form_report_files',
  {
    submissionId: uuid()
      .notNull()
      .references(() => formReports.submissionId),
    fileId: uuid()
      .notNull()
      .references(() => files.id),
  },
  (t) => [primaryKey({ columns: [t.submissionId, t.fileId] }), index().on(t.fileId)],
)

/** 已知数据: what an approved report has published under a key (seams.md 11). */
export const knownValues = pgTable(
  'known_values',
  {
    id: id(),
    key: text().notNull(),
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    period: text().notNull(),
    value: jsonb().notNull(),
    sourceType: text().notNull(),
    sourceId: uuid().notNull(),
    publishedAt: moment().notNull(),
    /** A later publication under the same key and period takes its place. */
    supersededAt: moment(),
  },
  (t) => [
    index().on(t.organisationId, t.key, t.period),
    index('known_values_standing_index')
      .on(t.key, t.organisationId)
      .where(sql`superseded_at is null`),
  ],
)
