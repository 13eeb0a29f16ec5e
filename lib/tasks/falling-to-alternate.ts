import { and, desc, eq, inArray, isNull, ne } from 'drizzle-orm'
import { steps, submissions, taskNodes } from '@/db/schema'
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
  const { alternateReviewerId } = task
  // Where a 党总支 reviews first, nothing falls to anybody else.
  const own = open.filter((one) => one.parentId === null)
  if (!alternateReviewerId || own.length === 0) {
    return []
  }
  const handIns = await tx.db
    .selectDistinctOn([steps.id], {
      assignmentId: steps.assignmentId,
      byId: submissions.byId,
      recordedBy: submissions.recordedBy,
    })
    .from(submissions)
    .innerJoin(steps, eq(steps.id, submissions.stepId))
    .innerJoin(taskNodes, eq(taskNodes.id, steps.nodeId))
    .where(
      and(
        inArray(
          steps.assignmentId,
          own.map((one) => one.id),
        ),
        eq(steps.state, 'submitted'),
        ne(taskNodes.reviewer, 'person'),
        isNull(submissions.rejectedAt),
      ),
    )
    .orderBy(steps.id, desc(submissions.version))
  const organisationIds = [...new Set(own.map((one) => one.organisationId))]
  const reviewers = await reviewersOf(tx.db, task, organisationIds, dayOf(tx.now))
  return own.filter(({ id, organisationId }) =>
    handIns.some(
      ({ assignmentId, byId, recordedBy }) =>
        assignmentId === id &&
        reviewers(organisationId, [byId, recordedBy]).includes(alternateReviewerId),
    ),
  )
}
