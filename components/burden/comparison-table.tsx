import { Card } from '@/components/ui/card'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { formatPeriod } from '@/lib/format'
import type { Account } from '@/lib/tasks/burden/account'
import { burdenMeasures, figureWords } from '@/lib/tasks/burden/states'

type ComparisonTableProps = {
  total: Account['total']
  months: { now: string; before: string; yearAgo: string }
}

/** A month beside the one before and the same a year ago; 无数据 is not zero. */
export function ComparisonTable({ total, months }: ComparisonTableProps) {
  return (
    <Card title="与上月、去年同月相比" flush>
      <Table caption="与上月、去年同月相比" className="border-0">
        <thead>
          <tr>
            <HeadCell>项目</HeadCell>
            <HeadCell align="end">{formatPeriod(months.now)}</HeadCell>
            <HeadCell align="end">{`上月（${formatPeriod(months.before)}）`}</HeadCell>
            <HeadCell align="end">{`去年同月（${formatPeriod(months.yearAgo)}）`}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {burdenMeasures.map(({ key, label, unit }) => (
            <tr key={key}>
              <RowHead>{`${label}（${unit}）`}</RowHead>
              <Cell label="当月" align="end" short>
                <strong>{figureWords(total.now, key)}</strong>
              </Cell>
              <Cell label="上月" align="end" short>
                {figureWords(total.before, key)}
              </Cell>
              <Cell label="去年同月" align="end" short>
                {figureWords(total.yearAgo, key)}
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
