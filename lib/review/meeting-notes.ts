import { eq } from 'drizzle-orm'
import { reviewNotes } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { authorize } from '@/lib/policy'
import { quarterSubject } from '@/lib/scorecard/quarter/load-quarter'
import { lastMeeting, type Meeting, quarterToReview, snapshotOf } from './load-meeting'

export interface BranchNote {
  id: string
  number: number
  name: string
  totalHundredths: number
  words: string
}

export interface MeetingNotes {
  meetingId: string
  period: string
  branches: BranchNote[]
}

/**
 * Notes of the newest meeting of a period, for whoever holds it; null where none has been prepared.
 * @throws DomainError not_found, forbidden
 */
export async function meetingNotes(
  ctx: ViewerContext,
  period: string,
): Promise<MeetingNotes | null> {
  const quarter = await quarterToReview(ctx, period)
  authorize(ctx.viewer, 'review.hold', quarterSubject(quarter))
  const meeting = await lastMeeting(ctx.db, quarter.id)
  return meeting && { meetingId: meeting.id, period, branches: await branchNotes(ctx, meeting) }
}

/** The agenda of a meeting with the notes. */
export async function branchNotes(ctx: ViewerContext, meeting: Meeting): Promise<BranchNote[]> {
  const [{ content }, notes] = await Promise.all([
    snapshotOf(ctx.db, meeting.snapshotId),
    ctx.db.select().from(reviewNotes).where(eq(reviewNotes.meetingId, meeting.id)),
  ])
  const words = new Map(notes.map((one) => [one.organisationId, one.words]))
  const scored = new Map(content.organisations.map((one) => [one.id, one]))
  return meeting.agenda.flatMap((id, at): BranchNote[] => {
    const one = scored.get(id)
    return one
      ? [
          {
            id,
            number: at + 1,
            name: one.name,
            totalHundredths: one.totalHundredths,
            words: words.get(id) ?? '',
          },
        ]
      : []
  })
}
