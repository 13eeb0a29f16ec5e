import { and, eq, isNull, max } from 'drizzle-orm'
import { acceptances, clockSegments, submissions } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { afterApproval } from './after-approval'
import type { LoadedAssignment } from './load'
import { assertState, moveStep } from './move-step'
import { assertUndecided, type EntryInput, holdForEntry, standingEntry } from './proxy-entry'
import { refreshAssignment } from './refresh-assignment'
import { publishForBranch } from './reports/check-report'

/**
 * The dispatcher confirms a 代录; its real time counts from now on, and for a report the reviewer's
 * clock starts at that time, or the step is done where nobody reviews it. Whoever recorded it cannot confirm it.
 * @throws DomainError conflict when it was confirmed or reviewed meanwhile
 */
export async function confirmEntry(
  ctx: ViewerContext,
  input: EntryInput,
): Promise<{ assignmentId: string; taskId: string }> {
  return ctx.transact(async (tx) => {
    const loaded = await holdForEntry(ctx, tx, input)
    const found = await standingEntry(tx, loaded, input.kind)
    authorize(ctx.viewer, 'assignment.confirmEntry', found.subject)
    const entry = assertUndecided(loaded, input.kind, found.entry)
    const table = input.kind === 'acceptance' ? acceptances : submissions
    const confirmed = await tx.db
      .update(table)
      .set({ confirmedBy: ctx.viewer.personId, confirmedAt: ctx.now })
      .where(and(eq(table.id, entry.id), isNull(table.confirmedAt)))
      .returning({ id: table.id })
    if (confirmed.length === 0) {
      throw conflict('这条代录已经确认过了。')
    }
    if (input.kind === 'submission') {
      assertState(loaded, ['accepted', 'returned', 'submitted'])
      await startReviewAt(tx, loaded, entry.at)
      await settle(ctx, tx, loaded, entry.id)
    }
    tx.record({
      action: 'assignment.confirmEntry',
      subjectType: 'assignment',
      subjectId: loaded.assignment.id,
      detail: { kind: input.kind, entryId: entry.id, at: entry.at },
    })
    return { assignmentId: loaded.assignment.id, taskId: loaded.task.id }
  })
}

/** Where nobody reviews the step, the confirmed report is all it waited for. */
async function settle(
  ctx: ViewerContext,
  tx: Work,
  loaded: LoadedAssignment,
  submissionId: string,
): Promise<void> {
  const isSettled = loaded.node.reviewer === 'none'
  if (isSettled) {
    await moveStep(tx, loaded, { from: ['submitted'], to: 'approved' })
  }
  const refreshed = await refreshAssignment(tx, loaded.assignment.id)
  if (isSettled) {
    await publishForBranch(tx, loaded, submissionId)
    await afterApproval(ctx, tx, loaded, refreshed)
  }
}

/** Moves the border between the branch's time and the reviewer's to the real time of the report. */
async function startReviewAt(tx: Work, { step }: LoadedAssignment, at: Date) {
  const [last] = await tx.db
    .select({ startsAt: max(clockSegments.startsAt) })
    .from(clockSegments)
    .where(and(eq(clockSegments.stepId, step.id), eq(clockSegments.party, 'assignee')))
  const border = last?.startsAt && last.startsAt > at ? last.startsAt : at
  await tx.db
    .update(clockSegments)
    .set({ endsAt: border })
    .where(
      and(
        eq(clockSegments.stepId, step.id),
        eq(clockSegments.party, 'assignee'),
        last?.startsAt ? eq(clockSegments.startsAt, last.startsAt) : undefined,
      ),
    )
  await tx.db
    .update(clockSegments)
    .set({ startsAt: border })
    .where(and(eq(clockSegments.stepId, step.id), isNull(clockSegments.endsAt)))
}
