import { eq } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { approvals, returns, steps } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { formatMoment, withoutFinalStop } from '@/lib/format'
import { authorize } from '@/lib/policy'
import { afterApproval } from './after-approval'
import { holdBySubmission, type LoadedAssignment, type Submission } from './load'
import { assertState, moveStep } from './move-step'
import { recordCompletion } from './record-completion'
import { refreshAssignment } from './refresh-assignment'
import { publishForBranch } from './reports/check-report'
import { nodeWords, tellAssignee } from './tell'

/** States in which something may be under review. */
const underWay = ['accepted', 'returned', 'submitted'] as const

/**
 * 审核通过 of one step. Its clock stops; what waited for it opens.
 * @throws DomainError conflict when a newer version exists, it was reviewed, or a 代录 is unconfirmed
 */
export async function approveSubmission(
  ctx: ViewerContext,
  input: { submissionId: string; remark?: string | undefined },
): Promise<{ assignmentId: string; taskId: string }> {
  return ctx.transact(async (tx) => {
    const loaded = await holdBySubmission(ctx, tx, input.submissionId)
    authorize(ctx.viewer, 'assignment.review', loaded.subject)
    const submission = assertReviewable(loaded, input.submissionId)
    assertState(loaded, underWay)
    await moveStep(tx, loaded, { from: ['submitted'], to: 'approved' })
    await tx.db.insert(approvals).values({
      id: newId(),
      submissionId: submission.id,
      remark: input.remark ?? null,
      byId: ctx.viewer.personId,
      at: ctx.now,
    })
    const refreshed = await refreshAssignment(tx, loaded.assignment.id)
    await tellAssignee(tx, loaded.task, loaded.assignment, {
      kind: 'task_approved',
      body: `${nodeWords(loaded)}${input.remark ?? '审核通过，无需再做修改。'}`,
      smsTemplate: null,
    })
    await publishForBranch(tx, loaded, submission.id)
    await afterApproval(ctx, tx, loaded, refreshed)
    tx.record({
      action: 'assignment.approve',
      subjectType: 'assignment',
      subjectId: loaded.assignment.id,
      detail: { submissionId: submission.id },
    })
    return { assignmentId: loaded.assignment.id, taskId: loaded.task.id }
  })
}

/**
 * 退回, with what has to change. The time the review took is added to the branch's due, and the
 * first return leaves at least the task's rework allowance.
 * @throws DomainError conflict as for approval
 */
export async function returnSubmission(
  ctx: ViewerContext,
  input: { submissionId: string; reason: string },
): Promise<{ assignmentId: string; taskId: string; effectiveDueAt: Date }> {
  return ctx.transact(async (tx) => {
    const loaded = await holdBySubmission(ctx, tx, input.submissionId)
    authorize(ctx.viewer, 'assignment.review', loaded.subject)
    const submission = assertReviewable(loaded, input.submissionId)
    const { step, task, assignment } = loaded
    assertState(loaded, underWay)
    await moveStep(tx, loaded, { from: ['submitted'], to: 'returned' })
    await tx.db.insert(returns).values({
      id: newId(),
      submissionId: submission.id,
      reason: input.reason,
      byId: ctx.viewer.personId,
      at: ctx.now,
    })
    await refreshAssignment(tx, assignment.id)
    await recordCompletion(ctx, tx, [assignment.id])
    const effectiveDueAt = await dueOf(tx, step.id)
    await tellAssignee(tx, task, assignment, {
      kind: 'task_returned',
      body: `${nodeWords(loaded)}需要改：${withoutFinalStop(input.reason)}。请于 ${formatMoment(effectiveDueAt, ctx.now)} 前再次提交。`,
      smsTemplate: 'task_returned',
    })
    tx.record({
      action: 'assignment.return',
      subjectType: 'assignment',
      subjectId: assignment.id,
      detail: { submissionId: submission.id, effectiveDueAt },
    })
    return { assignmentId: assignment.id, taskId: task.id, effectiveDueAt }
  })
}

async function dueOf(tx: Work, stepId: string): Promise<Date> {
  const [row] = await tx.db
    .select({ effectiveDueAt: steps.effectiveDueAt })
    .from(steps)
    .where(eq(steps.id, stepId))
  return row?.effectiveDueAt ?? tx.now
}

function assertReviewable(loaded: LoadedAssignment, submissionId: string): Submission {
  const { submission } = loaded
  if (!submission || submission.id !== submissionId) {
    throw conflict('支部已经提交了更新的一版，请刷新后审核最新的一版。')
  }
  if (submission.channel !== 'online' && !submission.confirmedAt) {
    throw conflict('这份材料是代录的，请先核对并确认代录时间，再审核。')
  }
  return submission
}
