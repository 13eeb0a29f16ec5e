import { and, asc, eq, inArray, type SQLWrapper, sql } from 'drizzle-orm'
import type { AssignmentChangeKind } from '@/db/enums'
import { assignmentChanges, declineRequests, people } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import type { LoadedAssignment } from './load'
import type { HistoryEvent } from './timeline'

/** 撤销, 不适用, 移交, 收回委托: what happened to it beside the ordinary course of work. */
export async function changeEvents(
  ctx: ViewerContext,
  { assignment }: LoadedAssignment,
): Promise<HistoryEvent[]> {
  const nameOn = (organisationId: SQLWrapper) => sql<string | null>`(
    select name from organisation_versions v
    where v.organisation_id = ${organisationId}
      and v.valid_from <= (${assignmentChanges.at} at time zone 'Asia/Shanghai')::date
    order by v.valid_from desc limit 1)`
  const rows = await ctx.db
    .select({
      entry: assignmentChanges,
      personName: people.name,
      answer: declineRequests.remark,
      fromName: nameOn(assignmentChanges.fromOrganisationId),
      toName: nameOn(assignmentChanges.toOrganisationId),
    })
    .from(assignmentChanges)
    .leftJoin(people, eq(people.id, assignmentChanges.byId))
    .leftJoin(
      declineRequests,
      and(
        eq(declineRequests.assignmentId, assignmentChanges.assignmentId),
        eq(declineRequests.decision, 'granted'),
        inArray(assignmentChanges.kind, ['declined', 'reassigned']),
      ),
    )
    .where(eq(assignmentChanges.assignmentId, assignment.id))
    .orderBy(asc(assignmentChanges.at), asc(assignmentChanges.id))
  return rows.map(({ entry, ...others }) => ({
    kind: 'changed',
    key: entry.id,
    at: entry.at,
    change: entry.kind,
    reason: entry.reason,
    ...others,
  }))
}

/** After these the copy is still there to be done. */
const goesOn: ReadonlySet<AssignmentChangeKind> = new Set(['transferred', 'delegation_withdrawn'])

/** The end of what ended before its changes were kept in rows: without a person. */
export function endEvents(
  { assignment }: LoadedAssignment,
  events: readonly HistoryEvent[],
): HistoryEvent[] {
  const hasEnded = assignment.state === 'cancelled' || assignment.state === 'not_applicable'
  const isTold = events.some((event) => event.kind === 'changed' && !goesOn.has(event.change))
  return hasEnded && !isTold
    ? [
        {
          kind: 'ended',
          key: `${assignment.id}:ended`,
          at: assignment.stateSince,
          personName: null,
          reason: assignment.closingReason,
        },
      ]
    : []
}
