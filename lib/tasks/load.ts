import { and, desc, eq, inArray, isNull, type SQL } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { assignments, steps, submissions, tasks } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { isId } from '@/lib/organisation/address'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import type { AssignmentSubject } from '@/lib/policy/tasks'
import { belonged } from './belonging'

export type Task = typeof tasks.$inferSelect
export type Assignment = typeof assignments.$inferSelect
export type Step = typeof steps.$inferSelect
export type Submission = typeof submissions.$inferSelect

/** An assignment with what its rules ask about. */
export interface LoadedAssignment {
  assignment: Assignment
  task: Task
  /** The step that is or was worked on last. */
  step: Step
  /** The last hand-in of that step that stands: a rejected 代录 does not. */
  submission: Submission | null
  subject: AssignmentSubject
}

/**
 * A task the viewer may see.
 * @throws DomainError not_found, also when it exists but is not for the viewer's eyes
 */
export async function loadTask(ctx: Context, db: Db, taskId: string): Promise<Task> {
  // An address may hold anything; the database would answer a non-id with an error.
  const [task] = isId(taskId) ? await db.select().from(tasks).where(eq(tasks.id, taskId)) : []
  if (!task || (ctx.viewer && !can(ctx.viewer, 'task.view', task))) {
    throw notFound('任务')
  }
  return task
}

/**
 * An assignment the viewer may see, by its own id.
 * @throws DomainError not_found
 */
export function loadAssignment(ctx: Context, db: Db, assignmentId: string) {
  return load(ctx, db, assignments.id, assignmentId)
}

/**
 * The assignment of a step the viewer may see.
 * @throws DomainError not_found
 */
export function loadByStep(ctx: Context, db: Db, stepId: string) {
  return load(ctx, db, steps.id, stepId)
}

/**
 * As `loadAssignment`, for a verb: the row stays locked until commit, so that what was read (state,
 * latest hand-in) still holds when the verb acts on it.
 * @throws DomainError not_found
 */
export async function holdAssignment(ctx: Context, tx: Work, assignmentId: string) {
  await hold(tx, eq(assignments.id, assignmentId))
  return load(ctx, tx.db, assignments.id, assignmentId)
}

/**
 * As `loadByStep`, locked like `holdAssignment`.
 * @throws DomainError not_found
 */
export async function holdByStep(ctx: Context, tx: Work, stepId: string) {
  const ofStep = tx.db.select({ id: steps.assignmentId }).from(steps).where(eq(steps.id, stepId))
  await hold(tx, inArray(assignments.id, ofStep))
  return load(ctx, tx.db, steps.id, stepId)
}

/**
 * The assignment of a hand-in the viewer may see, with the latest hand-in of that step; locked like
 * `holdAssignment`.
 * @throws DomainError not_found
 */
export async function holdBySubmission(ctx: Context, tx: Work, submissionId: string) {
  const [row] = await tx.db
    .select({ stepId: submissions.stepId })
    .from(submissions)
    .where(eq(submissions.id, submissionId))
  if (!row) {
    throw notFound('材料')
  }
  return holdByStep(ctx, tx, row.stepId)
}

// A statement of its own: one that waits for a lock would join it with rows from before the wait.
async function hold(tx: Work, which: SQL): Promise<void> {
  await tx.db.select({ id: assignments.id }).from(assignments).where(which).for('no key update')
}

type Key = typeof assignments.id | typeof steps.id

async function load(ctx: Context, db: Db, key: Key, value: string): Promise<LoadedAssignment> {
  if (!isId(value)) {
    throw notFound('任务')
  }
  const [row] = await db
    .select({ assignment: assignments, task: tasks, step: steps, submission: submissions })
    .from(assignments)
    .innerJoin(tasks, eq(tasks.id, assignments.taskId))
    .innerJoin(steps, eq(steps.assignmentId, assignments.id))
    .leftJoin(submissions, and(eq(submissions.stepId, steps.id), isNull(submissions.rejectedAt)))
    .where(eq(key, value))
    .orderBy(desc(submissions.version))
    .limit(1)
  if (!row) {
    throw notFound('任务')
  }
  const subject = await subjectOf(ctx, db, row)
  if (ctx.viewer && !can(ctx.viewer, 'assignment.view', subject)) {
    throw notFound('任务')
  }
  return { ...row, subject }
}

async function subjectOf(
  ctx: Context,
  db: Db,
  row: Omit<LoadedAssignment, 'subject'>,
): Promise<AssignmentSubject> {
  const { assignment, task, submission } = row
  return {
    task,
    organisationId: assignment.organisationId,
    personId: assignment.personId,
    delegateId: assignment.delegateId,
    state: assignment.state,
    viewerBelonged: ctx.viewer
      ? await belonged(
          db,
          ctx.viewer.personId,
          assignment.organisationId,
          dayOf(submission?.at ?? ctx.now),
        )
      : false,
    submittedBy: submission ? [submission.byId, submission.recordedBy] : [],
  }
}
