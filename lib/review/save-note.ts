import { and, eq } from 'drizzle-orm'
import { reviewNotes } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { quarterSubject } from '@/lib/scorecard/quarter/load-quarter'
import { holdMeeting } from './load-meeting'
import type { SaveNoteInput } from './schema'

/**
 * Keeps what the presenter wants to remember about a branch; empty takes it away. Only that it was
 * written is recorded, never the words: notes are for the second window alone.
 * @throws DomainError not_found, forbidden; invalid for a branch not on the agenda; conflict after it
 */
export async function saveNote(
  ctx: ViewerContext,
  { meetingId, organisationId, words }: SaveNoteInput,
): Promise<{ meetingId: string; period: string }> {
  return ctx.transact(async (tx) => {
    const { meeting, quarter } = await holdMeeting(ctx, tx, meetingId)
    authorize(ctx.viewer, 'review.hold', quarterSubject(quarter))
    if (meeting.state === 'closed') {
      throw conflict('评议会已经结束，备注不能再改。')
    }
    if (!meeting.agenda.includes(organisationId)) {
      throw invalid('这个支部不在议程中，备注没有保存。请刷新后再写。')
    }
    const row = { words, byId: ctx.viewer.personId, at: tx.now }
    if (words === '') {
      await tx.db
        .delete(reviewNotes)
        .where(
          and(eq(reviewNotes.meetingId, meetingId), eq(reviewNotes.organisationId, organisationId)),
        )
    } else {
      await tx.db
        .insert(reviewNotes)
        .values({ meetingId, organisationId, ...row })
        .onConflictDoUpdate({
          target: [reviewNotes.meetingId, reviewNotes.organisationId],
          set: row,
        })
    }
    tx.record({
      action: 'review.note',
      subjectType: 'review_meeting',
      subjectId: meetingId,
      detail: { organisationId },
    })
    return { meetingId, period: quarter.period }
  })
}
