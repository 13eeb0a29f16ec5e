'use client'

import { DataTable } from '@/components/data-table/data-table'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { formatMoment } from '@/lib/format'
import type { BranchBoardRow } from '@/lib/tasks/branch-board-queries'

/**
 * Branches as rows: what each has open, in the office's order, never as a ranking. On the client for
 * the reason of TaskBoardTable.
 */
export function BranchBoardTable({ rows, now }: { rows: BranchBoardRow[]; now: Date }) {
  return (
    <DataTable
      caption="各党组织的任务"
      rows={rows}
      rowKey={(row) => row.organisationId}
      rowHref={(row) => `/tasks/branches/${row.organisationId}`}
      columns={[
        { key: 'name', header: '党组织', rowHead: true, cell: (row) => row.name },
        { key: 'open', header: '未办完', align: 'end', width: '6rem', cell: (row) => row.open },
        {
          key: 'unaccepted',
          header: '未签收',
          align: 'end',
          width: '6rem',
          cell: (row) => row.unaccepted,
        },
        {
          key: 'waiting',
          header: '待审核',
          align: 'end',
          width: '6rem',
          cell: (row) => row.waiting,
        },
        {
          key: 'nearest',
          header: '最近截止',
          width: '10rem',
          cell: (row) => (row.nearestDueAt ? formatMoment(row.nearestDueAt, now) : '—'),
        },
        {
          key: 'state',
          header: '状态',
          width: '9rem',
          phone: 'badge',
          cell: (row) => <BranchBadge row={row} />,
        },
      ]}
      empty={
        <EmptyState title="没有找到党组织">
          换个名称试试；还没有组织时，请先在“组织”里导入花名册。
        </EmptyState>
      }
    />
  )
}

function BranchBadge({ row }: { row: BranchBoardRow }) {
  if (row.late > 0) {
    return <Badge tone="late">逾期 {row.late} 份</Badge>
  }
  return row.open > 0 ? <Badge>办理中</Badge> : <Badge tone="paused">没有在办</Badge>
}
