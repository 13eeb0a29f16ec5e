import { and, asc, eq, inArray, isNotNull, notInArray, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '@/db/client'
import { assignments, steps, submissions, type taskNodes, tasks } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { conflict, notFound } from '@/lib/errors'
import { isId } from '@/lib/organisation/address'
import { can } from '@/lib/policy'
import type { AssignmentSubject } from '@/lib/policy/tasks'
import { currentOf } from './assignment-state'
import { loadSteps } from './load-steps'
import { subjectOf } from './subject'

export type Task = typeof tasks.$inferSelect
export type TaskNode = typeof taskNodes.$inferSelect
export type Assignment = typeof assignments.$inferSelect
export type Step = typeof steps.$inferSelect
export type Submission = typeof submissions.$inferSelect

/** A step with what is asked at it and the last hand-in that stands: a rejected 代录 does not. */
export interface LoadedStep {
  step: Step
  node: TaskNode
  submission: Submission | null
}

/** An assignment with what its rules ask about, seen at one of its steps. */
export interface LoadedAssignment extends LoadedStep {
  assignment: Assignment
  task: Task
  /** In the order of the nodes. `step`, `node` and `submission` are those asked for, else current. */
  steps: LoadedStep[]
  subject: AssignmentSubject
}

const parent = alias(assignments, 'parent')

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
 * Locks a task until commit, before any of its assignments: it is neither cancelled nor closed while
 * more copies of it are made.
 * @throws DomainError conflict unless it is under way
 */
export async function holdTaskUnderWay(tx: Work, taskId: string): Promise<Task> {
  const [task] = await tx.db.select().from(tasks).where(eq(tasks.id, taskId)).for('no key update')
  if (task?.state !== 'dispatched') {
    throw conflict('这项任务不在办理中，没有再下达。请刷新页面看最新情况。')
  }
  return task
}

/**
 * An assignment the viewer may see, by its own id.
 * @throws DomainError not_found
 */
export async function loadAssignment(ctx: Context, db: Db, assignmentId: string) {
  return load(ctx, db, assignmentId, null)
}

/**
 * The assignment of a step the viewer may see, at that step.
 * @throws DomainError not_found
 */
export async function loadByStep(ctx: Context, db: Db, stepId: string) {
  const [row] = isId(stepId)
    ? await db.select({ assignmentId: steps.assignmentId }).from(steps).where(eq(steps.id, stepId))
    : []
  return load(ctx, db, row?.assignmentId ?? '', stepId)
}

/**
 * As `loadAssignment`, for a verb: the row stays locked until commit, so that what was read (states,
 * latest hand-ins) still holds when the verb acts on it.
 * @throws DomainError not_found
 */
export async function holdAssignment(ctx: Context, tx: Work, assignmentId: string) {
  await hold(tx, assignmentId)
  return loadAssignment(ctx, tx.db, assignmentId)
}

/**
 * As `loadByStep`, locked like `holdAssignment`.
 * @throws DomainError not_found
 */
export async function holdByStep(ctx: Context, tx: Work, stepId: string) {
  const [row] = isId(stepId)
    ? await tx.db.select({ id: steps.assignmentId }).from(steps).where(eq(steps.id, stepId))
    : []
  await hold(tx, row?.id ?? '')
  return load(ctx, tx.db, row?.id ?? '', stepId)
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

/**
 * A statement of its own: one that waits for a lock would join it with rows from before the wait.
 * Where some people of a branch may complete it for the others, all of theirs are locked, in one
 * order, so that two approvals at once see each other.
 */
async function hold(tx: Work, assignmentId: string): Promise<void> {
  if (!isId(assignmentId)) {
    return
  }
  const [found] = await tx.db
    .select({ assignment: assignments, rule: tasks.completionRule })
    .from(assignments)
    .innerJoin(tasks, eq(tasks.id, assignments.taskId))
    .where(eq(assignments.id, assignmentId))
  const isShared = found && found.rule !== 'all' && found.assignment.personId !== null
  await tx.db
    .select({ id: assignments.id })
    .from(assignments)
    .where(isShared ? sharedWith(found.assignment) : eq(assignments.id, assignmentId))
    .orderBy(asc(assignments.id))
    .for('no key update')
}

/**
 * The copies of one task that went to people of one branch and stand. Whoever has moved since counts
 * where he was when he got his: he neither makes another branch done nor takes its others' work from
 * them. Asked of who is or was of that branch only, for a task may go to every member there is.
 */
export function sharedWith({ id, taskId }: Assignment): SQL | undefined {
  const branch = sql`(
    select ${branchAtFirst(sql.raw('own'))} from assignments own where own.id = ${id})`
  return and(
    eq(assignments.taskId, taskId),
    isNotNull(assignments.personId),
    notInArray(assignments.state, ['cancelled', 'not_applicable']),
    sql`(${assignments.organisationId} = ${branch} or ${assignments.personId} in (
      select m.person_id from memberships m where m.organisation_id = ${branch}))`,
    sql`${branchAtFirst(sql.raw('assignments'))} = ${branch}`,
  )
}

/** Of a copy, the branch it was given for: a transfer keeps whose it was before. */
function branchAtFirst(copy: SQL): SQL {
  return sql`coalesce((select c.from_organisation_id from assignment_changes c
    where c.assignment_id = ${copy}.id and c.kind = 'transferred'
      and c.from_organisation_id is not null order by c.at, c.id limit 1), ${copy}.organisation_id)`
}

async function load(
  ctx: Context,
  db: Db,
  assignmentId: string,
  stepId: string | null,
): Promise<LoadedAssignment> {
  const [[row], all] = isId(assignmentId)
    ? await Promise.all([
        db
          .select({ assignment: assignments, task: tasks, superiorId: parent.organisationId })
          .from(assignments)
          .innerJoin(tasks, eq(tasks.id, assignments.taskId))
          .leftJoin(parent, eq(parent.id, assignments.parentId))
          .where(eq(assignments.id, assignmentId)),
        loadSteps(db, inArray(steps.assignmentId, [assignmentId])),
      ])
    : [[], []]
  const current = stepId
    ? all.find((one) => one.step.id === stepId)
    : all[all.findIndex(({ step }) => step === currentOf(all.map((one) => one.step)))]
  if (!row || !current) {
    throw notFound('任务')
  }
  const { superiorId, ...loaded } = { ...row, ...current, steps: all }
  const subject = await subjectOf(ctx, db, loaded, superiorId)
  if (ctx.viewer && !can(ctx.viewer, 'assignment.view', subject)) {
    throw notFound('任务')
  }
  return { ...loaded, subject }
}
