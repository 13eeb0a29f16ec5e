import { and, eq, isNull } from 'drizzle-orm'
import { acceptances, returns, submissions } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { formatMoment, withoutFinalStop } from '@/lib/format'
import { authorize } from '@/lib/policy'
import type { LoadedAssignment } from './load'
import { assertState, moveStep } from './move-step'
import {
  assertUndecided,
  type Entry,
  type EntryInput,
  type EntryKind,
  holdForEntry,
  standingEntry,
} from './proxy-entry'
import { refreshAssignment } from './refresh-assignment'
import { tell, tellAssignee } from './tell'

/**
 * 不予确认: a 代录 that is wrong does not count, and the branch acts again from where it stood before;
 * the time it lay with the reviewer is given back. It stays on record with the reason; the branch and
 * whoever recorded it are told.
 * @throws DomainError conflict when it was decided meanwhile, or the branch has gone on from it
 */
export async function rejectEntry(
  ctx: ViewerContext,
  input: EntryInput & { reason: string },
): Promise<{ assignmentId: string; taskId: string }> {
  return ctx.transact(async (tx) => {
    const loaded = await holdForEntry(ctx, tx, input)
    const found = await standingEntry(tx, loaded, input.kind)
    authorize(ctx.viewer, 'assignment.confirmEntry', found.subject)
    const entry = assertUndecided(loaded, input.kind, found.entry)
    await (input.kind === 'acceptance' ? undoAcceptance(loaded) : undoSubmission(tx, loaded))
    await markRejected(ctx, tx, entry, input)
    const { assignment } = await refreshAssignment(tx, loaded.assignment.id)
    await tellParties(tx, loaded, entry, {
      kind: 'proxy_entry_rejected',
      body: `代录的${input.kind === 'acceptance' ? '签收' : '报告'}未予确认：${withoutFinalStop(input.reason)}。请于 ${formatMoment(assignment.effectiveDueAt, ctx.now)} 前${input.kind === 'acceptance' ? '签收并完成' : '提交'}。`,
    })
    tx.record({
      action: 'assignment.rejectEntry',
      subjectType: 'assignment',
      subjectId: loaded.assignment.id,
      detail: { kind: input.kind, entryId: entry.id, reason: input.reason },
    })
    return { assignmentId: loaded.assignment.id, taskId: loaded.task.id }
  })
}

/** The 签收 falls once it is rejected, unless the branch has gone on from it. */
async function undoAcceptance(loaded: LoadedAssignment): Promise<void> {
  if (loaded.assignment.state !== 'accepted' || loaded.steps.some((one) => one.submission)) {
    throw conflict('支部在这次签收之后已经提交过材料，不能再不予确认签收。')
  }
}

/** The step is the branch's again; the reviewer's time is added to its due. */
async function undoSubmission(tx: Work, loaded: LoadedAssignment): Promise<void> {
  assertState(loaded, ['accepted', 'returned', 'submitted'])
  const wasReturned = await hasReturn(tx, loaded.step.id)
  await moveStep(tx, loaded, { from: ['submitted'], to: wasReturned ? 'returned' : 'open' })
}

async function hasReturn(tx: Work, stepId: string): Promise<boolean> {
  const [row] = await tx.db
    .select({ id: returns.id })
    .from(returns)
    .innerJoin(submissions, eq(submissions.id, returns.submissionId))
    .where(eq(submissions.stepId, stepId))
    .limit(1)
  return row !== undefined
}

async function markRejected(
  ctx: ViewerContext,
  tx: Work,
  entry: Entry,
  { kind, reason }: { kind: EntryKind; reason: string },
): Promise<void> {
  const table = kind === 'acceptance' ? acceptances : submissions
  const rejected = await tx.db
    .update(table)
    .set({ rejectedBy: ctx.viewer.personId, rejectedAt: ctx.now, rejectReason: reason })
    .where(and(eq(table.id, entry.id), isNull(table.confirmedAt), isNull(table.rejectedAt)))
    .returning({ id: table.id })
  if (rejected.length === 0) {
    throw conflict('这条代录刚刚已经处理过了，请刷新页面查看。')
  }
}

async function tellParties(
  tx: Work,
  { task, assignment }: LoadedAssignment,
  entry: Entry,
  message: { kind: 'proxy_entry_rejected'; body: string },
): Promise<void> {
  await tellAssignee(tx, task, assignment, { ...message, smsTemplate: 'proxy_entry_rejected' })
  await tell(tx, task, assignment, [entry.recordedBy], { ...message, smsTemplate: null })
}
