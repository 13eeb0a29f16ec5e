import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { declineRequests } from '@/db/schema'
import { loadCalendar } from '@/lib/calendar'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, forbidden, notFound } from '@/lib/errors'
import { withoutFinalStop } from '@/lib/format'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { reworkGrant } from '../clock'
import { endAssignments } from '../end-assignments'
import {
  type Assignment,
  holdAssignment,
  holdTaskUnderWay,
  type LoadedAssignment,
  loadAssignment,
  type Task,
} from '../load'
import { branchTally } from '../open-branches'
import { refreshAssignment } from '../refresh-assignment'
import { releasedWords } from '../release-branches'
import { recipientChoice } from '../schema'
import { belongingOn } from '../subject'
import { issueMore } from '../supplement-dispatch'
import { tellAssignee } from '../tell'
import { assertCanTake } from './request-decline'
import type { DecideDeclineInput } from './schema'

type DeclineRequest = typeof declineRequests.$inferSelect

/**
 * Answers 申请退办 or 改派. Granted, the copy ends without any effect on scores; a 改派 issues one to
 * the other organisation in the same transaction. Refused, the clock goes on where it stood.
 * @throws DomainError conflict when it was answered meanwhile; invalid for an organisation that
 *   cannot take it
 */
export async function decideDecline(
  ctx: ViewerContext,
  input: DecideDeclineInput,
): Promise<Assignment> {
  return ctx.transact(async (tx) => {
    const { assignmentId, kind, at } = await findRequest(tx.db, input.requestId)
    if (kind === 'reassign' && input.decision === 'granted') {
      // The task before its copies, as 撤销 takes them: none is made of one that is being ended.
      const { task } = await loadAssignment(ctx, tx.db, assignmentId)
      await holdTaskUnderWay(tx, task.id)
    }
    const loaded = await holdAssignment(ctx, tx, assignmentId)
    const days = [dayOf(at), dayOf(ctx.now)]
    const subject = await belongingOn(ctx, tx.db, loaded.subject, days)
    authorize(ctx.viewer, 'assignment.decideRequest', subject)
    // Read again: it may have been answered while this waited for the assignment.
    const request = await findRequest(tx.db, input.requestId)
    assertOpen(ctx, request)
    const isGranted = input.decision === 'granted'
    const { all: branches } = await branchTally(tx.db, assignmentId)
    // Answered first: what has no answer when the copy ends lapses.
    await tx.db
      .update(declineRequests)
      .set({
        decision: input.decision,
        remark: input.remark ?? null,
        decidedBy: ctx.viewer.personId,
        decidedAt: ctx.now,
      })
      .where(and(eq(declineRequests.id, request.id), isNull(declineRequests.decision)))
    const replacementId = isGranted ? await grant(ctx, tx, loaded, request, input) : null
    const { assignment } = await refreshAssignment(tx, assignmentId)
    const remark = input.remark ? `${withoutFinalStop(input.remark)}。` : ''
    await tellAssignee(tx, loaded.task, assignment, {
      kind: 'task_decline_decided',
      body: isGranted
        ? `同意${request.kind === 'decline' ? '退办' : '改派'}，无需再办理，不影响计分。${releasedWords(branches)}${remark}`
        : `不同意${request.kind === 'decline' ? '退办' : '改派'}，请继续办理，等候答复的时间已顺延。${remark}`,
      smsTemplate: null,
    })
    tx.record({
      action: isGranted ? 'assignment.grantDecline' : 'assignment.refuseDecline',
      subjectType: 'assignment',
      subjectId: assignment.id,
      detail: {
        requestId: request.id,
        kind: request.kind,
        replacementId,
        remark: input.remark ?? null,
      },
    })
    return assignment
  })
}

/** Ends the copy; of a 改派 the id of the copy that takes its place. */
async function grant(
  ctx: ViewerContext,
  tx: Work,
  { assignment, task }: LoadedAssignment,
  request: DeclineRequest,
  input: DecideDeclineInput,
): Promise<string | null> {
  const target =
    request.kind === 'reassign' ? (input.toOrganisationId ?? request.toOrganisationId) : null
  const kind = target ? ('reassigned' as const) : ('declined' as const)
  if (target) {
    await assertCanTake(tx, task, assignment, target)
  }
  await endAssignments(ctx, tx, [assignment.id], {
    kind,
    reason: request.reason,
    ...(target ? { fromOrganisationId: assignment.organisationId, toOrganisationId: target } : {}),
  })
  if (!target) {
    return null
  }
  const { copies } = await issueMore(ctx, tx, task, {
    choice: recipientChoice.parse({ organisationIds: [target] }),
    requestKey: newId(),
    dueAt: await dueOfReplacement(tx, task, request),
    isReassignment: true,
  })
  const replacementId = copies[0]?.assignmentId ?? null
  await tx.db
    .update(declineRequests)
    .set({ replacementId })
    .where(eq(declineRequests.id, request.id))
  return replacementId
}

/**
 * The task's due. Where it has passed meanwhile, later by what the answer took, for waiting is nobody's
 * time, and a working day at least.
 */
async function dueOfReplacement(tx: Work, { dueAt }: Task, request: DeclineRequest): Promise<Date> {
  if (dueAt > tx.now) {
    return dueAt
  }
  const waitedMs = tx.now.getTime() - request.at.getTime()
  const { until } = reworkGrant(tx.now, 1, await loadCalendar(tx.db))
  return new Date(Math.max(dueAt.getTime() + waitedMs, until.getTime()))
}

async function findRequest(db: Db, requestId: string): Promise<DeclineRequest> {
  const [request] = await db.select().from(declineRequests).where(eq(declineRequests.id, requestId))
  if (!request) {
    throw notFound('退办申请')
  }
  return request
}

function assertOpen(ctx: ViewerContext, request: DeclineRequest): void {
  if (request.decision) {
    throw conflict('这份申请已经答复。请刷新页面查看。')
  }
  if (request.byId === ctx.viewer.personId) {
    throw forbidden('这份申请是您本人提出的，请由其他有权限的人答复。')
  }
}
