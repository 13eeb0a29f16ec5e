import { and, asc, desc, eq } from 'drizzle-orm'
import type { OrganisationClass, QuarterMoveKind, QuarterState, TreatmentKind } from '@/db/enums'
import {
  organisationVersions,
  people,
  quarterMoves,
  schemes,
  scorecardQuarters,
  scoreEntries,
  scoreSnapshots,
  selfSubmissions,
  setAsides,
  unscoredTreatments,
} from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { isId } from '@/lib/organisation/address'
import { validOn } from '@/lib/organisation/queries'
import { addDays, type Day, dayOf } from '@/lib/period'
import { authorize, can } from '@/lib/policy'
import { readSetting } from '@/lib/settings/read-setting'
import { quarterResults } from '../ledger/quarter-results'
import type { QuarterIndicator, QuarterRow } from '../ledger/schema'
import { earliestEnd } from './earliest-end'
import { type Quarter, quarterSubject } from './load-quarter'
import { movedBetween } from './moved-between'
import { type QuarterBlockers, quarterBlockers } from './quarter-blockers'
import { type KeptSnapshot, lastSnapshot } from './quarter-snapshots'

export interface MoveView {
  kind: QuarterMoveKind
  toState: QuarterState
  revision: number
  reason: string | null
  byName: string
  at: Date
}

/** An indicator that is 未评 for some branches of a class. */
export interface UnscoredGroup {
  indicatorKey: string
  code: string
  name: string
  department: string | null
  class: OrganisationClass | null
  branches: number
}

export interface TreatmentView {
  indicatorKey: string
  class: OrganisationClass | null
  treatment: TreatmentKind
  department: string | null
  minutesNumber: string
  reason: string
  at: Date
}

export interface SetAsideView {
  id: string
  entryId: string
  organisationName: string
  entryReason: string
  amountHundredths: number
  reason: string
  at: Date
  resolution: string | null
  resolvedAt: Date | null
}

export type SnapshotView = Omit<KeptSnapshot, 'content'>

export interface QuarterOverview {
  quarter: Quarter
  schemeName: string
  branches: number
  submitted: number
  blockers: QuarterBlockers
  unscored: UnscoredGroup[]
  moves: MoveView[]
  treatments: TreatmentView[]
  setAsides: SetAsideView[]
  snapshots: SnapshotView[]
  /** Branches whose result is no longer what stands in 公示. */
  movedSincePublication: number
  /** Earliest last days of 核对 and 公示, were they begun now. */
  earliest: { verification: Day; publication: Day; soon: Day }
}

/**
 * Everything the office needs to move a quarter on: where it stands, what is in the way with counts,
 * and how far each next step would reach.
 * @throws DomainError not_found, forbidden
 */
export async function quarterOverview(
  ctx: ViewerContext,
  quarterId: string,
): Promise<QuarterOverview> {
  const [found] = isId(quarterId)
    ? await ctx.db
        .select({ quarter: scorecardQuarters, schemeName: schemes.name })
        .from(scorecardQuarters)
        .innerJoin(schemes, eq(schemes.id, scorecardQuarters.schemeId))
        .where(eq(scorecardQuarters.id, quarterId))
    : []
  if (!found || !can(ctx.viewer, 'quarter.view', quarterSubject(found.quarter))) {
    throw notFound('这个季度的党建指数')
  }
  const { quarter } = found
  authorize(ctx.viewer, 'quarter.manage', quarterSubject(quarter))
  const [results, blockers, moves, treatments, aside, snapshots, submissions, times] =
    await Promise.all([
      quarterResults(ctx, quarterId),
      quarterBlockers(ctx, quarterId),
      loadMoves(ctx, quarterId),
      ctx.db.select().from(unscoredTreatments).where(eq(unscoredTreatments.quarterId, quarterId)),
      loadSetAsides(ctx, quarterId),
      loadSnapshots(ctx, quarterId),
      ctx.db.$count(selfSubmissions, eq(selfSubmissions.quarterId, quarterId)),
      readSetting(ctx.db, 'scorecard'),
    ])
  const clock = { db: ctx.db, now: ctx.now }
  return {
    ...found,
    branches: results.rows.length,
    submitted: submissions,
    blockers,
    unscored: unscoredGroups(results.indicators, results.rows),
    ...{ moves, treatments, snapshots },
    setAsides: aside,
    movedSincePublication: await movedSince(ctx, quarter, results.rows),
    earliest: {
      verification: await earliestEnd(clock, times.verificationDays),
      publication: await earliestEnd(clock, times.publicationDays),
      soon: addDays(dayOf(ctx.now), 5),
    },
  }
}

function unscoredGroups(
  indicators: readonly QuarterIndicator[],
  rows: readonly QuarterRow[],
): UnscoredGroup[] {
  const classes = [...new Set(rows.map((row) => row.subject.class))]
  return indicators.flatMap(({ key, code, name, department }) =>
    classes.flatMap((one) => {
      const branches = rows.filter(({ subject, indicators: cells }) => {
        const cell = cells[key]
        return subject.class === one && cell?.state === 'unscored' && cell.given === 'unscored'
      }).length
      return branches > 0
        ? [{ indicatorKey: key, code, name, department, class: one, branches }]
        : []
    }),
  )
}

function loadMoves(ctx: ViewerContext, quarterId: string): Promise<MoveView[]> {
  return ctx.db
    .select({
      kind: quarterMoves.kind,
      toState: quarterMoves.toState,
      revision: quarterMoves.revision,
      reason: quarterMoves.reason,
      byName: people.name,
      at: quarterMoves.at,
    })
    .from(quarterMoves)
    .innerJoin(people, eq(people.id, quarterMoves.byId))
    .where(eq(quarterMoves.quarterId, quarterId))
    .orderBy(asc(quarterMoves.at), asc(quarterMoves.id))
}

function loadSetAsides(ctx: ViewerContext, quarterId: string): Promise<SetAsideView[]> {
  return ctx.db
    .select({
      id: setAsides.id,
      entryId: setAsides.entryId,
      organisationName: organisationVersions.name,
      entryReason: scoreEntries.reason,
      amountHundredths: scoreEntries.amountHundredths,
      reason: setAsides.reason,
      at: setAsides.at,
      resolution: setAsides.resolution,
      resolvedAt: setAsides.resolvedAt,
    })
    .from(setAsides)
    .innerJoin(scoreEntries, eq(scoreEntries.id, setAsides.entryId))
    .innerJoin(
      organisationVersions,
      and(
        eq(organisationVersions.organisationId, scoreEntries.organisationId),
        validOn(organisationVersions, dayOf(ctx.now)),
      ),
    )
    .where(eq(setAsides.quarterId, quarterId))
    .orderBy(asc(setAsides.at))
}

async function loadSnapshots(ctx: ViewerContext, quarterId: string): Promise<SnapshotView[]> {
  return ctx.db
    .select({
      id: scoreSnapshots.id,
      kind: scoreSnapshots.kind,
      revision: scoreSnapshots.revision,
      number: scoreSnapshots.number,
      sha256: scoreSnapshots.sha256,
      auditSeq: scoreSnapshots.auditSeq,
      auditHash: scoreSnapshots.auditHash,
      at: scoreSnapshots.at,
    })
    .from(scoreSnapshots)
    .where(eq(scoreSnapshots.quarterId, quarterId))
    .orderBy(asc(scoreSnapshots.at), asc(scoreSnapshots.id))
}

async function movedSince(
  ctx: ViewerContext,
  quarter: Quarter,
  rows: readonly QuarterRow[],
): Promise<number> {
  if (quarter.state !== 'publication' && quarter.state !== 'approved') {
    return 0
  }
  const shown = await lastSnapshot(ctx.db, quarter, ['publication', 'corrected'])
  const now = rows.map(({ subject, standing }) => ({
    ...standing,
    id: subject.organisationId,
    class: subject.class,
  }))
  return shown ? movedBetween(shown.content, { organisations: now }).length : 0
}

export interface QuarterLine {
  id: string
  period: string
  state: QuarterState
  revision: number
  minutesNumber: string | null
}

/** Every quarter of the viewer's committee, newest first, and those of a year that are not open yet. */
export async function quartersOf(ctx: ViewerContext): Promise<QuarterLine[]> {
  const rows = await ctx.db
    .select({
      id: scorecardQuarters.id,
      committeeId: scorecardQuarters.committeeId,
      period: scorecardQuarters.period,
      state: scorecardQuarters.state,
      revision: scorecardQuarters.revision,
      minutesNumber: scorecardQuarters.minutesNumber,
    })
    .from(scorecardQuarters)
    .orderBy(desc(scorecardQuarters.period))
  return rows.filter((row) =>
    can(ctx.viewer, 'quarter.manage', { organisationId: row.committeeId }),
  )
}
