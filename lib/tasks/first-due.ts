import { and, asc, eq, inArray } from 'drizzle-orm'
import { extensionRequests } from '@/db/schema'
import type { Work } from '@/lib/context'
import type { LoadedAssignment } from './load'

/**
 * When a copy was due before any extension moved it: what it counts for stays in that quarter
 * (decision 0004).
 */
export async function firstDueOf(
  tx: Pick<Work, 'db'>,
  { steps }: Pick<LoadedAssignment, 'steps'>,
): Promise<Date> {
  const granted = await tx.db
    .select({ stepId: extensionRequests.stepId, previousDueAt: extensionRequests.previousDueAt })
    .from(extensionRequests)
    .where(
      and(
        inArray(
          extensionRequests.stepId,
          steps.map(({ step }) => step.id),
        ),
        eq(extensionRequests.decision, 'granted'),
      ),
    )
    .orderBy(asc(extensionRequests.at))
  const dues = steps.map(({ step }) => {
    const first = granted.find((one) => one.stepId === step.id)
    return (first?.previousDueAt ?? step.dueAt).getTime()
  })
  return new Date(Math.max(...dues))
}
