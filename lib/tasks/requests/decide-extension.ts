import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { assignments, extensionRequests, steps } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, forbidden, invalid, notFound } from '@/lib/errors'
import { formatMoment, withoutFinalStop } from '@/lib/format'
import { dayOf, momentOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { isAtBranch } from '../assignment-state'
import { type Assignment, holdByStep, type LoadedAssignment } from '../load'
import { recordCompletion } from '../record-completion'
import { refreshAssignment } from '../refresh-assignment'
import { belongingOn } from '../subject'
import { nodeWords, tellAssignee } from '../tell'
import type { DecideExtensionInput } from './schema'

type ExtensionRequest = typeof extensionRequests.$inferSelect

/**
 * Answers a 延期申请, by who issued the task (or passed it on) and not by who asked. Granting moves
 * the due of the step; time spent in review goes on counting on top of it.
 * @throws DomainError conflict when it was answered or the work handed in meanwhile; invalid for a
 *   date that is no later than the due, or later than the 党总支's own
 */
export async function decideExtension(
  ctx: ViewerContext,
  input: DecideExtensionInput,
): Promise<Assignment> {
  return ctx.transact(async (tx) => {
    const { stepId, at } = await findRequest(tx.db, input.requestId)
    const loaded = await holdByStep(ctx, tx, stepId)
    const days = [dayOf(at), dayOf(ctx.now)]
    const subject = await belongingOn(ctx, tx.db, loaded.subject, days)
    authorize(ctx.viewer, 'assignment.decideRequest', subject)
    // Read again: the row may have been answered while this waited for the assignment.
    const request = await findRequest(tx.db, input.requestId)
    assertOpen(ctx, request)
    const grantedDueAt =
      input.decision === 'granted' ? await dueOf(tx, loaded, request, input) : null
    await tx.db
      .update(extensionRequests)
      .set({
        decision: input.decision,
        grantedDueAt,
        remark: input.remark ?? null,
        decidedBy: ctx.viewer.personId,
        decidedAt: ctx.now,
      })
      .where(eq(extensionRequests.id, request.id))
    if (grantedDueAt) {
      await tx.db.update(steps).set({ dueAt: grantedDueAt }).where(eq(steps.id, stepId))
    }
    const { assignment } = await refreshAssignment(tx, loaded.assignment.id)
    await recordCompletion(ctx, tx, [assignment.id])
    await tellAssignee(tx, loaded.task, assignment, {
      kind: 'task_extension_decided',
      body: wordsOf(ctx, loaded, grantedDueAt, input.remark),
      smsTemplate: null,
    })
    tx.record({
      action: grantedDueAt ? 'assignment.grantExtension' : 'assignment.refuseExtension',
      subjectType: 'assignment',
      subjectId: assignment.id,
      detail: {
        requestId: request.id,
        previousDueAt: loaded.step.dueAt,
        grantedDueAt,
        remark: input.remark ?? null,
      },
    })
    return assignment
  })
}

/**
 * Takes back one's own 延期申请 before it is answered; it leaves no trace but in the audit.
 * @throws DomainError conflict when it has been answered
 */
export async function withdrawExtension(
  ctx: ViewerContext,
  input: { requestId: string },
): Promise<Assignment> {
  return ctx.transact(async (tx) => {
    const { stepId } = await findRequest(tx.db, input.requestId)
    const loaded = await holdByStep(ctx, tx, stepId)
    authorize(ctx.viewer, 'assignment.request', loaded.subject)
    const taken = await tx.db
      .delete(extensionRequests)
      .where(and(eq(extensionRequests.id, input.requestId), isNull(extensionRequests.decision)))
      .returning()
    if (taken.length === 0) {
      throw conflict('这份延期申请已经答复，不能再收回。请刷新页面查看。')
    }
    tx.record({
      action: 'assignment.withdrawExtension',
      subjectType: 'assignment',
      subjectId: loaded.assignment.id,
      detail: { requestId: input.requestId, reason: taken[0]?.reason },
    })
    return loaded.assignment
  })
}

async function findRequest(db: Db, requestId: string): Promise<ExtensionRequest> {
  const [request] = await db
    .select()
    .from(extensionRequests)
    .where(eq(extensionRequests.id, requestId))
  if (!request) {
    throw notFound('延期申请')
  }
  return request
}

function assertOpen(ctx: ViewerContext, request: ExtensionRequest): void {
  if (request.decision) {
    throw conflict('这份延期申请已经答复。请刷新页面查看。')
  }
  if (request.byId === ctx.viewer.personId) {
    throw forbidden('这份申请是您本人提出的，请由其他有权限的人答复。')
  }
}

async function dueOf(
  tx: Work,
  { step, assignment }: LoadedAssignment,
  request: ExtensionRequest,
  input: DecideExtensionInput,
): Promise<Date> {
  if (!isAtBranch(step.state)) {
    throw conflict('支部已经提交，不再需要延期。可以选“不同意”并说明，结束这份申请。')
  }
  const granted = input.dueOn ? momentOf(input.dueOn, input.dueTime) : request.requestedDueAt
  if (granted <= step.dueAt || granted <= tx.now) {
    throw invalid('延至的时间应晚于原来的截止时间，也不能早于现在。', { dueOn: '请选更晚的时间' })
  }
  const [parent] = assignment.parentId
    ? await tx.db.select().from(assignments).where(eq(assignments.id, assignment.parentId))
    : []
  if (parent && granted > parent.dueAt) {
    throw invalid(
      `党总支本级的截止时间是 ${formatMoment(parent.dueAt, tx.now)}，不能延到它之后；需要时请先由党总支申请延期。`,
      { dueOn: '晚于党总支本级的截止时间' },
    )
  }
  return granted
}

function wordsOf(
  ctx: ViewerContext,
  loaded: LoadedAssignment,
  grantedDueAt: Date | null,
  remark: string | undefined,
): string {
  const answer = grantedDueAt
    ? `同意延至 ${formatMoment(grantedDueAt, ctx.now)}。`
    : '不同意延期，截止时间不变。'
  return `${nodeWords(loaded)}${answer}${remark ? `${withoutFinalStop(remark)}。` : ''}`
}
