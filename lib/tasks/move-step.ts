import { and, eq, inArray } from 'drizzle-orm'
import type { AssignmentState, StepState } from '@/db/enums'
import { steps } from '@/db/schema'
import type { Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import type { LoadedAssignment } from './load'
import { assignmentStateLabels, stepStateLabels } from './states'

/**
 * Refuses unless the assignment, held by the verb, stands where the caller thinks.
 * @throws DomainError conflict that says where it stands
 */
export function assertState({ assignment }: LoadedAssignment, from: readonly AssignmentState[]) {
  if (!from.includes(assignment.state)) {
    throw movedOn(assignmentStateLabels[assignment.state])
  }
}

/**
 * Moves the step of a held assignment on; `refreshAssignment` then brings its clock, the whole and
 * what waits for it into line.
 * @throws DomainError conflict that says where it stands when that is not one of `from`
 */
export async function moveStep(
  tx: Work,
  { step, steps: all, assignment }: LoadedAssignment,
  move: { from: readonly StepState[]; to: StepState },
): Promise<void> {
  const moved = await tx.db
    .update(steps)
    .set({ state: move.to })
    .where(and(eq(steps.id, step.id), inArray(steps.state, [...move.from])))
    .returning({ id: steps.id })
  if (moved.length === 0) {
    throw movedOn(
      all.length > 1 ? stepStateLabels[step.state] : assignmentStateLabels[assignment.state],
    )
  }
}

function movedOn(label: string) {
  return conflict(
    `这项任务现在是“${label}”，刚才的操作没有生效，填写的内容还在。请刷新页面看最新情况。`,
  )
}
