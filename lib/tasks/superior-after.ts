import { and, eq, notInArray } from 'drizzle-orm'
import { assignments } from '@/db/schema'
import type { Work } from '@/lib/context'
import { organisationsOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import type { Assignment } from './load'
import { generalBranchOf } from './plan-route'

/**
 * Who reviews first (初审) what one branch takes over from another: the copy of the 党总支 above the
 * one that takes it over, where that 党总支 has the task; null where the office reviews, as it does
 * whatever came straight from it.
 */
export async function superiorAfter(
  tx: Work,
  { taskId, parentId }: Assignment,
  toOrganisationId: string,
): Promise<{ copyId: string; name: string } | null> {
  if (parentId === null) {
    return null
  }
  const tree = await organisationsOn(tx.db, dayOf(tx.now))
  const byId = new Map(tree.map((one) => [one.id, one]))
  const to = byId.get(toOrganisationId)
  const above = to ? generalBranchOf(to, byId) : undefined
  const [copy] = above
    ? await tx.db
        .select({ id: assignments.id })
        .from(assignments)
        .where(
          and(
            eq(assignments.taskId, taskId),
            eq(assignments.organisationId, above.id),
            eq(assignments.part, 'coordinator'),
            notInArray(assignments.state, ['cancelled', 'not_applicable']),
          ),
        )
    : []
  return above && copy ? { copyId: copy.id, name: above.name } : null
}
