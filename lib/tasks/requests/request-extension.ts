import { and, eq, isNull } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { extensionRequests } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { formatMoment } from '@/lib/format'
import { momentOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { isAtBranch } from '../assignment-state'
import { type Assignment, holdByStep } from '../load'
import { nodeWords, tell } from '../tell'
import { decidersOf } from './deciders'
import type { RequestExtensionInput } from './schema'

/**
 * 延期申请 for one step: before it expires and one at a time. Until it is decided the due stands, and
 * the clock goes on.
 * @throws DomainError conflict when it is not the branch's turn, the due has passed or a request
 *   waits already; invalid when the date asked for is no later than the due
 */
export async function requestExtension(
  ctx: ViewerContext,
  input: RequestExtensionInput,
): Promise<Assignment> {
  return ctx.transact(async (tx) => {
    const loaded = await holdByStep(ctx, tx, input.stepId)
    authorize(ctx.viewer, 'assignment.request', loaded.subject)
    const { step, assignment, task } = loaded
    if (!isAtBranch(step.state) || assignment.state === 'paused') {
      throw conflict('现在不在办理当中，不需要申请延期。请刷新页面看最新情况。')
    }
    if (step.effectiveDueAt <= ctx.now) {
      throw conflict(
        `截止时间 ${formatMoment(step.effectiveDueAt, ctx.now)} 已过，到期前才可以申请延期。请尽快提交，情况可在完成情况里说明。`,
      )
    }
    const requestedDueAt = momentOf(input.dueOn, input.dueTime)
    if (requestedDueAt <= step.dueAt || requestedDueAt <= step.effectiveDueAt) {
      throw invalid('申请的时间应晚于现在的截止时间。填写的内容还在。', {
        dueOn: `请选择 ${formatMoment(step.effectiveDueAt, ctx.now)} 之后的时间`,
      })
    }
    const [waiting] = await tx.db
      .select({ id: extensionRequests.id })
      .from(extensionRequests)
      .where(and(eq(extensionRequests.stepId, step.id), isNull(extensionRequests.decision)))
    if (waiting) {
      throw conflict('已经有一份延期申请在等答复，答复后才能再申请。')
    }
    const request = {
      id: newId(),
      stepId: step.id,
      reason: input.reason,
      requestedDueAt,
      previousDueAt: step.dueAt,
      byId: ctx.viewer.personId,
      at: ctx.now,
    }
    await tx.db.insert(extensionRequests).values(request)
    await tell(tx, task, assignment, await decidersOf(tx, loaded, ctx.viewer.personId), {
      kind: 'task_extension_requested',
      body: `${nodeWords(loaded)}申请延至 ${formatMoment(requestedDueAt, ctx.now)}。原因：${input.reason}`,
      smsTemplate: null,
    })
    tx.record({
      action: 'assignment.requestExtension',
      subjectType: 'assignment',
      subjectId: assignment.id,
      detail: { requestId: request.id, stepId: step.id, requestedDueAt, reason: input.reason },
    })
    return assignment
  })
}
