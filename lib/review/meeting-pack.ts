import { and, desc, eq, lt } from 'drizzle-orm'
import { scorecardQuarters } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { dayOf, periodOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { type Quarter, quarterSubject } from '@/lib/scorecard/quarter/load-quarter'
import { type KeptSnapshot, lastSnapshot } from '@/lib/scorecard/quarter/quarter-snapshots'
import { branchFigures } from './branch-figures'
import { branchPeople } from './branch-people'
import { classPlaces } from './class-places'
import { type DecisionView, decisionsOf, earlierDecisions } from './decisions'
import { lastMeeting, type Meeting, quarterToReview, snapshotOf } from './load-meeting'
import { frameAt, ledgersAt } from './pack-ledger'
import type { MeetingPack, PackBranch, PackDecision, PackSnapshot } from './pack-schema'

/**
 * Everything of the newest meeting of a period, from its snapshot and the ledger of that moment; null
 * where none has been prepared.
 * @throws DomainError not_found for whoever may not see the review of this period
 */
export async function meetingPack(ctx: ViewerContext, period: string): Promise<MeetingPack | null> {
  const quarter = await quarterToReview(ctx, period)
  const meeting = await lastMeeting(ctx.db, quarter.id)
  return meeting && packOf(ctx, quarter, meeting)
}

/** The pack of one meeting. */
export async function packOf(
  ctx: ViewerContext,
  quarter: Quarter,
  meeting: Meeting,
): Promise<MeetingPack> {
  const snapshot = await snapshotOf(ctx.db, meeting.snapshotId)
  const frame = await frameAt(ctx, quarter.id, snapshot.at)
  const { year, version, name } = frame.scheme
  const [branches, earlier, decided] = await Promise.all([
    packBranches(ctx, { quarter, meeting, snapshot, frame }),
    earlierDecisions(ctx.db, quarter, ctx.now),
    decisionsOf(ctx.db, [meeting.id], ctx.now),
  ])
  return {
    meetingId: meeting.id,
    state: meeting.state,
    period: quarter.period,
    heldOn: meeting.heldOn,
    place: meeting.place,
    canDecide: can(ctx.viewer, 'review.hold', quarterSubject(quarter)),
    scheme: { year, version, name },
    snapshot: snapshotHead(quarter.period, snapshot),
    branches,
    earlier: { period: earlier.period, decisions: earlier.decisions.map(decisionLine) },
    decided: decided.map(decisionLine),
  }
}

/** What stands under everything that was made from a snapshot. */
export function snapshotHead(period: string, snapshot: KeptSnapshot): PackSnapshot {
  const { revision, number, sha256, at } = snapshot
  return { name: `${period}-r${revision}-${number}`, sha256, at: at.toISOString() }
}

interface Parts {
  quarter: Quarter
  meeting: Meeting
  snapshot: KeptSnapshot
  frame: Awaited<ReturnType<typeof frameAt>>
}

async function packBranches(ctx: ViewerContext, parts: Parts): Promise<PackBranch[]> {
  const { quarter, meeting, snapshot, frame } = parts
  const { organisations } = snapshot.content
  const byId = new Map(organisations.map((one) => [one.id, one]))
  const [ledgers, places, people, before] = await Promise.all([
    ledgersAt(ctx, frame, snapshot.at),
    classPlaces(ctx, frame, snapshot.content),
    branchPeople(ctx.db, meeting.agenda, dayOf(ctx.now)),
    resultsBefore(ctx, quarter),
  ])
  const { from, to } = periodOf(quarter.period)
  return meeting.agenda.flatMap((id, at): PackBranch[] => {
    const scored = byId.get(id)
    if (!scored) {
      return []
    }
    const ledger = ledgers.get(id)
    const isWhole = scored.from === from && scored.to === to
    return [
      {
        id,
        number: at + 1,
        name: scored.name,
        class: scored.class,
        segment: isWhole ? null : { from: scored.from, to: scored.to },
        mergedIntoName:
          scored.mergedIntoId === null ? null : (byId.get(scored.mergedIntoId)?.name ?? '其他支部'),
        totalHundredths: scored.totalHundredths,
        fullHundredths: scored.fullHundredths,
        unscoredHundredths: scored.unscoredHundredths,
        grade: scored.grade,
        vetoes: scored.vetoes,
        before: before.get(id) ?? null,
        place: places.get(id) ?? { compared: 0, band: null, interval: null, rankInterval: null },
        ...branchFigures(frame, scored, ledger?.standing ?? []),
        entries: ledger?.entries ?? [],
        people: people.get(id) ?? [],
      },
    ]
  })
}

/** Totals of the quarter before, from what was kept of it last. */
async function resultsBefore(
  ctx: ViewerContext,
  { committeeId, period }: Quarter,
): Promise<Map<string, { period: string; totalHundredths: number }>> {
  const [last] = await ctx.db
    .select()
    .from(scorecardQuarters)
    .where(
      and(eq(scorecardQuarters.committeeId, committeeId), lt(scorecardQuarters.period, period)),
    )
    .orderBy(desc(scorecardQuarters.period))
    .limit(1)
  const kept =
    last && (await lastSnapshot(ctx.db, last, ['final', 'corrected', 'publication', 'meeting']))
  return new Map(
    (kept?.content.organisations ?? []).map(({ id, totalHundredths }) => [
      id,
      { period: last?.period ?? '', totalHundredths },
    ]),
  )
}

/** A decision as the projector shows it. */
export function decisionLine(one: DecisionView): PackDecision {
  const { requestKey, organisationId, organisationName, words, personName, dueOn, kept, doneOn } =
    one
  return { requestKey, organisationId, organisationName, words, personName, dueOn, kept, doneOn }
}
