import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import { formatPeriod, formatPoints } from '@/lib/format'
import { organisationClassLabels } from '@/lib/organisation/schema'
import type { ScoreRow } from '@/lib/scorecard/queries'
import { standingLabels, standingMeanings } from '@/lib/scorecard/states'
import { StandingBadge } from './standing-badge'

type ScoreTableProps = { period: string; rows: ScoreRow[]; nextHref: string | undefined }

/** Branches with their points of a quarter, by class and in the office's order: no ranking. */
export function ScoreTable({ period, rows, nextHref }: ScoreTableProps) {
  if (rows.length === 0) {
    return <EmptyState title="这个季度没有可显示的支部">请换一个季度查看。</EmptyState>
  }
  return (
    <>
      <Table caption={`${formatPeriod(period)}各支部任务评价得分`}>
        <thead>
          <tr>
            <HeadCell>支部</HeadCell>
            <HeadCell>类别</HeadCell>
            <HeadCell>状态</HeadCell>
            <HeadCell align="end">得分</HeadCell>
            <HeadCell align="end">分录</HeadCell>
            <HeadCell align="end">未评</HeadCell>
            <HeadCell align="end">不适用</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.organisation.id}>
              <RowHead>
                <TextLink href={`/scorecard?period=${period}&organisation=${row.organisation.id}`}>
                  {row.organisation.name}
                </TextLink>
              </RowHead>
              <Cell label="类别" short>
                {row.organisation.class
                  ? organisationClassLabels[row.organisation.class]
                  : '不分类'}
              </Cell>
              <Cell phone="badge">
                <StandingBadge standing={row.standing} />
              </Cell>
              <Cell label="得分" align="end">
                {row.entries > 0 ? `${formatPoints(row.totalHundredths)} 分` : '—'}
              </Cell>
              <Cell label="分录" align="end">
                {row.entries} 条
              </Cell>
              <Cell label="未评" align="end">
                {row.unevaluated} 项
              </Cell>
              <Cell label="不适用" align="end">
                {row.notApplicable} 项
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-3 text-muted text-sm">
        {Object.entries(standingMeanings).map(([standing, meaning]) => (
          <span key={standing} className="me-4 inline-block">
            {standingLabels[standing as keyof typeof standingMeanings]}：{meaning}
          </span>
        ))}
      </p>
      <Pager olderHref={nextHref} />
    </>
  )
}
