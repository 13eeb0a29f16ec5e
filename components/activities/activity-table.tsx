import type { ReactNode } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import { Badge } from '@/components/ui/badge'
import type { ActivityRow } from '@/lib/activities/queries'
import { formatDay } from '@/lib/format'
import { activityKindLabels } from '@/lib/tasks/states'

type ActivityTableProps = {
  rows: ActivityRow[]
  now: Date
  /** Left out where everything is of one branch. */
  showsBranch: boolean
  empty: ReactNode
}

/** Records, the latest held first; the title opens one. */
export function ActivityTable({ rows, now, showsBranch, empty }: ActivityTableProps) {
  return (
    <DataTable
      caption="活动纪实，最近开展的在前"
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/activities/${row.id}`}
      empty={empty}
      columns={[
        { key: 'title', header: '主题', rowHead: true, cell: (row) => row.title },
        {
          key: 'mark',
          header: '说明',
          width: '6rem',
          phone: 'badge',
          cell: (row) => <RecordMark row={row} />,
        },
        {
          key: 'held',
          header: '日期',
          width: '8rem',
          cell: (row) => formatDay(row.heldOn, now),
        },
        {
          key: 'kinds',
          header: '类型',
          width: '14rem',
          cell: (row) => row.kinds.map((kind) => activityKindLabels[kind]).join('、'),
        },
        ...(showsBranch
          ? [
              {
                key: 'branch',
                header: '党支部',
                width: '13rem',
                cell: (row: ActivityRow) => row.organisationName,
              },
            ]
          : []),
        {
          key: 'present',
          header: '实到 / 应到',
          width: '7rem',
          align: 'end',
          cell: (row) => `${row.present} / ${row.expected}`,
        },
      ]}
    />
  )
}

function RecordMark({ row }: { row: Pick<ActivityRow, 'isWithdrawn' | 'lateReason'> }) {
  if (row.isWithdrawn) {
    return <Badge tone="neutral">已撤回</Badge>
  }
  return row.lateReason === null ? null : <Badge tone="behind">补录</Badge>
}
