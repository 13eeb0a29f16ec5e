import { and, desc, eq, isNull, notInArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DeclineKind, RequestDecision } from '@/db/enums'
import {
  assignments,
  declineRequests,
  extensionRequests,
  organisationVersions,
  people,
  steps,
  taskNodes,
} from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { organisationsOn, validOn } from '@/lib/organisation/queries'
import { subtreeIds } from '@/lib/organisation/tree'
import { dayOf } from '@/lib/period'
import type { Task } from '../load'

/** How a request was answered; everything null while it waits. */
interface Answer {
  decision: RequestDecision | null
  decidedByName: string | null
  decidedAt: Date | null
  remark: string | null
}

interface Asked extends Answer {
  id: string
  reason: string
  byName: string
  at: Date
}

export interface ExtensionView extends Asked {
  stepId: string
  nodeTitle: string
  requestedDueAt: Date
  previousDueAt: Date
  grantedDueAt: Date | null
}

export interface DeclineView extends Asked {
  kind: DeclineKind
  toOrganisationId: string | null
  /** Who is proposed, or was chosen, instead. */
  toName: string | null
  /** The copy that took its place. */
  replacementId: string | null
}

export interface RequestViews {
  extensions: ExtensionView[]
  declines: DeclineView[]
}

const asker = alias(people, 'asker')
const decider = alias(people, 'decider')

/** Everything asked for about an assignment, newest first; for who may see the assignment. */
export async function requestsOf(ctx: ViewerContext, assignmentId: string): Promise<RequestViews> {
  const [extensions, declines] = await Promise.all([
    ctx.db
      .select({
        id: extensionRequests.id,
        stepId: extensionRequests.stepId,
        nodeTitle: taskNodes.title,
        reason: extensionRequests.reason,
        requestedDueAt: extensionRequests.requestedDueAt,
        previousDueAt: extensionRequests.previousDueAt,
        grantedDueAt: extensionRequests.grantedDueAt,
        byName: asker.name,
        at: extensionRequests.at,
        decision: extensionRequests.decision,
        decidedByName: decider.name,
        decidedAt: extensionRequests.decidedAt,
        remark: extensionRequests.remark,
      })
      .from(extensionRequests)
      .innerJoin(steps, eq(steps.id, extensionRequests.stepId))
      .innerJoin(taskNodes, eq(taskNodes.id, steps.nodeId))
      .innerJoin(asker, eq(asker.id, extensionRequests.byId))
      .leftJoin(decider, eq(decider.id, extensionRequests.decidedBy))
      .where(eq(steps.assignmentId, assignmentId))
      .orderBy(desc(extensionRequests.at), desc(extensionRequests.id)),
    declinesOf(ctx, assignmentId),
  ])
  return { extensions, declines }
}

function declinesOf(ctx: ViewerContext, assignmentId: string): Promise<DeclineView[]> {
  return ctx.db
    .select({
      id: declineRequests.id,
      kind: declineRequests.kind,
      toOrganisationId: declineRequests.toOrganisationId,
      toName: organisationVersions.name,
      replacementId: declineRequests.replacementId,
      reason: declineRequests.reason,
      byName: asker.name,
      at: declineRequests.at,
      decision: declineRequests.decision,
      decidedByName: decider.name,
      decidedAt: declineRequests.decidedAt,
      remark: declineRequests.remark,
    })
    .from(declineRequests)
    .innerJoin(asker, eq(asker.id, declineRequests.byId))
    .leftJoin(decider, eq(decider.id, declineRequests.decidedBy))
    .leftJoin(
      organisationVersions,
      and(
        eq(organisationVersions.organisationId, declineRequests.toOrganisationId),
        validOn(organisationVersions, dayOf(ctx.now)),
      ),
    )
    .where(eq(declineRequests.assignmentId, assignmentId))
    .orderBy(desc(declineRequests.at), desc(declineRequests.id))
}

/** Organisations of today under the issuing office that could take a copy over: those without one. */
export async function reassignChoices(
  ctx: ViewerContext,
  task: Pick<Task, 'id' | 'issuingOrganisationId'>,
): Promise<{ id: string; name: string }[]> {
  const [tree, taken] = await Promise.all([
    organisationsOn(ctx.db, dayOf(ctx.now)),
    ctx.db
      .select({ id: assignments.organisationId })
      .from(assignments)
      .where(
        and(
          eq(assignments.taskId, task.id),
          isNull(assignments.personId),
          notInArray(assignments.state, ['cancelled', 'not_applicable']),
        ),
      ),
  ])
  const held = new Set(taken.map((one) => one.id))
  const reach = subtreeIds(tree, task.issuingOrganisationId)
  return tree
    .filter(
      ({ id, kind }) =>
        (kind === 'branch' || kind === 'general_branch') && reach.has(id) && !held.has(id),
    )
    .map(({ id, name }) => ({ id, name }))
}
