import { eq } from 'drizzle-orm'
import { people } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { organisationOn } from '@/lib/organisation/queries'
import { type DecisionView, decisionsOf } from './decisions'
import type { Meeting } from './load-meeting'
import { snapshotHead } from './meeting-pack'
import type { PackSnapshot } from './pack-schema'
import { meetingOfPeriod } from './preparation'

export interface MeetingMinutes {
  committeeName: string
  meeting: Meeting
  snapshot: PackSnapshot
  /** Who opened the record of it. */
  preparedByName: string
  /** Branches in the order they were called. */
  agenda: string[]
  decisions: DecisionView[]
}

/**
 * What the minutes of the newest meeting of a period say; null where there is none.
 * @throws DomainError not_found
 */
export async function meetingMinutes(
  ctx: ViewerContext,
  period: string,
): Promise<MeetingMinutes | null> {
  const found = await meetingOfPeriod(ctx, period)
  if (!found) {
    return null
  }
  const { quarter, meeting, snapshot } = found
  const [committee, [preparer], decisions] = await Promise.all([
    organisationOn(ctx.db, quarter.committeeId, meeting.heldOn),
    ctx.db.select({ name: people.name }).from(people).where(eq(people.id, meeting.preparedBy)),
    decisionsOf(ctx.db, [meeting.id], ctx.now),
  ])
  const names = new Map(snapshot.content.organisations.map((one) => [one.id, one.name]))
  return {
    committeeName: committee?.name ?? '',
    meeting,
    snapshot: snapshotHead(quarter.period, snapshot),
    preparedByName: preparer?.name ?? '',
    agenda: meeting.agenda.flatMap((id) => names.get(id) ?? []),
    decisions,
  }
}
