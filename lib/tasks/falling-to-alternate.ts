import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import { steps, submissions } from '@/db/schema'
import type { Work } from '@/lib/context'
import { dayOf } from '@/lib/period'
import type { Assignment, Task } from './load'
import { reviewersOf } from './reviewers'

/** Which of a task's assignments are handed in and wait for its 备选审核人, as of now. */
export async function handInsFallingTo(
  tx: Work,
  task: Task,
  open: readonly Assignment[],
): Promise<Assignment[]> {
  const submitted = open.filter((one) => one.state === 'submitted')
  const { alternateReviewerId } = task
  if (!alternateReviewerId || submitted.length === 0) {
    return []
  }
  const handIns = await tx.db
    .selectDistinctOn([steps.assignmentId], {
      assignmentId: steps.assignmentId,
      byId: submissions.byId,
      recordedBy: submissions.recordedBy,
    })
    .from(submissions)
    .innerJoin(steps, eq(steps.id, submissions.stepId))
    .where(
      and(
        inArray(
          steps.assignmentId,
          submitted.map((one) => one.id),
        ),
        isNull(submissions.rejectedAt),
      ),
    )
    .orderBy(steps.assignmentId, desc(submissions.recordedAt), desc(submissions.version))
  const parties = new Map(handIns.map((one) => [one.assignmentId, [one.byId, one.recordedBy]]))
  const organisationIds = [...new Set(submitted.map((one) => one.organisationId))]
  const reviewers = await reviewersOf(tx.db, task, organisationIds, dayOf(tx.now))
  return submitted.filter((one) =>
    reviewers(one.organisationId, parties.get(one.id) ?? []).includes(alternateReviewerId),
  )
}
