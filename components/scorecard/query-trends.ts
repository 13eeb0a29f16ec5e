import { formatPeriod } from '@/lib/format'
import type { QueryCell, QueryResult } from '@/lib/scorecard/query/schema'
import type { TrendSeries } from '../charts/trend-scale'

export type QueryTrend = { key: string; title: string; counted: string; series: TrendSeries[] }

/**
 * The lines of a query over two quarters or more: of one branch a line an indicator, otherwise a
 * drawing an indicator with a line a branch. Nothing for a single quarter. Quarters run forwards.
 */
export function queryTrends({ columns, rows, asked }: QueryResult): {
  periods: string[]
  trends: QueryTrend[]
} {
  const periods = [...asked.periods].sort()
  const [only, ...others] = rows
  if (periods.length < 2 || !only) {
    return { periods, trends: [] }
  }
  const valuesOf = (cells: readonly QueryCell[], indicatorKey: string) =>
    periods.map((period) =>
      figureOf(
        cells[
          columns.findIndex((one) => one.indicatorKey === indicatorKey && one.period === period)
        ],
      ),
    )
  const labelOf = (key: string) => columns.find((one) => one.indicatorKey === key)?.label ?? ''
  if (others.length === 0) {
    const series = asked.indicators.map((key) => ({
      ...{ key, label: labelOf(key), values: valuesOf(only.cells, key) },
    }))
    const title = `${only.name}：各季度得分`
    return { periods, trends: [{ key: only.organisationId, title, counted: '项指标', series }] }
  }
  const trends = asked.indicators.map((key) => ({
    key,
    title: `${labelOf(key)}：${formatPeriod(periods[0] ?? '')}以来`,
    counted: '个支部',
    series: rows.map((row) => ({
      ...{ key: row.organisationId, label: row.name, values: valuesOf(row.cells, key) },
    })),
  }))
  return { periods, trends }
}

/** Only what was scored: a running total of something 未评 is not compared with a whole one. */
function figureOf(cell: QueryCell | undefined): number | null {
  return cell?.state === 'scored' || cell?.state === 'zero' ? cell.hundredths : null
}
