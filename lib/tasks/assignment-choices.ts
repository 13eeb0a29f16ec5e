import type { ViewerContext } from '@/lib/context'
import { can } from '@/lib/policy'
import { holdsPostAbove } from '@/lib/policy/viewer'
import { type AssignmentView, membersOfBranch, type PersonChoice } from './assignment-queries'
import { type Distributable, distributableTo } from './distributable'
import { type RequestViews, reassignChoices, requestsOf } from './requests/request-queries'
import { isAssigneeTurn } from './states'

/** What the forms on an assignment's page offer to choose from, for this viewer. */
export interface AssignmentChoices {
  members: PersonChoice[]
  requests: RequestViews
  /** Organisations that could take it over. */
  others: { id: string; name: string }[]
  /** For a 党总支 that may break it down now. */
  branches: Distributable[]
  /** Whether the copies it hangs together with are open to the viewer too. */
  opensRelated: boolean
  /** Whether what the branches of this 党总支 reported is there for the viewer as one table. */
  seesCompiled: boolean
}

/** Reads what the page of an assignment needs beside the assignment itself, and only that. */
export async function assignmentChoices(
  ctx: ViewerContext,
  view: AssignmentView,
): Promise<AssignmentChoices> {
  const { assignment, task } = view
  const needsMembers = view.can['assignment.delegate'] || view.can['assignment.recordForOther']
  const mayDistribute =
    view.can['assignment.distribute'] &&
    task.state === 'dispatched' &&
    ['accepted', 'returned'].includes(assignment.state)
  const [members, requests, branches] = await Promise.all([
    needsMembers ? membersOfBranch(ctx, assignment.organisationId) : [],
    requestsOf(ctx, assignment.id),
    mayDistribute ? distributableTo(ctx, assignment.id) : [],
  ])
  const asks = view.can['assignment.request'] && isAssigneeTurn(assignment.state)
  const decides =
    view.can['assignment.decideRequest'] && requests.declines.some((one) => one.decision === null)
  return {
    members,
    requests,
    branches,
    others: asks || decides ? await reassignChoices(ctx, task) : [],
    opensRelated:
      can(ctx.viewer, 'task.view', task) ||
      (assignment.part === 'coordinator' && holdsPostAbove(ctx.viewer, assignment.organisationId)),
    seesCompiled: seesCompiled(ctx, view),
  }
}

function seesCompiled({ viewer }: ViewerContext, { assignment, task, steps }: AssignmentView) {
  const coordinatorIds = [assignment.organisationId]
  return (
    assignment.part === 'coordinator' &&
    !['cancelled', 'not_applicable'].includes(assignment.state) &&
    steps.some((one) => one.node.formVersionId !== null) &&
    can(viewer, 'task.viewCompiled', { task, coordinatorIds })
  )
}
