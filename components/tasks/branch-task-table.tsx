import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { formatMoment } from '@/lib/format'
import type { BranchTaskRow } from '@/lib/tasks/branch-queries'
import { AssignmentBadge } from './assignment-badge'

/** The tasks of one organisation. */
export function BranchTaskTable({ rows, now }: { rows: BranchTaskRow[]; now: Date }) {
  return (
    <DataTable
      caption="任务"
      rows={rows}
      rowKey={(row) => row.assignmentId}
      rowHref={(row) => `/tasks/${row.taskId}/assignments/${row.assignmentId}`}
      columns={[
        {
          key: 'title',
          header: '任务',
          rowHead: true,
          cell: (row) => (row.personName ? `${row.title}（${row.personName}）` : row.title),
        },
        { key: 'by', header: '下达', width: '9rem', cell: (row) => row.department ?? '党建部' },
        {
          key: 'due',
          header: '截止',
          width: '10rem',
          cell: (row) => formatMoment(row.effectiveDueAt, now),
        },
        {
          key: 'state',
          header: '状态',
          width: '10rem',
          phone: 'badge',
          cell: (row) => <AssignmentBadge {...row} now={now} />,
        },
      ]}
      empty={<EmptyState title="没有任务">有新任务时会出现在这里。</EmptyState>}
    />
  )
}
