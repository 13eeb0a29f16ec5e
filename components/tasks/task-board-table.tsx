'use client'

import { DataTable } from '@/components/data-table/data-table'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatDuration, formatMoment } from '@/lib/format'
import type { BoardRow } from '@/lib/tasks/board-queries'
import { taskStateLabels } from '@/lib/tasks/states'
import { boardRowsOf } from './board-rows-text'
import { TallyBar } from './tally-bar'

type TaskBoardTableProps = {
  /** By `boardRowsText`. */
  rows: string
  now: Date
  isSearch: boolean
}

/**
 * Tasks as rows: when they are due, how far they are, how many branches are late. A client component
 * because fifty rows of data travel and render at half the cost of fifty rows of elements.
 */
export function TaskBoardTable({ rows, now, isSearch }: TaskBoardTableProps) {
  return (
    <DataTable
      caption="任务"
      rows={boardRowsOf(rows)}
      rowKey={(row) => row.taskId}
      rowHref={(row) => `/tasks/${row.taskId}`}
      columns={[
        { key: 'title', header: '任务', rowHead: true, cell: (row) => row.title },
        {
          key: 'by',
          header: '下达',
          width: '8rem',
          cell: (row) => (
            <>
              {row.department ?? '党建部'}
              <span className="note">{row.createdByName}</span>
            </>
          ),
        },
        {
          key: 'due',
          header: '截止',
          width: '9rem',
          cell: (row) => formatMoment(row.dueAt, now),
        },
        { key: 'progress', header: '进度', width: '16rem', cell: (row) => <TallyBar {...row} /> },
        {
          key: 'state',
          header: '状态',
          width: '9rem',
          phone: 'badge',
          cell: (row) => <BoardBadge row={row} now={now} />,
        },
      ]}
      empty={
        isSearch ? (
          <EmptyState title="没有找到这样的任务">换个词，或清空搜索看全部任务。</EmptyState>
        ) : (
          <EmptyState
            title="这里还没有任务"
            actions={<LinkButton href="/tasks/new">新建任务</LinkButton>}
          >
            写好要求、选好支部，按一次“下达”，每个支部就各有一份。
          </EmptyState>
        )
      }
    />
  )
}

function BoardBadge({ row, now }: { row: BoardRow; now: Date }) {
  if (row.state !== 'dispatched') {
    return (
      <Badge tone={row.state === 'closed' ? 'done' : 'paused'}>{taskStateLabels[row.state]}</Badge>
    )
  }
  if (row.late > 0) {
    return <Badge tone="late">{`逾期 ${row.late} 份`}</Badge>
  }
  const leftMs = row.dueAt.getTime() - now.getTime()
  return leftMs > 0 && leftMs < 3 * 86_400_000 ? (
    <Badge tone="soon">{`剩 ${formatDuration(leftMs)}`}</Badge>
  ) : (
    <Badge>办理中</Badge>
  )
}
