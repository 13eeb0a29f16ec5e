import { and, eq } from 'drizzle-orm'
import type { AssignmentState } from '@/db/enums'
import { assignments, steps } from '@/db/schema'
import type { Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { type Facts, factsOf } from './assignment-facts'
import { assignmentStateOf, dueOfWhole, isAtBranch, stepsToOpen } from './assignment-state'
import type { Assignment, LoadedStep, Step, TaskNode } from './load'
import { loadSteps } from './load-steps'
import { lapseApproved } from './requests/lapse-requests'
import { alignClocks } from './step-clocks'
import { effectiveDues } from './step-dues'

/** A step that has just become the branch's. */
export interface OpenedStep {
  step: Step
  node: TaskNode
}

export interface Refreshed {
  assignment: Assignment
  /** Steps this call has opened, with their dues. */
  opened: OpenedStep[]
}

/**
 * Brings an assignment into line with what has been written of it (签收, hand-ins, reviews, requests,
 * evaluations): opens the next stage, gives every step the clock its state asks for, recomputes the
 * dues of what lies with the branch, and the state and due of the whole. What was asked about a step
 * that is approved lapses. To be called last by every verb that changed something, with the row held.
 * One that is over stays as it is.
 * @throws DomainError conflict when the row was moved by somebody who did not hold it
 */
export async function refreshAssignment(tx: Work, assignmentId: string): Promise<Refreshed> {
  const facts = await factsOf(tx, assignmentId)
  const { assignment } = facts
  if (endingOf(assignment)) {
    return { assignment, opened: [] }
  }
  const loaded = await loadSteps(tx.db, eq(steps.assignmentId, assignmentId))
  const nodes = new Map(loaded.map((one) => [one.step.id, one.node]))
  const due = stepsToOpen(loaded.map(({ step, node }) => ({ ...step, stage: node.stage })))
  const opening = new Set(due.map((step) => step.id))
  const opened = loaded.map(
    ({ step }): Step => (opening.has(step.id) ? { ...step, state: 'open' } : step),
  )
  const state = assignmentStateOf({ ...facts, ending: null, steps: opened })
  await alignClocks(tx, opened, state === 'paused')
  const current = await withDues(tx, facts, opened, loaded)
  await writeSteps(tx, current, loaded)
  await lapseApproved(tx, assignment.id, current)
  return {
    assignment: await writeWhole(tx, assignment, state, current),
    opened: current.flatMap((step) => {
      const node = nodes.get(step.id)
      return node && opening.has(step.id) ? [{ step, node }] : []
    }),
  }
}

function endingOf({ state }: Assignment): boolean {
  return state === 'cancelled' || state === 'not_applicable'
}

/** The steps with the effective due of now for those that lie with the branch. */
async function withDues(
  tx: Work,
  facts: Facts,
  opened: readonly Step[],
  loaded: readonly LoadedStep[],
): Promise<Step[]> {
  if (!opened.some((step) => isAtBranch(step.state))) {
    return [...opened]
  }
  const dueAt = await effectiveDues(tx, loaded, facts.reworkAllowanceDays, tx.now)
  return opened.map((step) =>
    isAtBranch(step.state) ? { ...step, effectiveDueAt: dueAt(step) } : step,
  )
}

async function writeSteps(
  tx: Work,
  current: readonly Step[],
  before: readonly LoadedStep[],
): Promise<void> {
  for (const step of current) {
    const was = before.find((one) => one.step.id === step.id)?.step
    const { state, effectiveDueAt } = step
    if (was?.state !== state || was.effectiveDueAt.getTime() !== effectiveDueAt.getTime()) {
      await tx.db.update(steps).set({ state, effectiveDueAt }).where(eq(steps.id, step.id))
    }
  }
}

async function writeWhole(
  tx: Work,
  before: Assignment,
  state: AssignmentState,
  current: readonly Step[],
): Promise<Assignment> {
  const [written] = await tx.db
    .update(assignments)
    .set({
      state,
      stateSince: before.state === state ? before.stateSince : tx.now,
      dueAt: new Date(Math.max(...current.map((step) => step.dueAt.getTime()))),
      effectiveDueAt: dueOfWhole(current),
    })
    .where(and(eq(assignments.id, before.id), eq(assignments.state, before.state)))
    .returning()
  if (!written) {
    throw conflict('这项任务刚刚有变动，刚才的操作没有生效，填写的内容还在。请刷新页面看最新情况。')
  }
  return written
}
