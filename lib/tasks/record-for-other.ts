import { and, eq, isNull, max } from 'drizzle-orm'
import type { EntryChannel } from '@/db/enums'
import { newId } from '@/db/ids'
import { acceptances, clockSegments, delegations, dispatches, submissions } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { postHoldersOn } from '@/lib/organisation/queries'
import { dayOf, momentOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { type LoadedAssignment, loadAssignment, loadByStep } from './load'
import { moveAssignment, passClock } from './move'
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
    const loaded = await loadAssignment(ctx, tx.db, input.assignmentId)
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
    const loaded = await loadByStep(ctx, tx.db, input.stepId)
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

/**
 * The dispatcher confirms a 代录; its real time counts from now on, and for a report the reviewer's
 * clock starts at that time. Whoever recorded it cannot confirm it.
 * @throws DomainError conflict when it was confirmed or reviewed meanwhile
 */
export async function confirmEntry(
  ctx: ViewerContext,
  input: { assignmentId: string; kind: 'acceptance' | 'submission' },
): Promise<{ assignmentId: string; taskId: string }> {
  return ctx.transact(async (tx) => {
    const loaded = await loadAssignment(ctx, tx.db, input.assignmentId)
    const entry = await unconfirmed(tx, loaded, input.kind)
    authorize(ctx.viewer, 'assignment.confirmEntry', {
      ...loaded.subject,
      submittedBy: [entry.byId, entry.recordedBy],
    })
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
      await startReviewAt(tx, loaded, entry.at)
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

async function unconfirmed(tx: Work, loaded: LoadedAssignment, kind: 'acceptance' | 'submission') {
  if (kind === 'submission' && loaded.assignment.state !== 'submitted') {
    throw conflict('这份材料已经审核，不用再确认代录时间。')
  }
  const [acceptance] = await tx.db
    .select()
    .from(acceptances)
    .where(eq(acceptances.assignmentId, loaded.assignment.id))
  const entry = kind === 'acceptance' ? acceptance : loaded.submission
  if (!entry || entry.channel === 'online') {
    throw conflict('没有需要确认的代录。')
  }
  return entry
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

/** The stated time: after the dispatch, not in the future. */
async function realTime(
  ctx: ViewerContext,
  tx: Work,
  { assignment }: LoadedAssignment,
  input: ProxyInput,
): Promise<Date> {
  const at = momentOf(input.on, input.at)
  const [dispatch] = await tx.db
    .select({ at: dispatches.dispatchedAt })
    .from(dispatches)
    .where(eq(dispatches.id, assignment.dispatchId))
  if (at > ctx.now) {
    throw invalid('办理时间不能晚于现在，请核对日期和时间。', { on: '晚于现在' })
  }
  if (dispatch && at < dispatch.at) {
    throw invalid('办理时间早于任务下达时间，请核对日期和时间。', { on: '早于下达时间' })
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
