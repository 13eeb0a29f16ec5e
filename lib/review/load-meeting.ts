import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { reviewMeetings, scorecardQuarters, scoreSnapshots } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { can } from '@/lib/policy'
import { type Quarter, quarterSubject } from '@/lib/scorecard/quarter/load-quarter'
import type { KeptSnapshot } from '@/lib/scorecard/quarter/quarter-snapshots'
import { snapshotContent } from '@/lib/scorecard/quarter/schema'

export type Meeting = typeof reviewMeetings.$inferSelect

/**
 * A meeting with its quarter, the meeting locked until commit.
 * @throws DomainError not_found for whoever may not know of it
 */
export async function holdMeeting(
  ctx: ViewerContext,
  tx: Work,
  meetingId: string,
): Promise<{ meeting: Meeting; quarter: Quarter }> {
  const [meeting] = await tx.db
    .select()
    .from(reviewMeetings)
    .where(eq(reviewMeetings.id, meetingId))
    .for('update')
  const quarter = meeting && (await quarterOfId(tx.db, meeting.quarterId))
  if (!meeting || !quarter || !can(ctx.viewer, 'review.view', quarterSubject(quarter))) {
    throw notFound('评议会')
  }
  return { meeting, quarter }
}

/** A quarter by id, or undefined. */
export async function quarterOfId(db: Db, quarterId: string): Promise<Quarter | undefined> {
  const [quarter] = await db
    .select()
    .from(scorecardQuarters)
    .where(eq(scorecardQuarters.id, quarterId))
  return quarter
}

/**
 * The quarter of a period that the viewer may review: of his own committee before others.
 * @throws DomainError not_found
 */
export async function quarterToReview(ctx: ViewerContext, period: string): Promise<Quarter> {
  const rows = await ctx.db
    .select()
    .from(scorecardQuarters)
    .where(eq(scorecardQuarters.period, period))
  const own = new Set(ctx.viewer.roles.map((held) => held.organisationId))
  const [quarter] = rows
    .filter((one) => can(ctx.viewer, 'review.view', quarterSubject(one)))
    .sort((a, b) => Number(own.has(b.committeeId)) - Number(own.has(a.committeeId)))
  if (!quarter) {
    throw notFound('季度评议')
  }
  return quarter
}

/** The newest meeting of a quarter, or null. */
export async function lastMeeting(db: Db, quarterId: string): Promise<Meeting | null> {
  const [meeting] = await db
    .select()
    .from(reviewMeetings)
    .where(eq(reviewMeetings.quarterId, quarterId))
    .orderBy(desc(reviewMeetings.preparedAt), desc(reviewMeetings.id))
    .limit(1)
  return meeting ?? null
}

/** A meeting of a quarter on one of its snapshots, or null. */
export async function meetingOn(
  db: Db,
  on: { quarterId: string; snapshotId: string },
): Promise<Meeting | null> {
  const [meeting] = await db
    .select()
    .from(reviewMeetings)
    .where(
      and(eq(reviewMeetings.quarterId, on.quarterId), eq(reviewMeetings.snapshotId, on.snapshotId)),
    )
  return meeting ?? null
}

/** The snapshot a meeting is held on. */
export async function snapshotOf(db: Db, snapshotId: string): Promise<KeptSnapshot> {
  const [row] = await db.select().from(scoreSnapshots).where(eq(scoreSnapshots.id, snapshotId))
  if (!row) {
    throw new Error(`No snapshot ${snapshotId}`)
  }
  return { ...row, content: snapshotContent.parse(row.content) }
}
