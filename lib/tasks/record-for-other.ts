import { and, eq, max } from 'drizzle-orm'
import type { EntryChannel } from '@/db/enums'
import { newId } from '@/db/ids'
import { acceptances, clockSegments, delegations } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { postHoldersOn } from '@/lib/organisation/queries'
import { dayOf, momentOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { holdAssignment, holdByStep, type LoadedAssignment } from './load'
import { moveAssignment } from './move'
import type { SubmitInput } from './schema'
import { handIn } from './submit-step'

interface ProxyInput {
  channel: Exclude<EntryChannel, 'online'>
  byId: string
  /** Day and clock time at which it really happened. */
  on: string
  at: string
  reason: string
}

/**
 * 代录签收: what was received by telephone or on paper, with its real time and reason. It counts at
 * that time once the dispatcher has confirmed it.
 * @throws DomainError invalid for an impossible time or a person who does not act for the branch
 */
export async function recordAcceptance(
  ctx: ViewerContext,
  input: ProxyInput & { assignmentId: string },
): Promise<{ assignmentId: string; taskId: string }> {
  return ctx.transact(async (tx) => {
    const loaded = await holdAssignment(ctx, tx, input.assignmentId)
    authorize(ctx.viewer, 'assignment.recordForOther', loaded.subject)
    const at = await realTime(ctx, tx, loaded, input)
    await assertActsFor(tx, loaded, input.byId, at)
    await moveAssignment(tx, loaded, { from: ['issued'], to: 'accepted' })
    await tx.db.insert(acceptances).values({
      id: newId(),
      assignmentId: loaded.assignment.id,
      channel: input.channel,
      byId: input.byId,
      at,
      recordedBy: ctx.viewer.personId,
      recordedAt: ctx.now,
      proxyReason: input.reason,
    })
    recordProxy(tx, loaded, 'assignment.recordAcceptance', input, at)
    return { assignmentId: loaded.assignment.id, taskId: loaded.task.id }
  })
}

/**
 * 代录报告: a report made by telephone or on paper.
 * @throws DomainError as `recordAcceptance` and `submitStep`
 */
export async function recordSubmission(
  ctx: ViewerContext,
  input: ProxyInput & SubmitInput,
): Promise<{ assignmentId: string; taskId: string }> {
  return ctx.transact(async (tx) => {
    const loaded = await holdByStep(ctx, tx, input.stepId)
    authorize(ctx.viewer, 'assignment.recordForOther', loaded.subject)
    const at = await realTime(ctx, tx, loaded, input)
    await assertActsFor(tx, loaded, input.byId, at)
    await handIn(ctx, tx, loaded, input, {
      channel: input.channel,
      byId: input.byId,
      at,
      proxyReason: input.reason,
    })
    return { assignmentId: loaded.assignment.id, taskId: loaded.task.id }
  })
}

/** The stated time: since it became the branch's turn (dispatch or last return), not in the future. */
async function realTime(
  ctx: ViewerContext,
  tx: Work,
  { step }: LoadedAssignment,
  input: ProxyInput,
): Promise<Date> {
  const at = momentOf(input.on, input.at)
  const [turn] = await tx.db
    .select({ startsAt: max(clockSegments.startsAt) })
    .from(clockSegments)
    .where(and(eq(clockSegments.stepId, step.id), eq(clockSegments.party, 'assignee')))
  if (at > ctx.now) {
    throw invalid('办理时间不能晚于现在，请核对日期和时间。填写的内容还在。', { on: '晚于现在' })
  }
  // The form knows minutes only: the minute of the dispatch itself is not too early.
  if (turn?.startsAt && at.getTime() < Math.floor(turn.startsAt.getTime() / 60_000) * 60_000) {
    throw invalid('办理时间早于任务下达或上次退回的时间，请核对日期和时间。填写的内容还在。', {
      on: '早于下达或退回时间',
    })
  }
  return at
}

/** The person acts for the recipient on that day: in post, the recipient himself or the delegate. */
async function assertActsFor(tx: Work, loaded: LoadedAssignment, personId: string, at: Date) {
  const { assignment } = loaded
  const holders = await postHoldersOn(tx.db, [assignment.organisationId], dayOf(at))
  const delegated = await tx.db
    .select({ to: delegations.toPersonId })
    .from(delegations)
    .where(eq(delegations.assignmentId, assignment.id))
  const acting = [
    assignment.personId,
    ...(assignment.personId ? [] : holders.map((holder) => holder.personId)),
    ...delegated.map((delegation) => delegation.to),
  ]
  if (!acting.includes(personId)) {
    throw invalid('请选择当时代表该支部办理的人（书记、支委或受托人）。', { byId: '不是办理人' })
  }
}

function recordProxy(
  tx: Work,
  loaded: LoadedAssignment,
  action: string,
  input: ProxyInput,
  at: Date,
) {
  tx.record({
    action,
    subjectType: 'assignment',
    subjectId: loaded.assignment.id,
    detail: { channel: input.channel, by: input.byId, at },
  })
}
