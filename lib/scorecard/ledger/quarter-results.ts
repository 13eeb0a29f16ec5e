import type { ViewerContext } from '@/lib/context'
import type { ClassPlan, PreparedScheme } from '../engine/prepare-scheme'
import { vetoWords } from '../scheme/explain-rule'
import type { Indicator } from '../scheme/schema'
import { type QuarterFrame, visibleFrame } from './quarter-frame'
import {
  type IndicatorCell,
  type IndicatorState,
  indicatorStates,
  type QuarterHead,
  type QuarterIndicator,
  type QuarterResults,
  type QuarterRow,
} from './schema'
import { loadStandings } from './standings'

/**
 * All branches of a quarter as reckoned last: totals, states, ranks and grades within the classes;
 * by class, best first, whoever is not ranked behind.
 * @throws DomainError not_found for whoever is no officer of its committee
 */
export async function quarterResults(
  ctx: ViewerContext,
  quarterId: string,
): Promise<QuarterResults> {
  const frame = await visibleFrame(ctx, quarterId)
  const rows = await loadStandings(ctx.db, frame)
  return {
    quarter: headOf(frame),
    indicators: listIndicators(frame.prepared),
    rows: rows
      .map(
        ({ subject, standing, cells, vetoes, reckonedAt }): QuarterRow => ({
          subject,
          standing,
          indicators: cells,
          states: countStates(frame.prepared.planOf(subject.class), cells),
          vetoes: vetoes.map(vetoWords),
          reckonedAt,
        }),
      )
      .sort(byClassAndRank),
  }
}

/** What stands over every screen of a quarter. */
export function headOf({ quarter, scheme }: Pick<QuarterFrame, 'quarter' | 'scheme'>): QuarterHead {
  const { id: quarterId, period, state, revision } = quarter
  const { year, version, name } = scheme
  return { quarterId, period, state, revision, scheme: { year, version, name } }
}

function byClassAndRank(a: QuarterRow, b: QuarterRow): number {
  const [classA, classB] = [a.subject.class ?? '~', b.subject.class ?? '~']
  return (
    (classA < classB ? -1 : classA > classB ? 1 : 0) ||
    (a.standing.rank ?? 1_000_000) - (b.standing.rank ?? 1_000_000) ||
    b.standing.totalHundredths - a.standing.totalHundredths ||
    (a.subject.code < b.subject.code ? -1 : 1)
  )
}

function listIndicators(prepared: PreparedScheme): QuarterIndicator[] {
  const list: QuarterIndicator[] = []
  const walk = (indicators: readonly Indicator[], parentKey: string | null) => {
    for (const { key, code, name, department, fullHundredths, classes, children } of indicators) {
      const isLeaf = children.length === 0
      list.push({ key, parentKey, code, name, department, fullHundredths, classes, isLeaf })
      walk(children, key)
    }
  }
  walk(prepared.document.indicators, null)
  return list
}

function countStates(
  plan: ClassPlan,
  cells: Record<string, IndicatorCell>,
): Record<IndicatorState, number> {
  const counts = Object.fromEntries(indicatorStates.map((state) => [state, 0])) as Record<
    IndicatorState,
    number
  >
  for (const node of plan.nodes) {
    const cell = cells[node.indicator.key]
    if (!cell) {
      continue
    }
    // A level above is shown as 未评 when something below it is: that is counted there.
    const isOwn = cell.given === 'unscored' && cell.state === 'unscored'
    if (node.children.length === 0 || isOwn) {
      counts[cell.state] += 1
    }
  }
  return counts
}
