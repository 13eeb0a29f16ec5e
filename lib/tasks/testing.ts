import { and, asc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { newId } from '@/db/ids'
import { assignments, steps, taskNodes } from '@/db/schema'
import { createContextFor, type MadePerson } from '@/db/testing/factories'
import { acceptAssignment } from './accept-assignment'
import { type DispatchResult, dispatchTask } from './dispatch-task'
import type { Assignment, Step, Submission, Task } from './load'
import type { NodeInput } from './node-schema'
import { saveTask } from './save-task'
import { type SubmitInput, saveTaskInput } from './schema'
import { submitStep } from './submit-step'
import { taskNow } from './testing/rows'
import { hours, type World } from './testing/world'

// Shared set-up of the tests of task verbs: a world, tasks in it, and rows as they stand.
export * from './testing/rows'
export * from './testing/world'

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

/** A node of a form, reviewed by the issuing office and due on 25 September unless told otherwise. */
export function nodeForm(title: string, given: Partial<NodeInput> = {}) {
  return { title, dueOn: '2026-09-25', ...given }
}
