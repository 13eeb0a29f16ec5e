import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { proposalStates, requirementSources, requirementStates } from '../enums'
import { day, id, moment } from './columns'
import { files } from './files'
import { organisations, people } from './organisation'
import { planMilestones } from './plan'

/** 立项: a numbered demand from above or from within that tasks stand on. */
export const requirements = pgTable(
  'requirements',
  {
    id: id(),
    /** 立项编号, e.g. 2026-012. */
    number: text().notNull().unique(),
    source: text({ enum: requirementSources }).notNull(),
    /** 文号, number of the minutes, or name of the leader and date of the instruction. */
    reference: text(),
    receivedOn: day().notNull(),
    title: text().notNull(),
    content: text().notNull(),
    dueOn: day(),
    issuingOrganisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    department: text(),
    state: text({ enum: requirementStates }).notNull(),
    version: integer().notNull().default(1),
    createdBy: uuid()
      .notNull()
      .references(() => people.id),
    createdAt: moment().notNull(),
    /** 销号, with the result in words. */
    closedBy: uuid().references(() => people.id),
    closedAt: moment(),
    result: text(),
  },
  (t) => [index().on(t.state, t.createdAt), index().on(t.source, t.createdAt)],
)

export const requirementFiles = pgTable(
  'requirement_files',
  {
    requirementId: uuid()
      .notNull()
      .references(() => requirements.id),
    fileId: uuid()
      .notNull()
      .references(() => files.id),
  },
  (t) => [primaryKey({ columns: [t.requirementId, t.fileId] }), index().on(t.fileId)],
)

/** 需求: what a branch or department proposes; merged, adopted, or declined with a reason. */
export const proposals = pgTable(
  'proposals',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    department: text(),
    title: text().notNull(),
    content: text().notNull(),
    state: text({ enum: proposalStates }).notNull(),
    byId: uuid()
      .notNull()
      .references(() => people.id),
    at: moment().notNull(),
    /** The proposal it was merged into. */
    mergedIntoId: uuid().references((): AnyPgColumn => proposals.id),
    /** What became of it: a numbered requirement (from which tasks follow) or a milestone. */
    requirementId: uuid().references(() => requirements.id),
    milestoneId: uuid().references(() => planMilestones.id),
    decidedBy: uuid().references(() => people.id),
    decidedAt: moment(),
    /** The answer the proposer reads. */
    answer: text(),
  },
  (t) => [
    index().on(t.state, t.at),
    index().on(t.organisationId, t.at),
    index('proposals_merged_index').on(t.mergedIntoId).where(sql`merged_into_id is not null`),
    index('proposals_requirement_index').on(t.requirementId).where(sql`requirement_id is not null`),
  ],
)
