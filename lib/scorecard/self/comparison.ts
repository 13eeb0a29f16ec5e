import { and, asc, eq } from 'drizzle-orm'
import type { SnapshotKind } from '@/db/enums'
import { scoreSnapshots, selfSubmissions } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { isId } from '@/lib/organisation/address'
import { can } from '@/lib/policy'
import type { ClassPlan } from '../engine/prepare-scheme'
import { loadFrame, seesScored } from '../ledger/quarter-frame'
import { headOf } from '../ledger/quarter-results'
import type { IndicatorCell, IndicatorState, QuarterHead, ResultSubject } from '../ledger/schema'
import { loadStandings } from '../ledger/standings'
import { snapshotContent } from '../quarter/schema'
import { unpublishedStates } from '../quarter/states'
import { lastSelf } from './save-self-assessment'

/** One figure of an indicator at one moment; a state where there is no figure. */
export interface Figure {
  hundredths: number | null
  /** Null for 自评 that was not filled in. */
  state: IndicatorState | null
}

export interface ComparisonRow {
  key: string
  code: string
  name: string
  /** Names of the levels above. */
  above: string[]
  department: string | null
  basis: string | null
  fullHundredths: number | null
  /** What 自评 may say, null for no limit. */
  limits: { from: number | null; to: number | null }
  self: Figure
  selfNote: string | null
  preliminary: Figure | null
  present: Figure
  /** Between 自评 and 初评, between 初评 and what stands now; null where one is missing. */
  selfDiffers: boolean | null
  presentDiffers: boolean | null
}

/** A result that was kept: of each revision the one it ended with. */
export interface KeptResult {
  kind: SnapshotKind
  revision: number
  number: number
  at: Date
  sha256: string
  totalHundredths: number
  fullHundredths: number
  rank: number | null
  grade: string | null
}

export interface Comparison {
  quarter: QuarterHead
  subject: ResultSubject
  rows: ComparisonRow[]
  totals: { self: number | null; preliminary: number | null; present: number; full: number }
  submittedAt: Date | null
  selfDueOn: string | null
  verificationEndsOn: string | null
  publicationEndsOn: string | null
  /** Every snapshot of the branch, oldest first: revisions stand beside each other. */
  kept: KeptResult[]
}

/**
 * 自评, 初评 and what stands now of a branch side by side, with the differences marked, and every result
 * that was kept. Ranks and grades of what is not published yet are left out for branches.
 * @throws DomainError not_found when the branch is not for the viewer's eyes, or is not scored then
 */
export async function comparison(
  ctx: ViewerContext,
  quarterId: string,
  organisationId: string,
): Promise<Comparison> {
  const frame = isId(quarterId) && isId(organisationId) ? await loadFrame(ctx.db, quarterId) : null
  if (!frame || !seesScored(ctx.viewer, frame.quarter, organisationId)) {
    throw notFound('得分')
  }
  const own = (await loadStandings(ctx.db, frame)).find(
    (one) => one.subject.organisationId === organisationId,
  )
  if (!own) {
    throw notFound('得分')
  }
  const [self, snapshots, [submitted]] = await Promise.all([
    lastSelf(ctx.db, quarterId, organisationId),
    loadSnapshots(ctx, quarterId, organisationId),
    ctx.db
      .select({ at: selfSubmissions.at })
      .from(selfSubmissions)
      .where(
        and(
          eq(selfSubmissions.quarterId, quarterId),
          eq(selfSubmissions.organisationId, organisationId),
        ),
      ),
  ])
  const preliminary = snapshots.filter((one) => one.kept.kind === 'preliminary').at(-1)
  const plan = frame.prepared.planOf(own.subject.class)
  const rows = plan.nodes.flatMap((node, at) =>
    node.children.length > 0
      ? []
      : [rowOf(plan, at, { self, before: preliminary?.cells ?? null, now: own.cells })],
  )
  const claimed = rows.flatMap((row) => row.self.hundredths ?? [])
  const { quarter } = frame
  return {
    quarter: headOf(frame),
    subject: own.subject,
    rows,
    totals: {
      self: claimed.length > 0 ? claimed.reduce((sum, one) => sum + one, 0) : null,
      preliminary: preliminary?.kept.totalHundredths ?? null,
      present: own.standing.totalHundredths,
      full: own.standing.fullHundredths,
    },
    submittedAt: submitted?.at ?? null,
    selfDueOn: quarter.selfDueOn,
    verificationEndsOn: quarter.verificationEndsOn,
    publicationEndsOn: quarter.publicationEndsOn,
    kept: keptFor(ctx, snapshots, unpublishedStates.includes(quarter.state)),
  }
}

interface Sources {
  self: Awaited<ReturnType<typeof lastSelf>>
  before: Record<string, IndicatorCell> | null
  now: Record<string, IndicatorCell>
}

function rowOf(plan: ClassPlan, at: number, { self, before, now }: Sources): ComparisonRow {
  const node = plan.nodes[at]
  if (!node) {
    throw new Error('No such position')
  }
  const { key, code, name, department, basis, floorHundredths, capHundredths } = node.indicator
  const above: string[] = []
  for (let up = node.parent; up >= 0; up = plan.nodes[up]?.parent ?? -1) {
    above.unshift(plan.nodes[up]?.indicator.name ?? '')
  }
  const claimed = self.get(key)
  const preliminary = before ? figureOf(before[key]) : null
  const present = figureOf(now[key])
  return {
    ...{ key, code, name, above, department, basis },
    fullHundredths: node.fullHundredths,
    limits: { from: floorHundredths, to: capHundredths ?? node.fullHundredths },
    self: { hundredths: claimed?.hundredths ?? null, state: null },
    selfNote: claimed?.note ?? null,
    preliminary,
    present,
    selfDiffers: claimed && preliminary ? claimed.hundredths !== preliminary.hundredths : null,
    presentDiffers: preliminary
      ? preliminary.hundredths !== present.hundredths || preliminary.state !== present.state
      : null,
  }
}

function figureOf(cell: IndicatorCell | undefined): Figure {
  return { hundredths: cell?.total ?? null, state: cell?.state ?? 'no_data' }
}

interface OwnSnapshot {
  kept: KeptResult
  cells: Record<string, IndicatorCell>
}

async function loadSnapshots(
  ctx: ViewerContext,
  quarterId: string,
  organisationId: string,
): Promise<OwnSnapshot[]> {
  const rows = await ctx.db
    .select()
    .from(scoreSnapshots)
    .where(eq(scoreSnapshots.quarterId, quarterId))
    .orderBy(asc(scoreSnapshots.at), asc(scoreSnapshots.id))
  return rows.flatMap((row) => {
    const { kind, revision, number, at, sha256 } = row
    const own = snapshotContent
      .parse(row.content)
      .organisations.find((one) => one.id === organisationId)
    return own
      ? [{ kept: { kind, revision, number, at, sha256, ...own }, cells: own.indicators }]
      : []
  })
}

/** The office alone sees ranks and grades of what was kept before 公示, and the meeting's at all. */
function keptFor(
  ctx: ViewerContext,
  snapshots: readonly OwnSnapshot[],
  isUnpublished: boolean,
): KeptResult[] {
  const seesAll = can(ctx.viewer, 'score.viewBoard')
  return snapshots.flatMap(({ kept }) => {
    const { kind, revision, number, at, sha256, totalHundredths, fullHundredths } = kept
    if (kind === 'meeting' && !seesAll) {
      return []
    }
    const hides = !seesAll && (kind === 'preliminary' || isUnpublished)
    return [
      {
        ...{ kind, revision, number, at, sha256, totalHundredths, fullHundredths },
        rank: hides ? null : kept.rank,
        grade: hides ? null : kept.grade,
      },
    ]
  })
}
