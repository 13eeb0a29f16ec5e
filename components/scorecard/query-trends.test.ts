import { expect, test } from 'vitest'
import type { QueryCell, QueryResult } from '@/lib/scorecard/query/schema'
import { queryTrends } from './query-trends'

const cell = (state: QueryCell['state'], hundredths: number | null): QueryCell => ({
  state,
  hundredths,
  fullHundredths: 10_000,
})

function result(names: string[], indicators: string[], cells: QueryCell[]): QueryResult {
  const periods = ['2026Q3', '2026Q2']
  return {
    columns: indicators.flatMap((indicatorKey) =>
      periods.map((period) => ({
        key: `${indicatorKey} ${period}`,
        period,
        indicatorKey,
        label: indicatorKey,
      })),
    ),
    rows: names.map((name) => ({ organisationId: name, code: name, name, class: null, cells })),
    sources: [],
    choices: { indicators: [], periods, branches: [] },
    asked: { indicators, periods },
  }
}

test('a line a branch, quarters forwards; 未评, 无数据, 不适用 and 未计分 are gaps, zero is not', () => {
  const cells = [cell('scored', 8650), cell('zero', 0)]
  const { periods, trends } = queryTrends(result(['甲', '乙'], ['total'], cells))
  expect(periods).toEqual(['2026Q2', '2026Q3'])
  expect(trends).toHaveLength(1)
  expect(trends[0]?.series.map((one) => [one.label, one.values])).toEqual([
    ['甲', [0, 8650]],
    ['乙', [0, 8650]],
  ])
  for (const state of ['unscored', 'no_data', 'not_applicable', 'absent'] as const) {
    const given = [cell('scored', 8650), cell(state, 1000)]
    const [trend] = queryTrends(result(['甲', '乙'], ['total'], given)).trends
    expect(trend?.series[0]?.values, state).toEqual([null, 8650])
  }
})

test('of one branch a line an indicator', () => {
  const cells = [cell('scored', 8650), cell('scored', 8000), cell('zero', 0), cell('scored', 200)]
  const { trends } = queryTrends(result(['甲'], ['total', 'a'], cells))
  expect(trends.map((one) => one.series.map(({ values }) => values))).toEqual([
    [
      [8000, 8650],
      [200, 0],
    ],
  ])
})

test('one quarter is no trend', () => {
  const given = result(['甲', '乙'], ['total'], [cell('scored', 8650)])
  given.asked.periods = ['2026Q3']
  expect(queryTrends(given).trends).toEqual([])
})
