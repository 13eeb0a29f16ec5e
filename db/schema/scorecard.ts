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
import { factKinds } from '../enums'
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
  ],
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
    /** Indicator and version of its rule, e.g. task-evaluation@1. */
    ruleVersion: text().notNull(),
    /** What the entry stands on, e.g. fact:task_evaluation:<assignment>. Never null. */
    basisKey: text().notNull(),
    generation: integer().notNull(),
    /** Integer hundredths of a point; a reversal carries the opposite sign. */
    amountHundredths: integer().notNull(),
    factId: uuid()
      .notNull()
      .references(() => facts.id),
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
    uniqueIndex('score_entries_generation_index')
      .on(t.organisationId, t.period, t.ruleVersion, t.basisKey, t.generation)
      .where(sql`reverses_id is null`),
    uniqueIndex('score_entries_reversal_index')
      .on(t.reversesId)
      .where(sql`reverses_id is not null`),
  ],
)
