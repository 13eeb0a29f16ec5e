import { and, asc, inArray, isNull, ne } from 'drizzle-orm'
import { type AssignmentChangeKind, openAssignmentStates } from '@/db/enums'
import { assignments, clockSegments, steps } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { withdrawUnsent } from '@/lib/notifications/withdraw-unsent'
import { exemptDuties } from './duties-of-copies'
import type { Assignment } from './load'
import { type AssignmentChange, noteChanges } from './note-changes'
import { recordCompletion } from './record-completion'
import { releaseBranches } from './release-branches'
import { lapseRequests } from './requests/lapse-requests'

/** What ends an assignment before it is done, and how it stands afterwards. */
const endings = {
  cancelled: 'cancelled',
  withdrawn: 'cancelled',
  reassigned: 'cancelled',
  declined: 'not_applicable',
  not_applicable: 'not_applicable',
  completed_by_others: 'not_applicable',
} as const satisfies Partial<Record<AssignmentChangeKind, Assignment['state']>>

/** The basis on which a duty of the period is not owed any more. */
const dutyWords: Record<keyof typeof endings, string> = {
  cancelled: '任务已撤销',
  withdrawn: '任务已撤回',
  reassigned: '已改派',
  declined: '已退办',
  not_applicable: '不适用',
  completed_by_others: '本支部已有人完成',
}

export type Ending = AssignmentChange & { kind: keyof typeof endings }

/**
 * Ends those of these assignments that are still open: steps end, clocks stop, a line says why,
 * requests nobody has answered lapse, a miss of theirs no longer counts, and messages that have not
 * left stop. Branches of a 党总支 keep their copies (`releaseBranches`) unless the task itself ends.
 * Telling the recipients is the caller's.
 * @param words why messages were not sent, for the receipt
 * @returns those ended, as they stand now; whoever is not among them was over before
 */
export async function endAssignments(
  ctx: Context,
  tx: Work,
  ids: readonly string[],
  ending: Ending,
  words?: string,
): Promise<Assignment[]> {
  if (ids.length === 0) {
    return []
  }
  const open = and(
    inArray(assignments.id, [...ids]),
    inArray(assignments.state, [...openAssignmentStates]),
  )
  // In one order, so that two who end overlapping sets never wait for each other crosswise.
  await tx.db
    .select({ id: assignments.id })
    .from(assignments)
    .where(open)
    .orderBy(asc(assignments.id))
    .for('no key update')
  const ended = await tx.db
    .update(assignments)
    .set({ state: endings[ending.kind], stateSince: tx.now, closingReason: ending.reason })
    .where(open)
    .returning()
  const endedIds = ended.map((assignment) => assignment.id)
  await stopClocks(tx, endedIds)
  await lapseRequests(tx, endedIds, endings[ending.kind])
  await exemptDuties(ctx, tx, endedIds, `${dutyWords[ending.kind]}：${ending.reason}`)
  await noteChanges(ctx, tx, endedIds, ending)
  await recordCompletion(ctx, tx, endedIds)
  if (ending.kind !== 'cancelled') {
    await releaseBranches(ctx, tx, ended, ending.reason)
  }
  await withdrawUnsent(tx, { subjectIds: endedIds, ...(words ? { reason: words } : {}) })
  return ended
}

/** Ends the steps that were not approved before, and every running clock. */
async function stopClocks(tx: Work, assignmentIds: readonly string[]): Promise<void> {
  const ofThese = inArray(steps.assignmentId, [...assignmentIds])
  await tx.db
    .update(steps)
    .set({ state: 'ended' })
    .where(and(ofThese, ne(steps.state, 'approved')))
  const stepIds = tx.db.select({ id: steps.id }).from(steps).where(ofThese)
  await tx.db
    .update(clockSegments)
    .set({ endsAt: tx.now })
    .where(and(inArray(clockSegments.stepId, stepIds), isNull(clockSegments.endsAt)))
}
