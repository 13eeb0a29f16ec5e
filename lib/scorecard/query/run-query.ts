import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { can } from '@/lib/policy'
import { frozenRevisions, frozenRows } from '../board/kept-states'
import { quarterList } from '../board/quarter-list'
import { boardClassOf, type QuarterChoice } from '../board/schema'
import { quarterResults } from '../ledger/quarter-results'
import type { QuarterIndicator, QuarterRow } from '../ledger/schema'
import {
  mostShown,
  type QueryAddress,
  type QueryCell,
  type QueryResult,
  type QueryRow,
  type QuerySource,
} from './schema'

const total = 'total'

interface Quarter {
  source: QuerySource
  indicators: QuarterIndicator[]
  rows: Map<string, QuarterRow>
}

/**
 * Figures of indicators for branches and quarters: live ones from the ledger, frozen ones as they
 * were kept. An indicator is found in another quarter by its key.
 * @throws DomainError not_found for whoever is not staff
 */
export async function runQuery(ctx: ViewerContext, asked: QueryAddress): Promise<QueryResult> {
  if (!can(ctx.viewer, 'score.viewBoard')) {
    throw notFound('指标查询')
  }
  const all = await quarterList(ctx, [])
  const wanted = all.filter((one) => asked.periods.includes(one.period))
  const chosen = (wanted.length > 0 ? wanted : all.slice(0, 1)).slice(0, mostShown)
  const quarters = await Promise.all(chosen.map((one) => loadQuarter(ctx, one)))
  const known = knownIndicators(quarters)
  const found = asked.indicators.filter((key) => key === total || known.has(key))
  const indicators = found.length > 0 ? found : [total]
  const columns = indicators.flatMap((indicatorKey) =>
    quarters.map(({ source }) => ({
      key: `${indicatorKey} ${source.period}`,
      period: source.period,
      indicatorKey,
      label: known.get(indicatorKey)?.label ?? '总分',
    })),
  )
  const rows = rowsOf(quarters, indicators)
  return {
    columns,
    rows: rows.filter(
      (row) =>
        (asked.class === undefined || boardClassOf(row.class) === asked.class) &&
        (asked.branches.length === 0 || asked.branches.includes(row.organisationId)),
    ),
    sources: quarters.map((one) => one.source),
    choices: {
      indicators: [{ key: total, label: '总分', depth: 0 }, ...known.values()],
      periods: all.map((one) => one.period),
      branches: rows.map((row) => ({ id: row.organisationId, name: row.name })),
    },
    asked: { indicators, periods: quarters.map(({ source }) => source.period) },
  }
}

async function loadQuarter(ctx: ViewerContext, choice: QuarterChoice): Promise<Quarter> {
  const { quarterId, period } = choice
  const [results, revisions] = await Promise.all([
    quarterResults(ctx, quarterId),
    choice.state === 'frozen' ? frozenRevisions(ctx.db, quarterId) : [],
  ])
  const [kept] = revisions
  const rows = kept ? await frozenRows(ctx.db, quarterId, kept.revision) : null
  const times = results.rows.flatMap((row) => row.reckonedAt?.getTime() ?? [])
  const last = times.length > 0 ? new Date(Math.max(...times)) : null
  return {
    indicators: results.indicators,
    rows: new Map((rows ?? results.rows).map((row) => [row.subject.organisationId, row])),
    source: {
      ...{ quarterId, period, revision: choice.revision },
      asOf: kept?.at ?? last,
      sha256: kept?.sha256 ?? null,
    },
  }
}

function knownIndicators(quarters: readonly Quarter[]) {
  const known = new Map<string, { key: string; label: string; depth: number }>()
  for (const { indicators } of quarters) {
    for (const { key, code, name } of indicators) {
      const depth = code.split('.').length
      known.set(key, known.get(key) ?? { key, label: `${code} ${name}`, depth })
    }
  }
  return known
}

/** Everybody who is scored in one of the quarters, as named in the latest of them. */
function rowsOf(quarters: readonly Quarter[], indicators: readonly string[]): QueryRow[] {
  const subjects = new Map(
    [...quarters]
      .reverse()
      .flatMap(({ rows }) => [...rows.values()].map((row) => [row.subject.organisationId, row])),
  )
  return [...subjects.values()]
    .map(({ subject }) => ({
      organisationId: subject.organisationId,
      code: subject.code,
      name: subject.name,
      class: subject.class,
      cells: indicators.flatMap((key) =>
        quarters.map((one) => cellOf(one, subject.organisationId, key)),
      ),
    }))
    .sort((a, b) => compare(a.class ?? '~', b.class ?? '~') || compare(a.code, b.code))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function cellOf({ rows, indicators }: Quarter, organisationId: string, key: string): QueryCell {
  const row = rows.get(organisationId)
  if (!row) {
    return { hundredths: null, fullHundredths: null, state: 'absent' }
  }
  if (key === total) {
    const { totalHundredths, fullHundredths, unscoredHundredths } = row.standing
    const state = unscoredHundredths > 0 ? 'unscored' : totalHundredths === 0 ? 'zero' : 'scored'
    return { hundredths: totalHundredths, fullHundredths, state }
  }
  const cell = row.indicators[key]
  const fullHundredths = indicators.find((one) => one.key === key)?.fullHundredths ?? null
  return cell
    ? { hundredths: cell.total, fullHundredths, state: cell.state }
    : { hundredths: null, fullHundredths: null, state: 'not_applicable' }
}
