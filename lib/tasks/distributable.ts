import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { assignments, dispatches } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { organisationsOn, postHoldersOn } from '@/lib/organisation/queries'
import type { OrganisationOnDay, PostHolder } from '@/lib/organisation/schema'
import { dayOf } from '@/lib/period'
import { exemptByRule } from './duties-of-copies'
import { type LoadedAssignment, loadAssignment } from './load'
import { generalBranchOf } from './plan-route'
import { groupByOrganisation, resolveRecipients, whoIsTold } from './resolve-recipients'
import { recipientChoice } from './schema'

/** A branch a 党总支 may break its copy down to. */
export interface Distributable {
  organisation: OrganisationOnDay
  told: PostHolder[]
  /** Its copy, where it has one already. */
  assignmentId: string | null
}

/**
 * The branches under a 党总支 that some dispatch of the task has named and that still stand, with
 * those who are told today: chosen at its own dispatch, or given a copy straight from the office later
 * (补充下达, 改派), which counts as theirs while it stands. 协办 is the office's own affair. Whom a rule
 * exempts from the duty of the period gets none.
 */
export async function distributable(
  db: Db,
  { task, assignment }: LoadedAssignment,
  now: Date,
): Promise<Distributable[]> {
  const [dispatch] = await db
    .select({ at: dispatches.dispatchedAt })
    .from(dispatches)
    .where(eq(dispatches.id, assignment.dispatchId))
  const choice = recipientChoice.parse(task.recipients)
  const on = dayOf(dispatch?.at ?? now)
  const [{ under }, tree, copies, exempt] = await Promise.all([
    resolveRecipients(db, choice, on, 'general_branch'),
    organisationsOn(db, dayOf(now)),
    db
      .select()
      .from(assignments)
      .where(and(eq(assignments.taskId, task.id), isNull(assignments.personId))),
    exemptByRule(db, task),
  ])
  const frozen = new Set(under.get(assignment.organisationId)?.map((one) => one.id))
  const named = new Set(
    copies.filter((copy) => copy.part !== 'assist').map((copy) => copy.organisationId),
  )
  const byId = new Map(tree.map((one) => [one.id, one]))
  const isAddedUnder = (one: OrganisationOnDay) =>
    one.kind === 'branch' &&
    named.has(one.id) &&
    generalBranchOf(one, byId)?.id === assignment.organisationId
  const standing = tree.filter(
    (one) => (frozen.has(one.id) && !exempt.has(one.id)) || isAddedUnder(one),
  )
  const ids = standing.map((one) => one.id)
  const holders = await postHoldersOn(db, ids, dayOf(now))
  const taken = copies.filter(({ state }) => state !== 'cancelled' && state !== 'not_applicable')
  const byOrganisation = groupByOrganisation(holders)
  return standing.map((organisation) => ({
    organisation,
    told: whoIsTold(byOrganisation.get(organisation.id) ?? []),
    assignmentId: taken.find((one) => one.organisationId === organisation.id)?.id ?? null,
  }))
}

/**
 * What the form of 分解 offers on a 党总支's copy: every branch it may go to, those that have it marked.
 * @throws DomainError not_found
 */
export async function distributableTo(
  ctx: ViewerContext,
  assignmentId: string,
): Promise<Distributable[]> {
  const loaded = await loadAssignment(ctx, ctx.db, assignmentId)
  return loaded.assignment.part === 'coordinator' ? distributable(ctx.db, loaded, ctx.now) : []
}
