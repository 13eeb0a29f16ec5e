import { and, eq, gt } from 'drizzle-orm'
import { scoreEntries } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { addDays, dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { type Quarter, quarterSubject } from '@/lib/scorecard/quarter/load-quarter'
import { quarterBlockers } from '@/lib/scorecard/quarter/quarter-blockers'
import { lastSnapshot } from '@/lib/scorecard/quarter/quarter-snapshots'
import { usualAgenda } from './agenda'
import { type EarlierDecisions, earlierDecisions } from './decisions'
import { lastMeeting, type Meeting, meetingOn, quarterToReview, snapshotOf } from './load-meeting'
import { type BranchNote, branchNotes } from './meeting-notes'
import { snapshotHead } from './meeting-pack'
import type { PackSnapshot } from './pack-schema'

export interface Preparation {
  quarter: Quarter
  /** Null before 评议, when there is nothing to hold a meeting on. */
  snapshot: PackSnapshot | null
  /** The meeting on that snapshot; null while none has been prepared. */
  meeting: Meeting | null
  /** One on an earlier snapshot. */
  previous: Meeting | null
  heldOn: string
  agenda: AgendaBranch[]
  /** Scored and not on the agenda. */
  leftOut: AgendaBranch[]
  notes: BranchNote[]
  checks: Checks
  earlier: EarlierDecisions
  canHold: boolean
}

export interface AgendaBranch {
  id: string
  name: string
  class: 'I' | 'II' | 'III' | null
}

/** What to look at before the meeting. */
export interface Checks {
  /** Branches with something 未评 in the snapshot. */
  unscored: number
  vetoed: number
  /** Entries that have come into the ledger since the snapshot: the meeting does not show them. */
  later: number
  /** 搁置 and not settled. */
  setAside: number
}

/**
 * What the page needs on which a meeting is prepared.
 * @throws DomainError not_found
 */
export async function preparation(ctx: ViewerContext, period: string): Promise<Preparation> {
  const quarter = await quarterToReview(ctx, period)
  const [snapshot, newest, earlier, blockers] = await Promise.all([
    lastSnapshot(ctx.db, quarter, ['meeting']),
    lastMeeting(ctx.db, quarter.id),
    earlierDecisions(ctx.db, quarter, ctx.now),
    quarterBlockers(ctx, quarter.id),
  ])
  const meeting =
    snapshot && (await meetingOn(ctx.db, { quarterId: quarter.id, snapshotId: snapshot.id }))
  const organisations = snapshot?.content.organisations ?? []
  const order = meeting?.agenda ?? usualAgenda(organisations)
  const byId = new Map(organisations.map((one) => [one.id, one]))
  const branchOf = (id: string): AgendaBranch[] => {
    const one = byId.get(id)
    return one ? [{ id, name: one.name, class: one.class }] : []
  }
  return {
    quarter,
    snapshot: snapshot && snapshotHead(quarter.period, snapshot),
    meeting,
    previous: newest && newest.id !== meeting?.id ? newest : null,
    heldOn: meeting?.heldOn ?? addDays(dayOf(ctx.now), 1),
    agenda: order.flatMap(branchOf),
    leftOut: organisations
      .filter((one) => !order.includes(one.id))
      .flatMap(({ id }) => branchOf(id)),
    notes: meeting ? await branchNotes(ctx, meeting) : [],
    checks: {
      unscored: organisations.filter((one) => one.unscoredHundredths > 0).length,
      vetoed: organisations.filter((one) => one.vetoes.length > 0).length,
      later: snapshot
        ? await ctx.db.$count(
            scoreEntries,
            and(eq(scoreEntries.quarterId, quarter.id), gt(scoreEntries.at, snapshot.at)),
          )
        : 0,
      setAside: blockers.setAside,
    },
    earlier,
    canHold: can(ctx.viewer, 'review.hold', quarterSubject(quarter)),
  }
}

/** The meeting of a period with its snapshot, for what is printed of it; null where there is none. */
export async function meetingOfPeriod(ctx: ViewerContext, period: string) {
  const quarter = await quarterToReview(ctx, period)
  const meeting = await lastMeeting(ctx.db, quarter.id)
  return meeting && { quarter, meeting, snapshot: await snapshotOf(ctx.db, meeting.snapshotId) }
}
