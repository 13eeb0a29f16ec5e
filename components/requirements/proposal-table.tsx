import type { ReactNode } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import { formatMoment } from '@/lib/format'
import type { ProposalRow } from '@/lib/tasks/requirements/proposal-queries'
import { ProposalBadge } from './proposal-badge'

type ProposalTableProps = {
  caption: string
  rows: ProposalRow[]
  now: Date
  /** Shown instead when there is none. */
  empty: ReactNode
}

/** Proposals with who made them and what was answered; the title opens one. */
export function ProposalTable({ caption, rows, now, empty }: ProposalTableProps) {
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/proposals/${row.id}`}
      columns={[
        { key: 'title', header: '需求', rowHead: true, cell: (row) => row.title },
        {
          key: 'from',
          header: '提出',
          width: '13rem',
          cell: (row) => (
            <>
              {row.department ?? row.organisationName}
              <span className="note">{row.byName}</span>
            </>
          ),
        },
        {
          key: 'at',
          header: '时间',
          width: '9rem',
          cell: (row) => formatMoment(row.at, now),
        },
        {
          key: 'answer',
          header: '答复',
          cell: (row) => <span className="line-clamp-2">{row.answer ?? '—'}</span>,
        },
        {
          key: 'state',
          header: '状态',
          width: '7rem',
          phone: 'badge',
          cell: (row) => <ProposalBadge state={row.state} />,
        },
      ]}
      empty={empty}
    />
  )
}
