import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatDuration, formatMoment } from '@/lib/format'
import type { ReviewDesk, SupervisedBranch } from '@/lib/tasks/supervision-groups'

type BranchesProps = {
  rows: SupervisedBranch[]
  now: Date
  hrefOf: (row: SupervisedBranch) => string
}

/** What is open at each 党组织, those with most overdue first. */
export function SupervisedBranches({ rows, now, hrefOf }: BranchesProps) {
  return (
    <DataTable
      caption="按党组织"
      rows={rows}
      rowKey={(row) => row.organisationId}
      rowHref={hrefOf}
      columns={[
        { key: 'name', header: '党组织', rowHead: true, cell: (row) => row.name },
        { key: 'open', header: '在办', align: 'end', cell: (row) => row.open },
        { key: 'unaccepted', header: '未签收', align: 'end', cell: (row) => row.unaccepted },
        {
          key: 'late',
          header: '逾期',
          align: 'end',
          cell: (row) =>
            row.late > 0 ? <span className="font-semibold text-late">{row.late}</span> : 0,
        },
        {
          key: 'behind',
          header: '落后序时',
          align: 'end',
          cell: (row) =>
            row.behind > 0 ? <span className="font-semibold text-behind">{row.behind}</span> : 0,
        },
        { key: 'submitted', header: '等待审核', align: 'end', cell: (row) => row.submitted },
        {
          key: 'due',
          header: '最近的截止',
          width: '10rem',
          cell: (row) => formatMoment(row.nearestDueAt, now),
        },
      ]}
      empty={<EmptyState title="这个条件下没有">换一个条件，或看全部。</EmptyState>}
    />
  )
}

type DesksProps = { rows: ReviewDesk[]; now: Date; href: string }

/** 审核积压: what waits for review, by whose desk it lies on. */
export function ReviewDesks({ rows, now, href }: DesksProps) {
  return (
    <DataTable
      caption="审核积压"
      rows={rows}
      rowKey={(row) => row.desk}
      rowHref={() => href}
      columns={[
        { key: 'desk', header: '在谁手上', rowHead: true, cell: (row) => row.desk },
        { key: 'waiting', header: '等待审核', align: 'end', cell: (row) => row.waiting },
        { key: 'long', header: '超过两天', align: 'end', cell: (row) => row.longWaiting },
        {
          key: 'oldest',
          header: '最久的已等',
          width: '12rem',
          cell: (row) => formatDuration(now.getTime() - row.oldestSince.getTime()),
        },
      ]}
      empty={<EmptyState title="没有积压">没有等待审核的材料。</EmptyState>}
    />
  )
}
