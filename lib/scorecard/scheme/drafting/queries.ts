import { desc, eq, inArray } from 'drizzle-orm'
import { people, schemes, scorecardQuarters } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { can } from '@/lib/policy'
import { standsUnder } from '@/lib/tasks/plan/load-plan'
import { checkScheme, type SchemeFault } from '../check-scheme'
import { explainRule } from '../explain-rule'
import { type Indicator, indicatorsOf, schemeDocumentSchema } from '../schema'
import { differencesOf } from './differences'
import { asScheme, loadScheme, type Scheme, schemeSubject } from './load-scheme'
import { versionBefore } from './publish-scheme'

/** One version in the list. */
export interface SchemeLine {
  scheme: Omit<Scheme, 'document'>
  indicators: number
  rules: number
  byName: string
  /** Quarters that were opened with it, e.g. 2026Q3. */
  quarters: string[]
  /** The one a quarter that is opened today would be frozen with. */
  isCurrent: boolean
}

/** The versions the viewer may see, newest first. */
export async function schemeList(ctx: ViewerContext): Promise<SchemeLine[]> {
  const above = await standsUnder(ctx, ctx.db)
  const rows = await ctx.db
    .select({ scheme: schemes, byName: people.name })
    .from(schemes)
    .innerJoin(people, eq(people.id, schemes.createdBy))
    .orderBy(desc(schemes.year), desc(schemes.version))
  const seen = rows.filter(({ scheme }) =>
    can(ctx.viewer, 'scheme.view', schemeSubject(scheme, above)),
  )
  const quarters = await quartersOf(
    ctx,
    seen.map(({ scheme }) => scheme.id),
  )
  const current = new Set<string>()
  for (const { scheme } of seen) {
    const place = `${scheme.committeeId} ${scheme.year}`
    if (scheme.state === 'published' && !current.has(place)) {
      current.add(place).add(scheme.id)
    }
  }
  return seen.map(({ scheme, byName }) => {
    const { document, ...rest } = asScheme(scheme)
    const all = indicatorsOf(document)
    return {
      scheme: rest,
      indicators: all.filter((one) => one.children.length === 0).length,
      rules: all.reduce((sum, one) => sum + one.rules.length, 0),
      byName,
      quarters: quarters.get(scheme.id) ?? [],
      isCurrent: current.has(scheme.id),
    }
  })
}

async function quartersOf(ctx: ViewerContext, ids: string[]): Promise<Map<string, string[]>> {
  const rows = await ctx.db
    .select({ schemeId: scorecardQuarters.schemeId, period: scorecardQuarters.period })
    .from(scorecardQuarters)
    .where(inArray(scorecardQuarters.schemeId, ids))
    .orderBy(scorecardQuarters.period)
  const periods = new Map<string, string[]>()
  for (const { schemeId, period } of rows) {
    periods.set(schemeId, [...(periods.get(schemeId) ?? []), period])
  }
  return periods
}

/** A scheme with what its page says about it. */
export interface SchemeView {
  scheme: Scheme
  canManage: boolean
  /** What must be mended before it can be published; only of a draft. */
  faults: SchemeFault[]
  /** Against the version published before it; null where there is none. */
  differences: { year: number; version: number; sentences: string[] } | null
  quarters: string[]
  /** Every rule in one sentence, by its key. */
  sentences: Record<string, string>
}

/**
 * One version: its tree, its problems, what differs.
 * @throws DomainError not_found
 */
export async function schemeView(ctx: ViewerContext, schemeId: string): Promise<SchemeView> {
  const scheme = await loadScheme(ctx, schemeId)
  const [before, quarters] = await Promise.all([
    versionBefore(ctx, scheme),
    quartersOf(ctx, [schemeId]),
  ])
  const { document } = scheme
  return {
    scheme,
    canManage: can(ctx.viewer, 'scheme.manage', { organisationId: scheme.committeeId }),
    faults: scheme.state === 'draft' ? checkScheme(document) : [],
    differences: before && {
      year: before.year,
      version: before.version,
      sentences: differencesOf(schemeDocumentSchema.parse(before.document), document),
    },
    quarters: quarters.get(schemeId) ?? [],
    sentences: sentencesOf(indicatorsOf(document)),
  }
}

function sentencesOf(indicators: readonly Indicator[]): Record<string, string> {
  return Object.fromEntries(
    indicators.flatMap((indicator) =>
      indicator.rules.map((rule) => [rule.key, explainRule(rule, indicator)]),
    ),
  )
}
