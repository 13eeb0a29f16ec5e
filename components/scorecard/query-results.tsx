import { GroupedBars } from '@/components/charts/grouped-bars'
import { Trend } from '@/components/charts/trend'
import { Card } from '@/components/ui/card'
import { Cell, HeadCell, Table } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import { formatPeriod } from '@/lib/format'
import { indicatorStateLabels } from '@/lib/scorecard/ledger/schema'
import type { QueryCell, QueryColumn, QueryResult } from '@/lib/scorecard/query/schema'
import { queryTrends } from './query-trends'
import { classWords } from './score-words'
import { StateLegend, StateWord } from './state-word'

/** Figures of a query as a table; each opens the branch in its quarter. */
export function QueryTable({ columns, rows, sources }: QueryResult) {
  return (
    <div id="table">
      <Table caption="指标查询结果">
        <thead>
          <tr>
            <HeadCell>党支部</HeadCell>
            <HeadCell>类别</HeadCell>
            {columns.map((one) => (
              <HeadCell key={one.key} align="end" className="max-w-40 !whitespace-normal">
                {labelOf(one)}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.organisationId}>
              <th scope="row" className="max-lg:break-keep">
                {row.name}
              </th>
              <Cell label="类别" short>
                {classWords(row.class)}
              </Cell>
              {row.cells.map((cell, at) => {
                const column = columns[at]
                const source = sources.find((one) => one.period === column?.period)
                const href = `/scorecard/${source?.quarterId}/${row.organisationId}`
                return (
                  <Cell key={column?.key} label={column ? labelOf(column) : ''} align="end">
                    {cell.state === 'absent' ? (
                      <span className="text-muted">本季未计分</span>
                    ) : (
                      <TextLink href={href} plain>
                        <StateWord state={cell.state} totalHundredths={shown(cell)} />
                      </TextLink>
                    )}
                  </Cell>
                )
              })}
            </tr>
          ))}
        </tbody>
      </Table>
      <StateLegend />
    </div>
  )
}

/** The same figures as lines over the quarters, and as bars: one card an indicator, one bar a quarter. */
export function QueryCharts(result: QueryResult) {
  const { columns, rows, asked } = result
  const { periods, trends } = queryTrends(result)
  return (
    <div id="chart" className="grid gap-4">
      {trends.map(({ key, title, counted, series }) => (
        <Card key={`${key} trend`} title={title} className="noscript:hidden">
          <Trend {...{ title, periods, counted, series }} tableHref="#table" />
        </Card>
      ))}
      {asked.indicators.map((key) => {
        const own = columns.flatMap((column, at) =>
          column.indicatorKey === key ? [{ column, at }] : [],
        )
        const title = `${own[0]?.column.label}：各支部得分`
        return (
          <Card key={key} title={title}>
            <GroupedBars
              title={title}
              series={own.map(({ column }) => ({
                key: column.key,
                label: formatPeriod(column.period),
              }))}
              groups={rows.map((row) => ({
                key: row.organisationId,
                label: row.name,
                values: own.map(({ at }) => barOf(row.cells[at])),
              }))}
            />
          </Card>
        )
      })}
    </div>
  )
}

function labelOf({ label, period }: QueryColumn): string {
  return `${label} · ${formatPeriod(period)}`
}

/** The running total of something 未评 is shown with its word beside it. */
function shown({ hundredths, state }: QueryCell): number | null {
  return state === 'not_applicable' ? null : hundredths
}

function barOf(cell: QueryCell | undefined): number | string {
  if (!cell || cell.state === 'absent') {
    return '未计分'
  }
  return cell.hundredths === null || cell.state === 'not_applicable'
    ? indicatorStateLabels[cell.state]
    : cell.hundredths
}
