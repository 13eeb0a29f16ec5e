import { formatPeriod, formatPoints } from '@/lib/format'
import type { TrendPoint } from '@/lib/scorecard/board/branch-trend'
import { Trend } from '../charts/trend'
import { Card } from '../ui/card'
import { Cell, HeadCell, RowHead, Table } from '../ui/table'

/** 近几个季度: a branch against the middle of its class, as lines and as a table. */
export function ResultTrend({ name, points }: { name: string; points: TrendPoint[] }) {
  if (points.length < 2) {
    return null
  }
  const hasMedian = points.some((one) => one.medianHundredths !== null)
  const title = `${name}近 ${points.length} 个季度`
  return (
    <Card title="近几个季度">
      <div className="space-y-4">
        <Trend
          title={title}
          periods={points.map((one) => one.period)}
          counted="条线"
          tableHref="#trend-table"
          series={[
            { key: 'own', label: '本支部', values: points.map((one) => one.totalHundredths) },
            ...(hasMedian
              ? [
                  {
                    key: 'median',
                    label: '同类中位数',
                    values: points.map((one) => one.medianHundredths),
                  },
                ]
              : []),
          ]}
        />
        <div id="trend-table">
          <Table caption={title}>
            <thead>
              <tr>
                <HeadCell>季度</HeadCell>
                <HeadCell align="end">本支部（分）</HeadCell>
                {hasMedian ? <HeadCell align="end">同类中位数（分）</HeadCell> : null}
              </tr>
            </thead>
            <tbody>
              {points.map((one) => (
                <tr key={one.period}>
                  <RowHead>{formatPeriod(one.period)}</RowHead>
                  <Cell label="本支部（分）" align="end" short>
                    {figure(one.totalHundredths, '未评完')}
                  </Cell>
                  {hasMedian ? (
                    <Cell label="同类中位数（分）" align="end" short>
                      {figure(one.medianHundredths, '暂无')}
                    </Cell>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
        {hasMedian ? (
          <p className="text-muted text-sm">
            同类中位数：同一类别中已评完的支部居中的得分，不足三个支部时不列。
          </p>
        ) : null}
      </div>
    </Card>
  )
}

function figure(hundredths: number | null, words: string) {
  return hundredths === null ? (
    <span className="text-muted">{words}</span>
  ) : (
    formatPoints(hundredths)
  )
}
