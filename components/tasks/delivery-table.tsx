import { DataTable } from '@/components/data-table/data-table'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import type { Tone } from '@/components/ui/status-icon'
import type { DeliveryRow } from '@/lib/notifications/delivery-counts'
import { type DeliveryOutcome, outcomeWords } from '@/lib/notifications/states'

const tones: Record<DeliveryOutcome, Tone> = {
  delivered: 'done',
  failed: 'late',
  unknown: 'behind',
  waiting: 'paused',
}

/** Everybody who was told, each with a sentence about the message. */
export function DeliveryTable({ rows }: { rows: DeliveryRow[] }) {
  return (
    <DataTable
      caption="送达明细"
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        {
          key: 'person',
          header: '接收人',
          width: '17rem',
          rowHead: true,
          cell: (row) => (
            <span className="print:break-keep">
              {row.personName
                ? `${row.personName}${row.postLabel ? `（${row.postLabel}）` : ''}`
                : '无人在任'}
            </span>
          ),
        },
        {
          key: 'organisation',
          header: '党组织',
          cell: (row) => <span className="print:break-keep">{row.organisationNames}</span>,
        },
        {
          key: 'phone',
          header: '手机号',
          width: '9rem',
          cell: (row) => <span className="whitespace-nowrap">{row.phoneMasked ?? '无号码'}</span>,
        },
        { key: 'sentence', header: '说明', cell: (row) => row.sentence },
        {
          key: 'outcome',
          header: '结果',
          width: '7rem',
          phone: 'badge',
          cell: (row) => <Badge tone={tones[row.outcome]}>{outcomeWords[row.outcome]}</Badge>,
        },
      ]}
      empty={<EmptyState title="这一类没有人">选“下达”看全部。</EmptyState>}
    />
  )
}
