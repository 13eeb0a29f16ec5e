import type { Work } from '@/lib/context'
import { dayOf } from '@/lib/period'
import type { LoadedAssignment } from '../load'
import { reviewersOf } from '../reviewers'
import { ableHolders } from '../subject'

/**
 * Who answers a request about an assignment: the 党总支 that passed it on, if somebody there may;
 * else those who would review it. Never who asks.
 */
export async function decidersOf(
  tx: Work,
  { task, assignment, subject }: LoadedAssignment,
  askedBy: string,
): Promise<string[]> {
  const { organisationId } = assignment
  const day = dayOf(tx.now)
  const superiors = subject.superiorId
    ? await ableHolders(tx.db, subject.superiorId, {
        organisationId,
        day,
        today: day,
        submittedBy: [askedBy],
      })
    : []
  if (superiors.length > 0) {
    return superiors
  }
  const reviewers = await reviewersOf(tx.db, task, [organisationId], day)
  return reviewers(organisationId, [askedBy])
}
