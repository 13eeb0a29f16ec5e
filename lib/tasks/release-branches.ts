import { and, asc, eq, inArray, notInArray } from 'drizzle-orm'
import { assignments, steps, tasks } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { withoutFinalStop } from '@/lib/format'
import { writeNotices } from '@/lib/notifications/notify'
import { dayOf } from '@/lib/period'
import { type Assignment, loadByStep } from './load'
import { reviewersOfStep } from './reviewers'
import { isAssigneeTurn } from './states'
import { handInToReview, tellAssignees } from './tell'

/**
 * What becomes of the branches when the copy of their 党总支 ends while the task goes on: theirs stay,
 * and who issued the task reviews them. Branches that have something left to do hear of it; what lies
 * there for 初审 comes to its new reviewers.
 * @param ended copies that have just ended; those that are no 党总支's are passed over
 */
export async function releaseBranches(
  ctx: Context,
  tx: Work,
  ended: readonly Assignment[],
  reason: string,
): Promise<void> {
  for (const coordinator of ended.filter((one) => one.part === 'coordinator')) {
    const released = await release(tx, coordinator)
    const [task] = await tx.db.select().from(tasks).where(eq(tasks.id, coordinator.taskId))
    if (task && released.length > 0) {
      const waiting = released.filter((one) => isAssigneeTurn(one.state) || one.state === 'paused')
      await tellAssignees(tx, task, waiting, () => ({
        kind: 'handover',
        body: `党总支的一份已结束，本支部的这一份照常办理，时限不变，报来后改由下达部门审核。原因：${withoutFinalStop(reason)}。`,
        smsTemplate: null,
      }))
      await handToReviewers(ctx, tx, released)
    }
  }
}

/** The same in a sentence, for the 党总支 whose copy ends; empty where it had passed on nothing. */
export function releasedWords(branches: number): string {
  return branches > 0
    ? `已分解到支部的 ${branches} 份不受影响，由各支部照常办理，改由下达部门审核。`
    : ''
}

/** Locked by the change itself: a hand-in of this moment is either seen below or sees the change. */
function release(tx: Work, coordinator: Assignment): Promise<Assignment[]> {
  return tx.db
    .update(assignments)
    .set({ parentId: null })
    .where(
      and(
        eq(assignments.parentId, coordinator.id),
        notInArray(assignments.state, ['cancelled', 'not_applicable']),
      ),
    )
    .returning()
}

/** Tells those who review these copies from now on of every hand-in that waits in them. */
export async function handToReviewers(
  ctx: Context,
  tx: Work,
  released: readonly Assignment[],
): Promise<void> {
  const waiting = await tx.db
    .select({ id: steps.id })
    .from(steps)
    .where(
      and(
        inArray(
          steps.assignmentId,
          released.map((one) => one.id),
        ),
        eq(steps.state, 'submitted'),
      ),
    )
    .orderBy(asc(steps.id))
  for (const { id } of waiting) {
    // As the system: who takes the copy back need not be somebody who sees what its branches wrote.
    const loaded = await loadByStep({ ...ctx, viewer: null }, tx.db, id)
    const { task, assignment, submission } = loaded
    const reviewers = submission
      ? await reviewersOfStep(tx.db, loaded, submission, dayOf(tx.now))
      : []
    await writeNotices(
      tx,
      reviewers.map((personId) => handInToReview(task, assignment, personId)),
    )
  }
}
