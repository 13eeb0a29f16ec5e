import { eq, max, min } from 'drizzle-orm'
import type { EntryChannel } from '@/db/enums'
import { newId } from '@/db/ids'
import { acceptances, clockSegments, delegations, returns, submissions } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { formatMoment } from '@/lib/format'
import { postHoldersOn } from '@/lib/organisation/queries'
import { dayOf, momentOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { holdAssignment, holdByStep, type LoadedAssignment } from './load'
import { assertState } from './move-step'
import { refreshAssignment } from './refresh-assignment'
import type { SubmitInput } from './schema'
import { handIn } from './submit-step'
import { tellAssignee } from './tell'

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
    assertState(loaded, ['issued'])
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
    await refreshAssignment(tx, loaded.assignment.id)
    await tellOfEntry(tx, loaded, '签收', at)
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
    const { recordedAt } = await handIn(ctx, tx, loaded, input, {
      channel: input.channel,
      byId: input.byId,
      at,
      proxyReason: input.reason,
    })
    // A retried request finds its report, and the branch knows of it already.
    if (recordedAt.getTime() === ctx.now.getTime()) {
      await tellOfEntry(tx, loaded, '报告', at)
    }
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
  const since = await turnSince(tx, step.id)
  if (at > ctx.now) {
    throw invalid('办理时间不能晚于现在，请核对日期和时间。填写的内容还在。', { on: '晚于现在' })
  }
  // The form knows minutes only: the minute of the dispatch itself is not too early.
  if (since && at.getTime() < Math.floor(since.getTime() / 60_000) * 60_000) {
    throw invalid('办理时间早于任务下达或上次退回的时间，请核对日期和时间。填写的内容还在。', {
      on: '早于下达或退回时间',
    })
  }
  return at
}

/** The last return, else the dispatch. A rejected 代录 does not move it: a true one may be older. */
async function turnSince(tx: Work, stepId: string): Promise<Date | null> {
  const [[turn], [returned]] = await Promise.all([
    tx.db
      .select({ at: min(clockSegments.startsAt) })
      .from(clockSegments)
      .where(eq(clockSegments.stepId, stepId)),
    tx.db
      .select({ at: max(returns.at) })
      .from(returns)
      .innerJoin(submissions, eq(submissions.id, returns.submissionId))
      .where(eq(submissions.stepId, stepId)),
  ])
  return returned?.at ?? turn?.at ?? null
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

/** The branch hears what was written down in its name, and can object. */
async function tellOfEntry(tx: Work, loaded: LoadedAssignment, what: string, at: Date) {
  await tellAssignee(tx, loaded.task, loaded.assignment, {
    kind: 'proxy_entry_recorded',
    body: `已代录您单位的${what}，办理时间 ${formatMoment(at, tx.now)}。请核对，如有不符请告知下达人员不予确认。`,
    smsTemplate: 'proxy_entry_recorded',
  })
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
