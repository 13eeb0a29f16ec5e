import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { entryEffects, factKinds, quarterStates, schemeStates } from '../enums'
import { obligations } from './activities'
import { day, id, moment } from './columns'
import { organisations, people } from './organisation'

/** The only door through which work becomes points (seams.md 6). Insert-only. */
export const facts = pgTable(
  'facts',
  {
    id: id(),
    kind: text({ enum: factKinds }).notNull(),
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    occurredOn: day().notNull(),
    /** Period key, e.g. 2026Q3. */
    period: text().notNull(),
    sourceType: text().notNull(),
    sourceId: uuid().notNull(),
    version: integer().notNull(),
    value: jsonb().notNull(),
    /** The fact this one corrects. */
    supersedesId: uuid().references((): AnyPgColumn => facts.id),
    recordedBy: uuid().references(() => people.id),
    recordedAt: moment().notNull(),
  },
  (t) => [
    unique().on(t.kind, t.sourceType, t.sourceId, t.version),
    index().on(t.organisationId, t.period),
    index('facts_superseded_index').on(t.supersedesId).where(sql`supersedes_id is not null`),
  ],
)

/** 考核办法 of a year. A published version is never changed; a change is the next version. */
export const schemes = pgTable(
  'schemes',
  {
    id: id(),
    committeeId: uuid()
      .notNull()
      .references(() => organisations.id),
    year: integer().notNull(),
    version: integer().notNull(),
    name: text().notNull(),
    /** Shape: lib/scorecard/scheme/schema.ts. */
    document: jsonb().notNull(),
    /** SHA-256 of the canonical document, set when it is published. */
    documentHash: text(),
    /** What differs from the version before, in words. */
    changeNote: text(),
    state: text({ enum: schemeStates }).notNull(),
    /** Counts the edits of a draft; an edit names the one it saw. */
    editVersion: integer().notNull().default(1),
    createdBy: uuid()
      .notNull()
      .references(() => people.id),
    createdAt: moment().notNull(),
    publishedBy: uuid().references(() => people.id),
    publishedAt: moment(),
  },
  (t) => [unique().on(t.committeeId, t.year, t.version)],
)

/** A quarter of the index. The scheme it names is frozen for it from its opening. */
export const scorecardQuarters = pgTable(
  'scorecard_quarters',
  {
    id: id(),
    committeeId: uuid()
      .notNull()
      .references(() => organisations.id),
    /** Period key, e.g. 2026Q3. */
    period: text().notNull(),
    schemeId: uuid()
      .notNull()
      .references(() => schemes.id),
    state: text({ enum: quarterStates }).notNull(),
    /** 1, and one more for every correction after 定稿. */
    revision: integer().notNull().default(1),
    openedBy: uuid()
      .notNull()
      .references(() => people.id),
    openedAt: moment().notNull(),
    selfDueOn: day(),
    preliminaryDueOn: day(),
    /** Last day on which branches may answer, at least two working days after it began. */
    verificationEndsOn: day(),
    publicationStartsOn: day(),
    /** Last day of 公示; appeals are received until its end. */
    publicationEndsOn: day(),
    /** Number of the minutes of the 党委 that approved it. */
    minutesNumber: text(),
    approvedOn: day(),
    frozenAt: moment(),
  },
  (t) => [unique().on(t.committeeId, t.period)],
)

/** The ledger (seams.md 7): insert-only, a trigger refuses update and delete. */
export const scoreEntries = pgTable(
  'score_entries',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    period: text().notNull(),
    /** Version of the rule: task-evaluation@1, or year, version and key of a scheme's: 2026v1:r12. */
    ruleVersion: text().notNull(),
    /** What the entry stands on: an obligation, a fact, or an aggregate. Never null. */
    basisKey: text().notNull(),
    generation: integer().notNull(),
    /** Integer hundredths of a point; a reversal carries the opposite sign. */
    amountHundredths: integer().notNull(),
    effect: text({ enum: entryEffects }).notNull().default('points'),
    /** Null under the built-in rule, while no scheme is in force. */
    quarterId: uuid().references(() => scorecardQuarters.id),
    indicatorKey: text(),
    ruleKey: text(),
    /** The fact it stands on or that caused a reversal; null for an obligation or an aggregate. */
    factId: uuid().references(() => facts.id),
    obligationId: uuid().references(() => obligations.id),
    /** All facts behind an aggregate. */
    sources: uuid().array().notNull().default(sql`'{}'::uuid[]`),
    /** Day it counts for. */
    occurredOn: day(),
    /** Where the evidence is, e.g. {assignmentId, submissionId}. */
    evidence: jsonb().$type<Record<string, string>>().notNull(),
    reversesId: uuid().references((): AnyPgColumn => scoreEntries.id),
    by: uuid().references(() => people.id),
    at: moment().notNull(),
    reason: text().notNull(),
  },
  (t) => [
    index().on(t.organisationId, t.period),
    index().on(t.factId),
    index('score_entries_quarter_index')
      .on(t.quarterId, t.organisationId, t.indicatorKey)
      .where(sql`quarter_id is not null`),
    uniqueIndex('score_entries_generation_index')
      .on(t.organisationId, t.period, t.ruleVersion, t.basisKey, t.generation)
      .where(sql`reverses_id is null`),
    uniqueIndex('score_entries_reversal_index')
      .on(t.reversesId)
      .where(sql`reverses_id is not null`),
  ],
)
