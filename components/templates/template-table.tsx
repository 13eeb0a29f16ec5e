import type { ReactNode } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import { Badge } from '@/components/ui/badge'
import type { TemplateRow } from '@/lib/tasks/templates/queries'
import { anchorWords, exemptionLabels, originLabels } from '@/lib/tasks/templates/states'

/** Templates with where they come from and how often they go out; the name opens one. */
export function TemplateTable({ rows, empty }: { rows: TemplateRow[]; empty: ReactNode }) {
  return (
    <DataTable
      caption="任务模板，周期性的在前"
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/templates/${row.id}`}
      empty={empty}
      columns={[
        { key: 'name', header: '模板', rowHead: true, cell: (row) => row.name },
        {
          key: 'state',
          header: '状态',
          width: '7rem',
          phone: 'badge',
          cell: (row) => <TemplateBadge isActive={row.isActive} />,
        },
        { key: 'origin', header: '出处', width: '8rem', cell: (row) => originLabels[row.origin] },
        {
          key: 'rhythm',
          header: '多久一次',
          cell: (row) => anchorWords(row.recurrence, row.anchor),
        },
        {
          key: 'exemption',
          header: '哪些支部不用',
          width: '12rem',
          cell: (row) => exemptionLabels[row.exemption],
        },
        {
          key: 'made',
          header: '已生成',
          width: '6rem',
          align: 'end',
          cell: (row) => `${row.made} 项`,
        },
      ]}
    />
  )
}

/** Whether a template is in use. */
export function TemplateBadge({ isActive }: { isActive: boolean }) {
  return isActive ? <Badge tone="done">已启用</Badge> : <Badge tone="paused">未启用</Badge>
}
