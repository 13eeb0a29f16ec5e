import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { taskStates } from '../enums'
import { day, id, moment } from './columns'
import { files } from './files'
import { organisations, people } from './organisation'

export const tasks = pgTable(
  'tasks',
  {
    id: id(),
    title: text().notNull(),
    requirement: text().notNull(),
    /** The paper the task stands on, e.g. 西岭信通党〔2026〕18号. */
    basis: text(),
    issuingOrganisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    /** 归口部门 in whose name it goes out. */
    department: text(),
    createdBy: uuid()
      .notNull()
      .references(() => people.id),
    createdAt: moment().notNull(),
    startsOn: day().notNull(),
    dueAt: moment().notNull(),
    isEvidenceRequired: boolean().notNull(),
    /** Whether its evaluation carries points; frozen at dispatch and said on the dispatch page. */
    isScored: boolean().notNull().default(true),
    /** Reviews where every issuing officer belongs to the branch himself (异人审核). */
    alternateReviewerId: uuid().references(() => people.id),
    /** Counts the changes of a draft: an edit and a dispatch name the version they saw. */
    version: integer().notNull().default(1),
    /** Least time a returned branch keeps, in working days. */
    reworkAllowanceDays: integer().notNull().default(1),
    /** Estimated minutes of work for one branch, shown before the button is pressed. */
    estimatedMinutes: integer(),
    /** The choice of recipients while a draft; see lib/tasks/schema.ts. */
    recipients: jsonb().notNull(),
    state: text({ enum: taskStates }).notNull(),
    dispatchedAt: moment(),
    closedAt: moment(),
    cancelledAt: moment(),
    cancelReason: text(),
  },
  (t) => [
    index().on(t.state, t.dueAt),
    index().on(t.createdBy, t.state),
    index('tasks_alternate_index')
      .on(t.alternateReviewerId)
      .where(sql`alternate_reviewer_id is not null`),
  ],
)

export const taskAttachments = pgTable(
  'task_attachments',
  {
    taskId: uuid()
      .notNull()
      .references(() => tasks.id),
    fileId: uuid()
      .notNull()
      .references(() => files.id),
  },
  (t) => [primaryKey({ columns: [t.taskId, t.fileId] }), index().on(t.fileId)],
)

/** 流程节点: the ordered parts of a task. A plain task has one. */
export const taskNodes = pgTable(
  'task_nodes',
  {
    id: id(),
    taskId: uuid()
      .notNull()
      .references(() => tasks.id),
    position: integer().notNull(),
    title: text().notNull(),
    dueAt: moment().notNull(),
  },
  (t) => [unique().on(t.taskId, t.position)],
)

/** The versioned server copy of what somebody is writing. Not audited. */
export const drafts = pgTable(
  'drafts',
  {
    personId: uuid()
      .notNull()
      .references(() => people.id),
    /** What is being written, e.g. `submission:<stepId>`. */
    key: text().notNull(),
    version: integer().notNull(),
    body: jsonb().notNull(),
    updatedAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.key] })],
)
