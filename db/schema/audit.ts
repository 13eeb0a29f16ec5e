import { bigint, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns'

/**
 * The hash-chained record of every write. No foreign keys on purpose: the record outlives what it
 * speaks of. Insert-only by trigger; personal data appears as references.
 */
export const auditEntries = pgTable(
  'audit_entries',
  {
    seq: bigint({ mode: 'number' }).primaryKey(),
    at: moment().notNull(),
    /** A person, or null for the system. */
    actorId: uuid(),
    requestId: text().notNull(),
    action: text().notNull(),
    subjectType: text().notNull(),
    subjectId: text().notNull(),
    detail: jsonb().notNull(),
    prevHash: text().notNull().unique(),
    hash: text().notNull().unique(),
  },
  (t) => [index().on(t.subjectId), index().on(t.actorId, t.seq), index().on(t.action, t.seq)],
)
