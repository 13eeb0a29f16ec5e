import { assignmentStates } from '@/db/enums'
import { assignmentStateLabels } from '@/lib/tasks/states'

/** The state of a copy as it stood when the figures were taken. */
export function AssignmentStateWord({ state }: { state: string }) {
  const known = assignmentStates.find((one) => one === state)
  return known ? assignmentStateLabels[known] : state
}
