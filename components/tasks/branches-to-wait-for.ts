import type { AssignmentView } from '@/lib/tasks/assignment-queries'
import type { Distributable } from '@/lib/tasks/distributable'
import { type BranchTally, tallyOfBranches } from '@/lib/tasks/states'

/** How the branches stand when the last of a 党总支's copy is in hand; else nothing. */
export function branchesToWaitFor(view: AssignmentView): BranchTally | undefined {
  const { assignment, step, steps, children } = view
  const isLast = steps.every(
    (one) => one.step.id === step.id || ['submitted', 'approved'].includes(one.step.state),
  )
  return assignment.part === 'coordinator' && isLast ? tallyOfBranches(children) : undefined
}

/** Whether a 党总支's copy has still to be broken down: that comes before handing in. */
export function isUndistributed(
  { children }: Pick<AssignmentView, 'children'>,
  branches: readonly Pick<Distributable, 'assignmentId'>[],
): boolean {
  return branches.some((one) => one.assignmentId === null) && tallyOfBranches(children).all === 0
}
