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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  assignmentStates,
  clockParties,
  dispatchKinds,
  entryChannels,
  grades,
  stepStates,
  taskStates,
} from '../enums'
import { day, id, moment } from './columns'
import { files } from './files'
import { notices } from './notifications'
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
  (t) => [index().on(t.state, t.dueAt), index().on(t.createdBy, t.state)],
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

/** One pressing of 下达. The first of a task is guarded by the task's own state. */
export const dispatches = pgTable(
  'dispatches',
  {
    id: id(),
    taskId: uuid()
      .notNull()
      .references(() => tasks.id),
    kind: text({ enum: dispatchKinds }).notNull(),
    /** Printed on the receipt, e.g. 2026Q3-0142. */
    number: text().notNull().unique(),
    dispatchedBy: uuid()
      .notNull()
      .references(() => people.id),
    dispatchedAt: moment().notNull(),
  },
  (t) => [
    index().on(t.taskId),
    uniqueIndex('dispatches_initial_index').on(t.taskId).where(sql`kind = 'initial'`),
  ],
)

/** 交办对象的一份: one organisation's (or person's) copy of a task. */
export const assignments = pgTable(
  'assignments',
  {
    id: id(),
    taskId: uuid()
      .notNull()
      .references(() => tasks.id),
    dispatchId: uuid()
      .notNull()
      .references(() => dispatches.id),
    /** The branch that answers; for a person, the branch of that person on the day. */
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    /** Set when the task went to a person and not to the branch. */
    personId: uuid().references(() => people.id),
    /** 委托承办 within the branch. */
    delegateId: uuid().references(() => people.id),
    state: text({ enum: assignmentStates }).notNull(),
    dueAt: moment().notNull(),
    /** Cache of the open step's effective due (fair clock); exact whenever it is the branch's turn. */
    effectiveDueAt: moment().notNull(),
    /** When the present state began, for "waiting since". */
    stateSince: moment().notNull(),
    closingReason: text(),
  },
  (t) => [
    uniqueIndex('assignments_organisation_index')
      .on(t.taskId, t.organisationId)
      .where(sql`person_id is null`),
    uniqueIndex('assignments_person_index')
      .on(t.taskId, t.personId)
      .where(sql`person_id is not null`),
    index('assignments_open_by_organisation_index')
      .on(t.organisationId, t.effectiveDueAt)
      .where(sql`state in ('issued', 'accepted', 'returned', 'submitted')`),
    index('assignments_open_by_task_index')
      .on(t.taskId, t.effectiveDueAt)
      .where(sql`state in ('issued', 'accepted', 'returned')`),
    index('assignments_submitted_index').on(t.taskId, t.stateSince).where(sql`state = 'submitted'`),
    index('assignments_delegate_index')
      .on(t.delegateId)
      .where(sql`state in ('issued', 'accepted', 'returned', 'submitted')`),
    index('assignments_person_open_index')
      .on(t.personId)
      .where(sql`state in ('issued', 'accepted', 'returned', 'submitted')`),
    index().on(t.dispatchId),
  ],
)

/** Number of assignments of a task in each state, kept by a trigger (migration 0001). */
export const taskTallies = pgTable(
  'task_tallies',
  {
    taskId: uuid()
      .notNull()
      .references(() => tasks.id),
    state: text({ enum: assignmentStates }).notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.taskId, t.state] })],
)

/** Who was told, as it was at that moment. Insert-only: authority follows posts, not this. */
export const dispatchRecipients = pgTable(
  'dispatch_recipients',
  {
    id: id(),
    dispatchId: uuid()
      .notNull()
      .references(() => dispatches.id),
    assignmentId: uuid()
      .notNull()
      .references(() => assignments.id),
    /** Null when the branch had nobody in post: the receipt says so. */
    personId: uuid().references(() => people.id),
    personName: text(),
    organisationName: text().notNull(),
    postLabel: text(),
    phoneMasked: text(),
    noticeId: uuid().references(() => notices.id),
  },
  (t) => [index().on(t.dispatchId), index().on(t.assignmentId)],
)

/** assignment × node. */
export const steps = pgTable(
  'steps',
  {
    id: id(),
    assignmentId: uuid()
      .notNull()
      .references(() => assignments.id),
    nodeId: uuid()
      .notNull()
      .references(() => taskNodes.id),
    state: text({ enum: stepStates }).notNull(),
    dueAt: moment().notNull(),
    effectiveDueAt: moment().notNull(),
  },
  (t) => [unique().on(t.assignmentId, t.nodeId)],
)

/** The fair clock: every open step has exactly one open segment. */
export const clockSegments = pgTable(
  'clock_segments',
  {
    id: id(),
    stepId: uuid()
      .notNull()
      .references(() => steps.id),
    party: text({ enum: clockParties }).notNull(),
    startsAt: moment().notNull(),
    endsAt: moment(),
  },
  (t) => [
    index().on(t.stepId),
    uniqueIndex('clock_segments_open_index').on(t.stepId).where(sql`ends_at is null`),
  ],
)

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
})

/** 签收: receipt, not consent. */
export const acceptances = pgTable('acceptances', {
  id: id(),
  assignmentId: uuid()
    .notNull()
    .unique()
    .references(() => assignments.id),
  ...proxyColumns(),
})

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
  (t) => [unique().on(t.stepId, t.version), unique().on(t.stepId, t.requestKey)],
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
    /** Integer hundredths of a point. */
    pointsHundredths: integer().notNull(),
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
