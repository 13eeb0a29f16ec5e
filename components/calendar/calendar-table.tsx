import { DataTable } from '@/components/data-table/data-table'
import { ActionForm } from '@/components/form/action-form'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import { formatDay } from '@/lib/format'
import type { CalendarDay } from '@/lib/organisation/published-calendar'

const weekdays = '日一二三四五六'

/** The days of a year that differ from Monday–Friday work. */
export function CalendarTable({ days, clear }: { days: CalendarDay[]; clear: FormAction | null }) {
  return (
    <DataTable
      caption="放假和调休上班"
      rows={days}
      rowKey={(row) => row.day}
      columns={[
        {
          key: 'day',
          header: '日期',
          rowHead: true,
          cell: (row) =>
            `${formatDay(row.day)} 周${weekdays[new Date(`${row.day}T00:00:00Z`).getUTCDay()]}`,
        },
        { key: 'name', header: '名称', cell: (row) => row.name },
        {
          key: 'kind',
          header: '安排',
          phone: 'badge',
          width: '8rem',
          cell: (row) =>
            row.kind === 'holiday' ? (
              <Badge tone="done">放假</Badge>
            ) : (
              <Badge tone="soon">上班</Badge>
            ),
        },
        ...(clear
          ? [
              {
                key: 'clear',
                header: '办理',
                width: '7rem',
                cell: (row: CalendarDay) => (
                  <ActionForm action={clear} hidden={{ day: row.day }}>
                    <SubmitButton size="small">移除</SubmitButton>
                  </ActionForm>
                ),
              },
            ]
          : []),
      ]}
      empty={<EmptyState title="这一年还没有设置">没有设置的日子按周一至周五上班计算。</EmptyState>}
    />
  )
}
