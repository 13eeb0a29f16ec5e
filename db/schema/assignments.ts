import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  assignmentParts,
  assignmentStates,
  clockParties,
  dispatchKinds,
  stepStates,
} from '../enums'
import { id, moment } from './columns'
import { notices } from './notifications'
import { organisations, people } from './organisation'
import { taskNodes, tasks } from './tasks'

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
    /** Made by the client for 补充下达; the same key with another choice is a conflict. */
    requestKey: uuid(),
    requestHash: text(),
  },
  (t) => [
    index().on(t.taskId),
    unique().on(t.taskId, t.requestKey),
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
    part: text({ enum: assignmentParts }).notNull().default('owner'),
    /** The copy of the 党总支 that broke the task down to this branch. */
    parentId: uuid().references((): AnyPgColumn => assignments.id),
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
      .where(sql`person_id is null and state not in ('cancelled', 'not_applicable')`),
    uniqueIndex('assignments_person_index')
      .on(t.taskId, t.personId)
      .where(sql`person_id is not null and state not in ('cancelled', 'not_applicable')`),
    index('assignments_open_by_organisation_index')
      .on(t.organisationId, t.effectiveDueAt)
      .where(sql`state in ('issued', 'accepted', 'returned', 'submitted', 'paused')`),
    index('assignments_open_by_task_index')
      .on(t.taskId, t.effectiveDueAt)
      .where(sql`state in ('issued', 'accepted', 'returned')`),
    index('assignments_submitted_index').on(t.taskId, t.stateSince).where(sql`state = 'submitted'`),
    index('assignments_delegate_index')
      .on(t.delegateId)
      .where(sql`state in ('issued', 'accepted', 'returned', 'submitted', 'paused')`),
    index('assignments_person_open_index')
      .on(t.personId)
      .where(sql`state in ('issued', 'accepted', 'returned', 'submitted', 'paused')`),
    index().on(t.taskId, t.effectiveDueAt, t.id),
    index().on(t.dispatchId),
    index().on(t.organisationId, t.dueAt),
    index('assignments_unaccepted_index').on(t.stateSince).where(sql`state = 'issued'`),
    index('assignments_open_by_due_index')
      .on(t.effectiveDueAt, t.id)
      .where(sql`state in ('issued', 'accepted', 'returned', 'submitted', 'paused')`),
    index('assignments_parent_index').on(t.parentId).where(sql`parent_id is not null`),
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
    /** 抄送: told, but does not answer. */
    isCopy: boolean().notNull().default(false),
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
  (t) => [
    unique().on(t.assignmentId, t.nodeId),
    index().on(t.nodeId, t.state),
    index('steps_submitted_index').on(t.assignmentId).where(sql`state = 'submitted'`),
  ],
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
