import { DataTable } from '@/components/data-table/data-table'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import type { Tone } from '@/components/ui/status-icon'
import type { AppealState } from '@/db/enums'
import { formatMoment, formatPoints } from '@/lib/format'
import type { AppealRow } from '@/lib/scorecard/appeals/appeal-queries'
import { appealStateLabels } from '@/lib/scorecard/appeals/states'

const tones: Record<AppealState, Tone> = {
  filed: 'soon',
  upheld: 'neutral',
  corrected: 'done',
  withdrawn: 'paused',
}

/** State of an appeal as mark and word. */
export function AppealBadge({ state }: { state: AppealState }) {
  return <Badge tone={tones[state]}>{appealStateLabels[state]}</Badge>
}

type AppealTableProps = { quarterId: string; rows: AppealRow[]; now: Date }

/** Appeals of a quarter, newest first. */
export function AppealTable({ quarterId, rows, now }: AppealTableProps) {
  return (
    <DataTable
      caption="申诉"
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/scorecard/${quarterId}/appeals/${row.id}`}
      columns={[
        {
          key: 'branch',
          header: '支部',
          rowHead: true,
          cell: (row) => row.organisationName,
        },
        {
          key: 'state',
          header: '状态',
          phone: 'badge',
          cell: (row) => <AppealBadge state={row.state} />,
        },
        { key: 'indicator', header: '指标', cell: (row) => row.indicator },
        { key: 'rule', header: '规则', cell: (row) => row.ruleWords },
        {
          key: 'present',
          header: '原分值',
          align: 'end',
          cell: (row) => formatPoints(row.presentHundredths, { sign: true }),
        },
        {
          key: 'decided',
          header: '决定',
          align: 'end',
          cell: (row) =>
            row.state === 'corrected'
              ? row.decidedHundredths === null
                ? '撤销'
                : formatPoints(row.decidedHundredths, { sign: true })
              : '—',
        },
        {
          key: 'filed',
          header: '提出',
          cell: (row) => `${row.filedByName} ${formatMoment(row.filedAt, now)}`,
        },
      ]}
      empty={
        <EmptyState title="没有申诉">
          公示期内，支部书记、副书记可以对具体分录提出申诉，由没有评过这一项的人裁定。
        </EmptyState>
      }
    />
  )
}
