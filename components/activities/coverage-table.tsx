import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { TextLink } from '@/components/ui/text-link'
import type { CoverageRow, CoveredBranch } from '@/lib/activities/coverage'
import { formatDay, formatPeriod } from '@/lib/format'
import { dayOf } from '@/lib/period'
import { originLabels } from '@/lib/tasks/templates/states'
import { ObligationBadge } from './obligation-badge'

type CoverageTableProps = {
  rows: CoverageRow[]
  now: Date
  hrefOf: (row: CoverageRow) => string
}

/** For each duty and period how many branches have done it; the line opens the branches. */
export function CoverageTable({ rows, now, hrefOf }: CoverageTableProps) {
  const count = (key: string, header: string, cell: (row: CoverageRow) => number) => ({
    key,
    header,
    cell,
    width: '5.5rem',
    align: 'end' as const,
  })
  return (
    <DataTable
      caption="各事项各期的覆盖情况，新的在前"
      rows={rows}
      rowKey={(row) => `${row.templateId} ${row.kind} ${row.period}`}
      rowHref={hrefOf}
      columns={[
        {
          key: 'name',
          header: '事项',
          rowHead: true,
          cell: (row) => `${formatPeriod(row.period)} ${row.name}`,
        },
        { key: 'origin', header: '出处', width: '7rem', cell: (row) => originLabels[row.origin] },
        {
          key: 'due',
          header: '期限',
          width: '7rem',
          cell: (row) => formatDay(dayOf(row.dueAt), now),
        },
        count('owing', '应开展', (row) => row.owing),
        count('done', '已开展', (row) => row.done),
        count('late', '补录', (row) => row.late),
        count('missed', '未开展', (row) => row.missed),
        count('open', '未到期', (row) => row.open),
        count('exempt', '免', (row) => row.exempt),
      ]}
      empty={
        <EmptyState title="这一年还没有应开展的事项">
          在“模板”里启用三会一课等周期模板，到期自动下达，这里就有了。
        </EmptyState>
      }
    />
  )
}

/** The branches behind one line, those that have not done it first. */
export function CoveredBranches({ rows, year }: { rows: CoveredBranch[]; year: number }) {
  return (
    <DataTable
      caption="各党支部"
      rows={rows}
      rowKey={(row) => row.organisationId}
      rowHref={(row) => `/activities/branches/${row.organisationId}?year=${year}`}
      columns={[
        { key: 'name', header: '党支部', rowHead: true, cell: (row) => row.name },
        {
          key: 'state',
          header: '情况',
          width: '8rem',
          phone: 'badge',
          cell: (row) => <ObligationBadge state={row.state} />,
        },
        {
          key: 'more',
          header: '依据',
          width: '24rem',
          cell: (row) => <Ground row={row} />,
        },
      ]}
      empty={<EmptyState title="没有党支部">这一期没有交给您范围内的党支部。</EmptyState>}
    />
  )
}

function Ground({ row }: { row: CoveredBranch }) {
  if (row.exemptionBasis) {
    return row.exemptionBasis
  }
  if (row.activityId) {
    return <TextLink href={`/activities/${row.activityId}`}>看纪实</TextLink>
  }
  return row.taskId && row.assignmentId ? (
    <TextLink href={`/tasks/${row.taskId}/assignments/${row.assignmentId}`}>看任务</TextLink>
  ) : null
}
