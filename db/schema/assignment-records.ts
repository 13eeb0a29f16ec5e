import { sql } from 'drizzle-orm'
import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  assignmentChangeKinds,
  declineKinds,
  entryChannels,
  escalationRules,
  grades,
  requestDecisions,
} from '../enums'
import { assignments, steps } from './assignments'
import { id, moment } from './columns'
import { files } from './files'
import { organisations, people } from './organisation'

// What happened to an assignment, one table for each kind of event; a status column only caches it.

/** Columns of an entry that somebody may make for somebody else (代录). */
const proxyColumns = () => ({
  channel: text({ enum: entryChannels }).notNull(),
  /** Who it came from: the person of the branch. */
  byId: uuid()
    .notNull()
    .references(() => people.id),
  /** When it really happened. */
  at: moment().notNull(),
  recordedBy: uuid()
    .notNull()
    .references(() => people.id),
  recordedAt: moment().notNull(),
  proxyReason: text(),
  /** A proxy entry counts at `at` only once the dispatcher has confirmed it. */
  confirmedBy: uuid().references(() => people.id),
  confirmedAt: moment(),
  /** 不予确认: the entry does not count, the branch acts again. */
  rejectedBy: uuid().references(() => people.id),
  rejectedAt: moment(),
  rejectReason: text(),
})

/** 签收: receipt, not consent. */
export const acceptances = pgTable(
  'acceptances',
  {
    id: id(),
    assignmentId: uuid()
      .notNull()
      .references(() => assignments.id),
    ...proxyColumns(),
  },
  (t) => [
    uniqueIndex('acceptances_standing_index').on(t.assignmentId).where(sql`rejected_at is null`),
    index().on(t.assignmentId),
  ],
)

export const delegations = pgTable(
  'delegations',
  {
    id: id(),
    assignmentId: uuid()
      .notNull()
      .references(() => assignments.id),
    toPersonId: uuid()
      .notNull()
      .references(() => people.id),
    byId: uuid()
      .notNull()
      .references(() => people.id),
    at: moment().notNull(),
    note: text(),
  },
  (t) => [index().on(t.assignmentId)],
)

export const submissions = pgTable(
  'submissions',
  {
    id: id(),
    stepId: uuid()
      .notNull()
      .references(() => steps.id),
    version: integer().notNull(),
    text: text().notNull(),
    /** The effective due of the moment of handing in; on time is `at <= effective_due_at`. */
    effectiveDueAt: moment().notNull(),
    /** Made by the client; a retried request finds its first result. */
    requestKey: uuid().notNull(),
    ...proxyColumns(),
  },
  (t) => [
    unique().on(t.stepId, t.version),
    unique().on(t.stepId, t.requestKey),
    index('submissions_recorded_index').on(t.recordedBy).where(sql`channel <> 'online'`),
  ],
)

export const submissionAttachments = pgTable(
  'submission_attachments',
  {
    submissionId: uuid()
      .notNull()
      .references(() => submissions.id),
    fileId: uuid()
      .notNull()
      .references(() => files.id),
  },
  (t) => [primaryKey({ columns: [t.submissionId, t.fileId] }), index().on(t.fileId)],
)

/** 退回, with what has to change. */
export const returns = pgTable('returns', {
  id: id(),
  submissionId: uuid()
    .notNull()
    .unique()
    .references(() => submissions.id),
  reason: text().notNull(),
  byId: uuid()
    .notNull()
    .references(() => people.id),
  at: moment().notNull(),
})

/** 审核通过. */
export const approvals = pgTable('approvals', {
  id: id(),
  submissionId: uuid()
    .notNull()
    .unique()
    .references(() => submissions.id),
  remark: text(),
  byId: uuid()
    .notNull()
    .references(() => people.id),
  at: moment().notNull(),
})

/** 评价: versions, the last one stands; each is a fact of its own. */
export const evaluations = pgTable(
  'evaluations',
  {
    id: id(),
    assignmentId: uuid()
      .notNull()
      .references(() => assignments.id),
    version: integer().notNull(),
    grade: text({ enum: grades }).notNull(),
    /** Integer hundredths of a point; null for a task that does not score. */
    pointsHundredths: integer(),
    remark: text().notNull(),
    byId: uuid()
      .notNull()
      .references(() => people.id),
    at: moment().notNull(),
  },
  (t) => [unique().on(t.assignmentId, t.version)],
)

export const urges = pgTable(
  'urges',
  {
    id: id(),
    assignmentId: uuid()
      .notNull()
      .references(() => assignments.id),
    byId: uuid()
      .notNull()
      .references(() => people.id),
    at: moment().notNull(),
    words: text(),
  },
  (t) => [index().on(t.assignmentId, t.at)],
)

/** What an officer or a reorganisation did to an assignment: 撤销, 不适用, 移交, 收回委托. */
export const assignmentChanges = pgTable(
  'assignment_changes',
  {
    id: id(),
    assignmentId: uuid()
      .notNull()
      .references(() => assignments.id),
    kind: text({ enum: assignmentChangeKinds }).notNull(),
    reason: text().notNull(),
    fromOrganisationId: uuid().references(() => organisations.id),
    toOrganisationId: uuid().references(() => organisations.id),
    /** Null when the system itself acted. */
    byId: uuid().references(() => people.id),
    at: moment().notNull(),
  },
  (t) => [index().on(t.assignmentId)],
)

/** 节点评价: a grade for one node, without points; versions, the last one stands. */
export const stepEvaluations = pgTable(
  'step_evaluations',
  {
    id: id(),
    stepId: uuid()
      .notNull()
      .references(() => steps.id),
    version: integer().notNull(),
    grade: text({ enum: grades }).notNull(),
    remark: text().notNull(),
    byId: uuid()
      .notNull()
      .references(() => people.id),
    at: moment().notNull(),
  },
  (t) => [unique().on(t.stepId, t.version)],
)

/** How a request was answered; all null while it waits. */
const decisionColumns = () => ({
  decision: text({ enum: requestDecisions }),
  decidedBy: uuid().references(() => people.id),
  decidedAt: moment(),
  remark: text(),
})

/** 延期申请: asked before expiry, decided by who issued the task. */
export const extensionRequests = pgTable(
  'extension_requests',
  {
    id: id(),
    stepId: uuid()
      .notNull()
      .references(() => steps.id),
    reason: text().notNull(),
    requestedDueAt: moment().notNull(),
    /** `due` before it was moved, and what was granted. */
    previousDueAt: moment().notNull(),
    grantedDueAt: moment(),
    byId: uuid()
      .notNull()
      .references(() => people.id),
    at: moment().notNull(),
    ...decisionColumns(),
  },
  (t) => [
    index().on(t.stepId),
    uniqueIndex('extension_requests_open_index').on(t.stepId).where(sql`decision is null`),
  ],
)

/** 申请退办 or 改派. The clock rests until it is decided. */
export const declineRequests = pgTable(
  'decline_requests',
  {
    id: id(),
    assignmentId: uuid()
      .notNull()
      .references(() => assignments.id),
    kind: text({ enum: declineKinds }).notNull(),
    /** Who is proposed instead (改派), and who was chosen in the end. */
    toOrganisationId: uuid().references(() => organisations.id),
    replacementId: uuid().references(() => assignments.id),
    reason: text().notNull(),
    byId: uuid()
      .notNull()
      .references(() => people.id),
    at: moment().notNull(),
    ...decisionColumns(),
  },
  (t) => [
    index().on(t.assignmentId),
    uniqueIndex('decline_requests_open_index').on(t.assignmentId).where(sql`decision is null`),
  ],
)

/** A rule that fired because nothing happened; once for each assignment, rule and level. */
export const escalations = pgTable(
  'escalations',
  {
    id: id(),
    assignmentId: uuid()
      .notNull()
      .references(() => assignments.id),
    rule: text({ enum: escalationRules }).notNull(),
    level: integer().notNull(),
    at: moment().notNull(),
    /** Ids of the people who were told. */
    told: jsonb().$type<string[]>().notNull(),
  },
  (t) => [unique().on(t.assignmentId, t.rule, t.level)],
)
