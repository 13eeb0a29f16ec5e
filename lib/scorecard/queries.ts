import { and, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import { assignments, scoreEntries } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { organisationsOn } from '@/lib/organisation/queries'
import type { OrganisationOnDay } from '@/lib/organisation/schema'
import { addDays, dayOf, periodOf, quarterOf, startOfDay } from '@/lib/period'
import { can } from '@/lib/policy'
import { foldEntries, standingEntries } from './fold'
import { taskEvaluationRule } from './rules'
import { type Standing, standingOf } from './states'

export const scorePageSize = 50

export interface ScoreRow {
  organisation: OrganisationOnDay
  standing: Standing
  totalHundredths: number
  /** Entries that stand. */
  entries: number
  unevaluated: number
  notApplicable: number
}

/** Organisations whose entries the viewer may see, as they stood on the last day of a period. */
export async function visibleBranches(
  ctx: ViewerContext,
  period: string,
): Promise<OrganisationOnDay[]> {
  const today = dayOf(ctx.now)
  const [asOf = today] = [addDays(periodOf(period).to, -1), today].sort()
  const all = await organisationsOn(ctx.db, asOf)
  return all
    .filter((one) => one.kind !== 'group')
    .filter((one) => can(ctx.viewer, 'score.viewEntries', { organisationId: one.id }))
    .sort((a, b) => (a.class ?? '~').localeCompare(b.class ?? '~') || a.position - b.position)
}

/**
 * Where these organisations stand in a period, in the order given. Anything above a branch is left
 * out while nothing concerns it.
 */
export async function scoreRows(
  ctx: ViewerContext,
  period: string,
  organisations: readonly OrganisationOnDay[],
): Promise<ScoreRow[]> {
  const ids = organisations.map((one) => one.id)
  if (ids.length === 0) {
    return []
  }
  const [entries, owed] = await Promise.all([
    foldableEntries(ctx, period, ids),
    owedCounts(ctx, period, ids),
  ])
  return organisations
    .map((organisation) => {
      const own = entries.filter((entry) => entry.organisationId === organisation.id)
      const counts = owed.get(organisation.id)
      const reckoned = {
        totalHundredths: foldEntries(taskEvaluationRule, own).totalHundredths,
        entries: standingEntries(own).length,
        unevaluated: counts?.unevaluated ?? 0,
        notApplicable: counts?.notApplicable ?? 0,
      }
      return { organisation, standing: standingOf(reckoned), ...reckoned }
    })
    .filter((row) => row.organisation.kind === 'branch' || row.standing !== 'no_data')
}

function foldableEntries(ctx: ViewerContext, period: string, ids: readonly string[]) {
  return ctx.db
    .select({
      id: scoreEntries.id,
      organisationId: scoreEntries.organisationId,
      ruleVersion: scoreEntries.ruleVersion,
      basisKey: scoreEntries.basisKey,
      generation: scoreEntries.generation,
      amountHundredths: scoreEntries.amountHundredths,
      reversesId: scoreEntries.reversesId,
    })
    .from(scoreEntries)
    .where(
      and(
        inArray(scoreEntries.organisationId, [...ids]),
        eq(scoreEntries.period, period),
        eq(scoreEntries.ruleVersion, taskEvaluationRule.version),
      ),
    )
}

async function owedCounts(ctx: ViewerContext, period: string, ids: readonly string[]) {
  const { from, to } = periodOf(period)
  const rows = await ctx.db
    .select({
      organisationId: assignments.organisationId,
      unevaluated: sql<number>`count(*) filter (where ${assignments.state} not in ('evaluated', 'cancelled', 'not_applicable'))::int`,
      notApplicable: sql<number>`count(*) filter (where ${assignments.state} = 'not_applicable')::int`,
    })
    .from(assignments)
    .where(
      and(
        inArray(assignments.organisationId, [...ids]),
        gte(assignments.dueAt, startOfDay(from)),
        lt(assignments.dueAt, startOfDay(to)),
      ),
    )
    .groupBy(assignments.organisationId)
  return new Map(rows.map((row) => [row.organisationId, row]))
}

/** Keys of the present quarter and the seven before it, latest first. */
export function recentQuarters(now: Date): string[] {
  const keys: string[] = []
  for (let day = dayOf(now); keys.length < 8; ) {
    const key = quarterOf(day)
    keys.push(key)
    day = addDays(periodOf(key).from, -1)
  }
  return keys
}
