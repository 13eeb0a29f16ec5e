import { type Column, DataTable } from '@/components/data-table/data-table'
import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/status-icon'
import { TextLink } from '@/components/ui/text-link'
import { formatDay } from '@/lib/format'
import type { DecisionView } from '@/lib/review/decisions'
import { type KeptState, keptLabels } from '@/lib/review/states'

const tones: Record<KeptState, Tone> = {
  kept: 'done',
  late: 'behind',
  review: 'soon',
  open: 'neutral',
  overdue: 'late',
  cancelled: 'paused',
}

/** Decisions of a meeting and what became of them. */
export function DecisionTable({ caption, rows }: { caption: string; rows: DecisionView[] }) {
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={(one) => one.id}
      empty={<p className="px-4 py-3 text-muted">没有作决定。</p>}
    />
  )
}

const columns: Column<DecisionView>[] = [
  { key: 'branch', header: '支部', cell: (one) => one.organisationName, phone: 'lead' },
  {
    key: 'words',
    header: '决定事项',
    rowHead: true,
    cell: (one) =>
      one.taskId ? <TextLink href={`/tasks/${one.taskId}`}>{one.words}</TextLink> : one.words,
  },
  { key: 'person', header: '责任人', cell: (one) => one.personName ?? '支部', width: '6rem' },
  { key: 'due', header: '期限', cell: (one) => formatDay(one.dueOn), width: '8rem' },
  {
    key: 'kept',
    header: '落实情况',
    phone: 'badge',
    width: '9rem',
    cell: (one) => (
      <Badge tone={tones[one.kept]}>
        {keptLabels[one.kept]}
        {one.doneOn ? ` ${formatDay(one.doneOn)}` : ''}
      </Badge>
    ),
  },
]
