import { and, asc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import {
  assignments,
  auditEntries,
  clockSegments,
  fileContents,
  files,
  steps,
  submissions,
  taskNodes,
  tasks,
  taskTallies,
} from '@/db/schema'
import {
  createContextFor,
  createOfficer,
  createSecretary,
  createTree,
  type MadePerson,
  type MadeTree,
  testNow,
} from '@/db/testing/factories'
import { acceptAssignment } from './accept-assignment'
import { type DispatchResult, dispatchTask } from './dispatch-task'
import type { Assignment, Step, Submission, Task } from './load'
import type { NodeInput } from './node-schema'
import { saveTask } from './save-task'
import { type SubmitInput, saveTaskInput } from './schema'
import { submitStep } from './submit-step'

/** Shared set-up of the tests of task verbs. */

export interface World extends MadeTree {
  db: Db
  /** Two officers of the committee: the one who issues, and another. */
  officer: MadePerson
  colleague: MadePerson
  /** One secretary for each branch, in their order. */
  secretaries: [MadePerson, MadePerson, ...MadePerson[]]
}

/** A committee with two officers and branches with secretaries. */
export async function createWorld(db: Db, options: { branches?: number } = {}): Promise<World> {
  const tree = await createTree(db, options)
  const office = { organisationId: tree.committee.id }
  const [first, second, ...others] = tree.branches
  const secretaries: World['secretaries'] = [
    await createSecretary(db, first),
    await createSecretary(db, second),
  ]
  for (const branch of others) {
    secretaries.push(await createSecretary(db, branch))
  }
  return {
    ...tree,
    db,
    officer: await createOfficer(db, 'committee_officer', office),
    colleague: await createOfficer(db, 'committee_officer', office),
    secretaries,
  }
}

/** The moment so many hours after `testNow`. */
export function hours(count: number): Date {
  return new Date(testNow.getTime() + count * 3_600_000)
}

type TaskForm = z.input<typeof saveTaskInput>

/** A filled-in form, scored, for all branches and due on 30 September at 18:00 unless told otherwise. */
export function taskForm(world: World, given: Partial<TaskForm> = {}) {
  return saveTaskInput.parse({
    taskId: newId(),
    title: '报送三季度学习计划',
    requirement: '请报送三季度学习计划和安排',
    startsOn: '2026-09-15',
    dueOn: '2026-09-30',
    organisationIds: world.branches.map((branch) => branch.id),
    isScored: 'on',
    ...given,
  })
}

/** A draft of the officer. */
export async function draftTask(world: World, given: Partial<TaskForm> = {}): Promise<Task> {
  return saveTask(await createContextFor(world.db, world.officer), taskForm(world, given))
}

/** One recipient's copy with its first step. */
export interface DispatchedCopy {
  assignment: Assignment
  step: Step
}

export interface DispatchedTask {
  task: Task
  dispatch: DispatchResult
  /** Of the branches, in their order; of other recipients behind. */
  copies: [DispatchedCopy, ...DispatchedCopy[]]
}

/** A task of the officer, dispatched at `testNow`. */
export async function dispatchedTask(
  world: World,
  given: Partial<TaskForm> = {},
): Promise<DispatchedTask> {
  const draft = await draftTask(world, given)
  const ctx = await createContextFor(world.db, world.officer)
  const dispatch = await dispatchTask(ctx, { taskId: draft.id })
  const rows = await world.db
    .select({ assignment: assignments, step: steps })
    .from(assignments)
    .innerJoin(steps, eq(steps.assignmentId, assignments.id))
    .innerJoin(taskNodes, and(eq(taskNodes.id, steps.nodeId), eq(taskNodes.position, 1)))
    .where(eq(assignments.taskId, draft.id))
    .orderBy(asc(assignments.id))
  const rank = ({ assignment: { organisationId, personId } }: DispatchedCopy) =>
    personId === null ? world.branches.findIndex((branch) => branch.id === organisationId) : 1000
  const [first, ...others] = rows.sort((a, b) => rank(a) - rank(b))
  if (!first) {
    throw new Error('Nothing was dispatched')
  }
  return { task: await taskNow(world.db, draft.id), dispatch, copies: [first, ...others] }
}

/** The input of a hand-in with a fresh request key. */
export function handInOf(copy: DispatchedCopy, given: Partial<SubmitInput> = {}): SubmitInput {
  return { stepId: copy.step.id, requestKey: newId(), text: '已完成', fileIds: [], ...given }
}

/** The copy signed for at `testNow` and handed in at `now`, by the first secretary by default. */
export async function submitted(
  world: World,
  copy: DispatchedCopy,
  options: { by?: MadePerson; now?: Date } = {},
): Promise<Submission> {
  const { by = world.secretaries[0], now = hours(1) } = options
  const { id } = copy.assignment
  await acceptAssignment(await createContextFor(world.db, by), { assignmentId: id })
  return submitStep(await createContextFor(world.db, by, { now }), handInOf(copy))
}

/** A task as it stands. */
export async function taskNow(db: Db, taskId: string): Promise<Task> {
  return only(await db.select().from(tasks).where(eq(tasks.id, taskId)))
}

/** An assignment as it stands. */
export async function assignmentNow(db: Db, assignmentId: string): Promise<Assignment> {
  return only(await db.select().from(assignments).where(eq(assignments.id, assignmentId)))
}

/** A step as it stands. */
export async function stepNow(db: Db, stepId: string): Promise<Step> {
  return only(await db.select().from(steps).where(eq(steps.id, stepId)))
}

/** The steps of an assignment as they stand, in the order of the nodes. */
export async function stepsNow(db: Db, assignmentId: string): Promise<Step[]> {
  const rows = await db
    .select({ step: steps })
    .from(steps)
    .innerJoin(taskNodes, eq(taskNodes.id, steps.nodeId))
    .where(eq(steps.assignmentId, assignmentId))
    .orderBy(asc(taskNodes.position))
  return rows.map((row) => row.step)
}

/** A node of a form, reviewed by the issuing office and due on 25 September unless told otherwise. */
export function nodeForm(title: string, given: Partial<NodeInput> = {}) {
  return { title, dueOn: '2026-09-25', ...given }
}

/** The versions handed in of a step. */
export function versionsOf(db: Db, stepId: string): Promise<Submission[]> {
  return db
    .select()
    .from(submissions)
    .where(eq(submissions.stepId, stepId))
    .orderBy(asc(submissions.version))
}

/** The clock of a step, in order. */
export async function clockOf(db: Db, stepId: string) {
  return db
    .select({
      party: clockSegments.party,
      startsAt: clockSegments.startsAt,
      endsAt: clockSegments.endsAt,
    })
    .from(clockSegments)
    .where(eq(clockSegments.stepId, stepId))
    .orderBy(asc(clockSegments.startsAt), asc(clockSegments.id))
}

/** The audit entries about one subject, in order; of one action if given. */
export async function auditOf(db: Db, subjectId: string, action?: string) {
  return db
    .select()
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subjectId, subjectId),
        action ? eq(auditEntries.action, action) : undefined,
      ),
    )
    .orderBy(asc(auditEntries.seq))
}

/** The tallies the trigger keeps, and the counts they must equal; zeros left out. */
export async function talliesOf(db: Db, taskId: string) {
  const kept = await db
    .select({ state: taskTallies.state, count: taskTallies.count })
    .from(taskTallies)
    .where(eq(taskTallies.taskId, taskId))
  const counted = await db
    .select({ state: assignments.state, count: sql<number>`count(*)::int` })
    .from(assignments)
    .where(eq(assignments.taskId, taskId))
    .groupBy(assignments.state)
  const asRecord = (rows: { state: string; count: number }[]) =>
    Object.fromEntries(rows.filter((row) => row.count !== 0).map((row) => [row.state, row.count]))
  return { kept: asRecord(kept), counted: asRecord(counted) }
}

/** A file somebody uploaded. */
export async function createFile(db: Db, person: { id: string }): Promise<string> {
  const [id, sha256] = [newId(), newId()]
  await db
    .insert(fileContents)
    .values({ sha256, sizeBytes: 3, mediaType: 'text/plain', storedAt: testNow })
  await db.insert(files).values({
    id,
    sha256,
    name: '佐证.txt',
    classification: 'internal',
    uploadedBy: person.id,
    uploadedAt: testNow,
  })
  return id
}

/** Waits until some connection of this database waits for a lock. */
export async function untilBlocked(db: Db): Promise<void> {
  for (let tries = 0; tries < 1_500; tries += 1) {
    const [row] = await db.execute<{ count: number }>(sql`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`)
    if (row && row.count > 0) {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('Nobody waits for a lock')
}

/** The single row of a result. */
export function only<T>(rows: readonly T[]): T {
  const [row] = rows
  if (row === undefined || rows.length > 1) {
    throw new Error(`Expected one row, found ${rows.length}`)
  }
  return row
}
