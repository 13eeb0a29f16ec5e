import { and, eq } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { reviewMeetings } from '@/db/schema'
import { canonicalJson } from '@/lib/audit'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { formatPeriod } from '@/lib/format'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { reckonWithin } from '@/lib/scorecard/ledger/reckon-quarter'
import { holdQuarter, type Quarter, quarterSubject } from '@/lib/scorecard/quarter/load-quarter'
import { type KeptSnapshot, lastSnapshot } from '@/lib/scorecard/quarter/quarter-snapshots'
import { quarterStateLabels } from '@/lib/scorecard/quarter/states'
import { takeSnapshot } from '@/lib/scorecard/quarter/take-snapshot'
import { checkedAgenda } from './agenda'
import { type Meeting, meetingOn } from './load-meeting'
import type { PrepareMeetingInput } from './schema'

/**
 * 准备评议会 on the newest meeting snapshot of the quarter: day, place, order of the branches. Again
 * before it is opened, it is changed; the same once more changes nothing.
 * @throws DomainError not_found, forbidden; conflict in another step of the quarter or once it has
 *   been opened; invalid for a day that is over or an agenda that does not fit the snapshot
 */
export async function prepareMeeting(
  ctx: ViewerContext,
  input: PrepareMeetingInput,
): Promise<Meeting & { period: string }> {
  return ctx.transact(async (tx) => {
    const quarter = await holdQuarter(ctx, tx, input.quarterId)
    authorize(ctx.viewer, 'review.hold', quarterSubject(quarter))
    assertMeetingStep(quarter)
    const snapshot = await newestSnapshot(tx, quarter)
    const before = await meetingOn(tx.db, { quarterId: quarter.id, snapshotId: snapshot.id })
    if (input.heldOn < dayOf(tx.now) && input.heldOn !== before?.heldOn) {
      throw invalid('开会日期已经过去，没有保存。请选今天或以后的日期。', {
        heldOn: '请选今天或以后的日期',
      })
    }
    const content = {
      heldOn: input.heldOn,
      place: input.place || null,
      agenda: checkedAgenda(input.agenda ?? before?.agenda, snapshot.content.organisations),
    }
    const meeting = before
      ? await change(tx, before, content)
      : await create(ctx, tx, { quarter, snapshot, content })
    return { ...meeting, period: quarter.period }
  })
}

/** @throws DomainError conflict unless the quarter is at 评议 */
export function assertMeetingStep(quarter: Quarter): void {
  if (quarter.state !== 'meeting') {
    const now = quarterStateLabels[quarter.state]
    throw conflict(
      `${formatPeriod(quarter.period)}现在是“${now}”，转入评议后才能准备评议会，没有改动。`,
    )
  }
}

async function newestSnapshot(tx: Work, quarter: Quarter): Promise<KeptSnapshot> {
  const snapshot = await lastSnapshot(tx.db, quarter, ['meeting'])
  if (!snapshot) {
    throw new Error(`Quarter ${quarter.id} is at 评议 without a snapshot`)
  }
  return snapshot
}

type Content = Pick<Meeting, 'heldOn' | 'place' | 'agenda'>

async function create(
  ctx: ViewerContext,
  tx: Work,
  given: { quarter: Quarter; snapshot: KeptSnapshot; content: Content },
): Promise<Meeting> {
  const { quarter, snapshot, content } = given
  const [meeting] = await tx.db
    .insert(reviewMeetings)
    .values({
      ...content,
      id: newId(),
      quarterId: quarter.id,
      snapshotId: snapshot.id,
      state: 'prepared',
      preparedBy: ctx.viewer.personId,
      preparedAt: tx.now,
    })
    .returning()
  if (!meeting) {
    throw new Error('The meeting was not written')
  }
  record(tx, meeting, { sha256: snapshot.sha256 })
  return meeting
}

async function change(tx: Work, before: Meeting, content: Content): Promise<Meeting> {
  const isSame = (['heldOn', 'place', 'agenda'] as const).every(
    (name) => JSON.stringify(before[name]) === JSON.stringify(content[name]),
  )
  if (isSame) {
    tx.unchanged()
    return before
  }
  const [meeting] = await tx.db
    .update(reviewMeetings)
    .set(content)
    .where(and(eq(reviewMeetings.id, before.id), eq(reviewMeetings.state, 'prepared')))
    .returning()
  if (!meeting) {
    throw conflict('评议会已经开始，日期、地点和议程不能再改，没有改动。')
  }
  record(tx, meeting, {})
  return meeting
}

function record(tx: Work, meeting: Meeting, more: Record<string, string>): void {
  tx.record({
    action: 'review.prepare',
    subjectType: 'review_meeting',
    subjectId: meeting.id,
    detail: { heldOn: meeting.heldOn, branches: meeting.agenda.length, ...more },
  })
}

/**
 * A newer meeting snapshot, because the ledger has moved since: a meeting that was only prepared is
 * then held on it, agenda and notes stay. After a meeting it is there for another one.
 * @throws DomainError not_found, forbidden; conflict in another step, while a meeting is open, or
 *   when nothing has changed
 */
export async function renewSnapshot(
  ctx: ViewerContext,
  { quarterId }: { quarterId: string },
): Promise<{ snapshotId: string; period: string }> {
  return ctx.transact(async (tx) => {
    const quarter = await holdQuarter(ctx, tx, quarterId)
    authorize(ctx.viewer, 'review.hold', quarterSubject(quarter))
    assertMeetingStep(quarter)
    const before = await newestSnapshot(tx, quarter)
    const meeting = await meetingOn(tx.db, { quarterId, snapshotId: before.id })
    if (meeting?.state === 'opened') {
      throw conflict('评议会正在进行，会议只用开会时的快照，没有重新留存。')
    }
    await reckonWithin(ctx, tx, quarter)
    const { id: snapshotId, content } = await takeSnapshot(ctx, tx, quarter, 'meeting')
    if (canonicalJson(content.organisations) === canonicalJson(before.content.organisations)) {
      throw conflict('评议快照之后得分没有变动，不需要重新留存。')
    }
    if (meeting?.state === 'prepared') {
      const known = new Set(content.organisations.map((one) => one.id))
      const agenda = meeting.agenda.filter((id) => known.has(id))
      await tx.db
        .update(reviewMeetings)
        .set({ snapshotId, agenda })
        .where(eq(reviewMeetings.id, meeting.id))
    }
    return { snapshotId, period: quarter.period }
  })
}
