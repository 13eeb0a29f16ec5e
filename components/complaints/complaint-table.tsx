import { EmptyState } from '@/components/ui/empty-state'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import type { ComplaintRow } from '@/lib/complaints/queries'
import { complaintKindLabels } from '@/lib/complaints/states'
import { formatMoment } from '@/lib/format'
import { ComplaintBadge } from './complaint-badge'

type ComplaintTableProps = {
  caption: string
  rows: ComplaintRow[]
  now: Date
  empty: string
  /** For the office; one's own list needs no name. */
  showsAuthor?: boolean
}

/** Complaints with their state; the number opens the progress. */
export function ComplaintTable({ caption, rows, now, empty, showsAuthor }: ComplaintTableProps) {
  if (rows.length === 0) {
    return <EmptyState title="暂无记录">{empty}</EmptyState>
  }
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <HeadCell>编号</HeadCell>
          <HeadCell>状态</HeadCell>
          <HeadCell>类别</HeadCell>
          <HeadCell>情况</HeadCell>
          {showsAuthor ? <HeadCell>提出人</HeadCell> : null}
          <HeadCell>提出时间</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <RowHead>
              <span className="whitespace-nowrap">
                <TextLink href={`/complaints/${row.id}`}>{row.number}</TextLink>
              </span>
            </RowHead>
            <Cell phone="badge">
              <ComplaintBadge state={row.state} />
            </Cell>
            <Cell label="类别" short>
              {complaintKindLabels[row.kind]}
            </Cell>
            <Cell label="情况">
              <span className="line-clamp-2">{row.text}</span>
            </Cell>
            {showsAuthor ? (
              <Cell label="提出人" short>
                {row.personName}
              </Cell>
            ) : null}
            <Cell label="提出时间" short>
              {formatMoment(row.createdAt, now)}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
