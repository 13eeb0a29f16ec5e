import { and, eq } from 'drizzle-orm'
import type { MeetingState } from '@/db/enums'
import { reviewMeetings } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { quarterSubject } from '@/lib/scorecard/quarter/load-quarter'
import { holdMeeting, type Meeting } from './load-meeting'
import type { MeetingInput } from './schema'
import { meetingStateLabels } from './states'

/**
 * 评议会 begins: from now on day, agenda and snapshot stay.
 * @throws DomainError not_found, forbidden; conflict when it has begun or the quarter has moved on
 */
export async function openMeeting(
  ctx: ViewerContext,
  { meetingId }: MeetingInput,
): Promise<Meeting & { period: string }> {
  return ctx.transact(async (tx) => {
    const { meeting, quarter } = await holdMeeting(ctx, tx, meetingId)
    authorize(ctx.viewer, 'review.hold', quarterSubject(quarter))
    if (quarter.state !== 'meeting') {
      throw conflict('本季度已经不在评议这一步，评议会没有开始。')
    }
    const opened = await move(tx, meeting, 'opened', { openedAt: tx.now })
    return { ...opened, period: quarter.period }
  })
}

/**
 * 评议会 ends. Decisions written down before and not yet sent still come in.
 * @throws DomainError not_found, forbidden; conflict unless it is open
 */
export async function closeMeeting(
  ctx: ViewerContext,
  { meetingId }: MeetingInput,
): Promise<Meeting & { period: string }> {
  return ctx.transact(async (tx) => {
    const { meeting, quarter } = await holdMeeting(ctx, tx, meetingId)
    authorize(ctx.viewer, 'review.hold', quarterSubject(quarter))
    const set = { closedAt: tx.now, closedBy: ctx.viewer.personId }
    return { ...(await move(tx, meeting, 'closed', set)), period: quarter.period }
  })
}

const before: Record<'opened' | 'closed', MeetingState> = { opened: 'prepared', closed: 'opened' }

/**
 * Moves a meeting on and records it.
 * @throws DomainError conflict from another state
 */
export async function move(
  tx: Work,
  meeting: Meeting,
  to: 'opened' | 'closed',
  set: Partial<Meeting>,
): Promise<Meeting> {
  const [moved] = await tx.db
    .update(reviewMeetings)
    .set({ ...set, state: to })
    .where(and(eq(reviewMeetings.id, meeting.id), eq(reviewMeetings.state, before[to])))
    .returning()
  if (!moved) {
    throw conflict(`评议会现在是“${meetingStateLabels[meeting.state]}”，没有改动。请刷新后核对。`)
  }
  tx.record({
    action: to === 'opened' ? 'review.open' : 'review.close',
    subjectType: 'review_meeting',
    subjectId: meeting.id,
  })
  return moved
}
