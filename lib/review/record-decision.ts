import { eq } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { reviewDecisions } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, DomainError, invalid } from '@/lib/errors'
import { formatDay } from '@/lib/format'
import { organisationOn } from '@/lib/organisation/queries'
import { dayOf, momentOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { quarterSubject } from '@/lib/scorecard/quarter/load-quarter'
import { branchPeople } from './branch-people'
import { decisionDueTime, makeDecisionTask } from './decision-task'
import { move } from './hold-meeting'
import { holdMeeting, type Meeting, snapshotOf } from './load-meeting'
import {
  type RecordDecisionInput,
  recordDecisionInput,
  type SyncDecisionsInput,
  type SyncedDecision,
} from './schema'

export type Decision = typeof reviewDecisions.$inferSelect

/**
 * 决定: who does what by when, and the supervised task it becomes, in one transaction. Sent again with
 * the same key it finds the first. One for a meeting that was only prepared opens it, for words said
 * in the room are never refused for a button nobody pressed; after the end only what was decided
 * before it comes in.
 * @throws DomainError not_found, forbidden; conflict after the meeting; invalid for a branch not on
 *   the agenda or no longer there, somebody who is not of it, or a due that has passed
 */
export async function recordDecision(
  ctx: ViewerContext,
  input: RecordDecisionInput,
): Promise<{ decision: Decision; isFirst: boolean }> {
  return ctx.transact(async (tx) => {
    const { meeting, quarter } = await holdMeeting(ctx, tx, input.meetingId)
    authorize(ctx.viewer, 'review.hold', quarterSubject(quarter))
    const [known] = await tx.db
      .select()
      .from(reviewDecisions)
      .where(eq(reviewDecisions.requestKey, input.requestKey))
    if (known) {
      tx.unchanged()
      return { decision: earlier(known, input), isFirst: false }
    }
    const decidedAt = momentSaid(ctx, input)
    await assertDecidable(ctx, tx, meeting, { ...input, decidedAt: decidedAt.toISOString() })
    if (meeting.state === 'prepared') {
      await move(tx, meeting, 'opened', { openedAt: decidedAt })
    }
    const { sha256 } = await snapshotOf(tx.db, meeting.snapshotId)
    const taskId = await makeDecisionTask(ctx, tx, { quarter, sha256, decision: input })
    const decision = await write(ctx, tx, { input, decidedAt, taskId })
    return { decision, isFirst: true }
  })
}

/** @throws DomainError conflict when the key belongs to another meeting */
function earlier(known: Decision, input: RecordDecisionInput): Decision {
  if (known.meetingId !== input.meetingId) {
    throw conflict('这条决定已经记在另一次评议会，没有重复记录。')
  }
  return known
}

/** The moment it was said; a clock of the meeting room that runs ahead does not make it later than now. */
function momentSaid(ctx: ViewerContext, { decidedAt }: RecordDecisionInput): Date {
  return new Date(Math.min(Date.parse(decidedAt), ctx.now.getTime()))
}

async function assertDecidable(
  ctx: ViewerContext,
  tx: Work,
  meeting: Meeting,
  input: RecordDecisionInput,
): Promise<void> {
  const { organisationId, personId, dueOn, decidedAt } = input
  if (meeting.closedAt && new Date(decidedAt) > meeting.closedAt) {
    throw conflict('评议会已经结束，这条决定没有记录。请改为下达任务，或另开一次评议会。')
  }
  if (!meeting.agenda.includes(organisationId)) {
    throw invalid('这个支部不在本次议程中，决定没有记录。请改记到议程内的支部。')
  }
  const today = dayOf(ctx.now)
  if (!(await organisationOn(tx.db, organisationId, today))) {
    throw invalid('这个支部已经撤并，决定没有记录。请改记到接续的支部。')
  }
  if (momentOf(dueOn, decisionDueTime) <= ctx.now) {
    throw invalid(
      `完成期限 ${formatDay(dueOn, ctx.now)} ${decisionDueTime} 已过，决定没有记录。请改期限后再同步。`,
      { dueOn: '完成期限已过' },
    )
  }
  if (personId) {
    const own = (await branchPeople(tx.db, [organisationId], today)).get(organisationId) ?? []
    if (!own.some((one) => one.id === personId)) {
      throw invalid('责任人现在不是这个支部的人员，决定没有记录。请另选责任人。', {
        personId: '不是本支部人员',
      })
    }
  }
}

async function write(
  ctx: ViewerContext,
  tx: Work,
  given: { input: RecordDecisionInput; decidedAt: Date; taskId: string },
): Promise<Decision> {
  const { input, decidedAt, taskId } = given
  const [decision] = await tx.db
    .insert(reviewDecisions)
    .values({
      id: newId(),
      meetingId: input.meetingId,
      organisationId: input.organisationId,
      indicatorKey: input.indicatorKey ?? null,
      words: input.words,
      personId: input.personId ?? null,
      dueOn: input.dueOn,
      decidedAt,
      requestKey: input.requestKey,
      taskId,
      byId: ctx.viewer.personId,
      at: tx.now,
    })
    .returning()
  if (!decision) {
    throw new Error('The decision was not written')
  }
  tx.record({
    action: 'review.decide',
    subjectType: 'review_meeting',
    subjectId: input.meetingId,
    detail: {
      decisionId: decision.id,
      organisationId: input.organisationId,
      dueOn: input.dueOn,
      taskId,
      decidedAt,
    },
  })
  return decision
}

/**
 * Takes in decisions that were written down without a network, one after another: each is recorded
 * once, a refused one comes back with the reason and does not hold up the rest.
 */
export async function syncDecisions(
  ctx: ViewerContext,
  { meetingId, decisions }: SyncDecisionsInput,
): Promise<SyncedDecision[]> {
  const results: SyncedDecision[] = []
  for (const given of decisions) {
    results.push(await syncOne(ctx, meetingId, given))
  }
  return results
}

async function syncOne(
  ctx: ViewerContext,
  meetingId: string,
  given: unknown,
): Promise<SyncedDecision> {
  const requestKey = keyOf(given)
  const parsed = recordDecisionInput.safeParse({ ...Object(given), meetingId })
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? '内容不完整'
    return { requestKey, state: 'refused', message: `${message}，决定还在本机。`, taskId: null }
  }
  try {
    const { decision } = await recordDecision(ctx, parsed.data)
    const isSame = decision.words === parsed.data.words && decision.dueOn === parsed.data.dueOn
    const message = isSame ? null : '此前已按原来的内容记录，后来的修改没有采用。'
    return { requestKey, state: 'recorded', message, taskId: decision.taskId }
  } catch (error) {
    // Not allowed to hold meetings, or no such meeting: that is about all of them, not about this one.
    if (
      !(error instanceof DomainError) ||
      error.code === 'forbidden' ||
      error.code === 'not_found'
    ) {
      throw error
    }
    return { requestKey, state: 'refused', message: error.message, taskId: null }
  }
}

function keyOf(given: unknown): string {
  const key: unknown = Object(given).requestKey
  return typeof key === 'string' ? key : ''
}
