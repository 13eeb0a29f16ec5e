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
  activityKinds,
  circularStates,
  completionRules,
  dispatchRoutes,
  exemptionRules,
  nodeReviewers,
  recurrences,
  taskChangeKinds,
  taskStates,
  templateOrigins,
} from '../enums'
import { day, id, moment } from './columns'
import { files } from './files'
import { formVersions } from './forms'
import { organisations, people } from './organisation'
import { planMilestones } from './plan'
import { requirements } from './requirements'

/** 任务模板: a task on the shelf; with a recurrence it makes an instance of itself each period. */
export const taskTemplates = pgTable(
  'task_templates',
  {
    id: id(),
    name: text().notNull(),
    /** Whether the nation, the superior or we ourselves ask for it; shown beside it. */
    origin: text({ enum: templateOrigins }).notNull(),
    basis: text(),
    issuingOrganisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    department: text(),
    /** Title, requirement, nodes and recipients of an instance; see lib/tasks/templates/schema.ts. */
    content: jsonb().notNull(),
    recurrence: text({ enum: recurrences }).notNull(),
    /** Working or calendar day of the period on which it goes out and is due; same schema. */
    anchor: jsonb().notNull(),
    exemption: text({ enum: exemptionRules }).notNull().default('none'),
    /** The first period that gets an instance; nothing is made for the past. */
    firstPeriod: text(),
    isActive: boolean().notNull(),
    /** An edit names the version it saw; instances keep their own copy of everything. */
    version: integer().notNull().default(1),
    createdBy: uuid()
      .notNull()
      .references(() => people.id),
    createdAt: moment().notNull(),
    changedAt: moment().notNull(),
  },
  (t) => [index().on(t.isActive, t.recurrence)],
)

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
    /** Indicator of the frozen scheme in which it stands; null where it stands in none. */
    indicatorKey: text(),
    /** Reviews where every issuing officer belongs to the branch himself (异人审核). */
    alternateReviewerId: uuid().references(() => people.id),
    /** Counts the changes of a draft: an edit and a dispatch name the version they saw. */
    version: integer().notNull().default(1),
    /** Least time a returned branch keeps, in working days. */
    reworkAllowanceDays: integer().notNull().default(1),
    /** Estimated minutes of work for one branch, shown before the button is pressed. */
    estimatedMinutes: integer(),
    route: text({ enum: dispatchRoutes }).notNull().default('direct'),
    /** For copies to the people of a branch: how many of them make the branch done. */
    completionRule: text({ enum: completionRules }).notNull().default('all'),
    completionCount: integer(),
    /** 销号 by this person alone; null means any officer of the issuing office. */
    closerId: uuid().references(() => people.id),
    /** What the evaluation goes by. */
    criteria: text(),
    requirementId: uuid().references(() => requirements.id),
    milestoneId: uuid().references(() => planMilestones.id),
    templateId: uuid().references(() => taskTemplates.id),
    /** Period key of the instance of a recurring template. */
    period: text(),
    archivedAt: moment(),
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
    uniqueIndex('tasks_instance_index')
      .on(t.templateId, t.period)
      .where(sql`template_id is not null and period is not null`),
    index('tasks_requirement_index').on(t.requirementId).where(sql`requirement_id is not null`),
    index('tasks_milestone_index').on(t.milestoneId).where(sql`milestone_id is not null`),
    index('tasks_closer_index').on(t.closerId).where(sql`closer_id is not null`),
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
    /** What to hand in. */
    requirement: text().notNull().default(''),
    /** Nodes of one stage run side by side; a stage opens when the ones before it are approved. */
    stage: integer().notNull().default(1),
    dueAt: moment().notNull(),
    isEvidenceRequired: boolean().notNull().default(false),
    reviewer: text({ enum: nodeReviewers }).notNull().default('issuer'),
    reviewerId: uuid().references(() => people.id),
    estimatedMinutes: integer(),
    /** What the evaluation of this node goes by. */
    criteria: text(),
    /** 填报: the frozen form that is filled in at this node. */
    formVersionId: uuid().references(() => formVersions.id),
    /** A record of such an activity is the work of this node. */
    activityKind: text({ enum: activityKinds }),
  },
  (t) => [
    unique().on(t.taskId, t.position),
    index('task_nodes_reviewer_index').on(t.reviewerId).where(sql`reviewer_id is not null`),
    index('task_nodes_form_index').on(t.formVersionId).where(sql`form_version_id is not null`),
    index('task_nodes_side_by_side_index').on(t.taskId).where(sql`stage < position`),
  ],
)

/** 情况通报: results of a task, written from data, edited by hand, then issued. */
export const circulars = pgTable(
  'circulars',
  {
    id: id(),
    /** Given when it is issued, e.g. 〔2026〕第3期. */
    number: text().unique(),
    taskId: uuid().references(() => tasks.id),
    issuingOrganisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    department: text(),
    title: text().notNull(),
    body: text().notNull(),
    /** The figures it was written from, as they stood at `figuresAt`. */
    figures: jsonb().notNull(),
    figuresAt: moment().notNull(),
    state: text({ enum: circularStates }).notNull(),
    version: integer().notNull().default(1),
    createdBy: uuid()
      .notNull()
      .references(() => people.id),
    createdAt: moment().notNull(),
    issuedBy: uuid().references(() => people.id),
    issuedAt: moment(),
  },
  (t) => [index().on(t.taskId), index().on(t.createdAt)],
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

/** 变更备选审核人, 变更销号人 of a task under way: a line each, insert-only. */
export const taskChanges = pgTable(
  'task_changes',
  {
    id: id(),
    taskId: uuid()
      .notNull()
      .references(() => tasks.id),
    kind: text({ enum: taskChangeKinds }).notNull(),
    /** Null: nobody was named before. */
    fromPersonId: uuid().references(() => people.id),
    /** Null: nobody is named any more. */
    toPersonId: uuid().references(() => people.id),
    reason: text().notNull(),
    byId: uuid()
      .notNull()
      .references(() => people.id),
    at: moment().notNull(),
  },
  (t) => [index().on(t.taskId)],
)
