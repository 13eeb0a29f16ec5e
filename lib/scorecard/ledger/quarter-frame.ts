import { eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { ActivityKind, OrganisationClass, TreatmentKind } from '@/db/enums'
import { schemes, scorecardQuarters, unscoredTreatments } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { isId } from '@/lib/organisation/address'
import { type Period, periodOf } from '@/lib/period'
import { can } from '@/lib/policy'
import type { Viewer } from '@/lib/policy/viewer'
import { type PreparedScheme, prepareScheme } from '../engine/prepare-scheme'
import { type Indicator, type Rule, type RuleSource, schemeDocumentSchema } from '../scheme/schema'

export type Quarter = typeof scorecardQuarters.$inferSelect

/** A rule with the indicator it stands in. */
export interface PlacedRule {
  rule: Rule
  indicator: Indicator
}

/** What a quarter is reckoned by: its frozen scheme, made ready, and what was decided about 未评. */
export interface QuarterFrame {
  quarter: Quarter
  period: Period
  scheme: { id: string; year: number; version: number; name: string }
  prepared: PreparedScheme
  rules: SourcedRules
  treatmentsOf: (organisationClass: OrganisationClass | null) => ReadonlyMap<string, TreatmentKind>
}

type SourceOf<K extends RuleSource['kind']> = Extract<RuleSource, { kind: K }>
export type RuleFrom<K extends RuleSource['kind']> = PlacedRule & { source: SourceOf<K> }

/** The rules of a scheme by where they take what they score from. */
export interface SourcedRules {
  judgement: RuleFrom<'judgement'>[]
  obligation: RuleFrom<'obligation'>[]
  attendance: RuleFrom<'attendance'>[]
  task: RuleFrom<'task'>[]
  evaluation: RuleFrom<'evaluation'>[]
  reported: RuleFrom<'reported'>[]
  import: RuleFrom<'import'>[]
}

/**
 * The frame of a quarter.
 * @throws DomainError not_found
 */
export async function loadFrame(db: Db, quarterId: string): Promise<QuarterFrame> {
  const [found] = await db
    .select({ quarter: scorecardQuarters, scheme: schemes })
    .from(scorecardQuarters)
    .innerJoin(schemes, eq(schemes.id, scorecardQuarters.schemeId))
    .where(eq(scorecardQuarters.id, quarterId))
  if (!found) {
    throw notFound('这个季度的党建指数')
  }
  const treatments = await db
    .select({
      indicatorKey: unscoredTreatments.indicatorKey,
      class: unscoredTreatments.class,
      treatment: unscoredTreatments.treatment,
    })
    .from(unscoredTreatments)
    .where(eq(unscoredTreatments.quarterId, quarterId))
  const { id, year, version, name, document } = found.scheme
  return {
    ...frameOf({ year, version, document }, found.quarter.period, treatments),
    quarter: found.quarter,
    scheme: { id, year, version, name },
  }
}

/**
 * The frame of a quarter for a reader of all its branches.
 * @throws DomainError not_found for whoever is no officer of its committee, and for what is no quarter
 */
export async function visibleFrame(
  ctx: Pick<ViewerContext, 'db' | 'viewer'>,
  quarterId: string,
): Promise<QuarterFrame> {
  const frame = isId(quarterId) ? await loadFrame(ctx.db, quarterId) : null
  const isVisible =
    frame && can(ctx.viewer, 'quarter.view', { organisationId: frame.quarter.committeeId })
  if (!isVisible) {
    throw notFound('这个季度的党建指数')
  }
  return frame
}

/**
 * Whether the viewer may see the score of one who is scored in a quarter. A branch that has ended
 * stands under nobody today; the officers of the quarter's committee see it all the same.
 */
export function seesScored(
  viewer: Viewer,
  { committeeId }: Pick<Quarter, 'committeeId'>,
  organisationId: string,
): boolean {
  return (
    can(viewer, 'score.viewEntries', { organisationId }) ||
    can(viewer, 'quarter.view', { organisationId: committeeId })
  )
}

interface Treatment {
  indicatorKey: string
  class: OrganisationClass | null
  treatment: TreatmentKind
}

/** The part of a frame that follows from a scheme and the decisions about 未评 alone. */
export function frameOf(
  scheme: { year: number; version: number; document: unknown },
  period: string,
  treatments: readonly Treatment[] = [],
): Pick<QuarterFrame, 'period' | 'prepared' | 'rules' | 'treatmentsOf'> {
  const prepared = prepareScheme(schemeDocumentSchema.parse(scheme.document))
  return {
    period: periodOf(period),
    prepared,
    rules: sourcedRules(prepared),
    // What was decided for the class itself comes after, and wins.
    treatmentsOf: (organisationClass) =>
      new Map(
        [null, organisationClass].flatMap((one) =>
          treatments
            .filter((each) => each.class === one)
            .map((each) => [each.indicatorKey, each.treatment]),
        ),
      ),
  }
}

function sourcedRules(prepared: PreparedScheme): SourcedRules {
  const rules: SourcedRules = {
    judgement: [],
    obligation: [],
    attendance: [],
    task: [],
    evaluation: [],
    reported: [],
    import: [],
  }
  for (const placed of prepared.rules.values()) {
    const { source } = placed.rule
    const list: (PlacedRule & { source: RuleSource })[] = rules[source.kind]
    list.push({ ...placed, source })
  }
  return rules
}

/** Kinds of activity that some rule of this source asks about. */
export function activityKindsOf(
  rules: readonly { source: { activities: readonly ActivityKind[] } }[],
): ActivityKind[] {
  return [...new Set(rules.flatMap((one) => one.source.activities))]
}

/** Version of a rule in the ledger: year, version and key, e.g. 2026v1:r12. */
export function ruleVersionOf(scheme: { year: number; version: number }, ruleKey: string): string {
  return `${scheme.year}v${scheme.version}:${ruleKey}`
}
