'use client'

import { type Column, DataTable } from '@/components/data-table/data-table'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { TimeBar } from '@/components/ui/progress-bar'
import { formatDuration, formatMoment } from '@/lib/format'
import { assignmentStateLabels, progressLightWords } from '@/lib/tasks/states'
import type { SupervisionRow } from '@/lib/tasks/supervision-queries'
import { assignmentTones } from './assignment-badge'
import { urgeChosenForm } from './urge-chosen-form'

type SupervisionTableProps = {
  /** `JSON.stringify` of SupervisionRow[]: one text travels cheaper than every value of fifty rows. */
  rows: string
  now: Date
  /** The viewer may open the tasks themselves, not only the copies. */
  opensTasks: boolean
  /** Rows waiting for their branch can be ticked for 催办. */
  choosesRows: boolean
}

/** Open copies across tasks: where each stands, whose turn it is, whose time was used. */
export function SupervisionTable({
  rows: text,
  now,
  opensTasks,
  choosesRows,
}: SupervisionTableProps) {
  const rows = rowsOf(text)
  const longest = Math.max(1, ...rows.map(wholeOf))
  return (
    <DataTable
      caption="督导"
      rows={rows}
      rowKey={(row) => row.assignmentId}
      rowHref={(row) => `/tasks/${row.taskId}/assignments/${row.assignmentId}`}
      columns={[
        ...(choosesRows ? [chooseColumn] : []),
        {
          key: 'organisation',
          header: '党组织',
          rowHead: true,
          width: '14rem',
          cell: (row) =>
            row.personName ? `${row.personName}（${row.organisationName}）` : row.organisationName,
        },
        {
          key: 'task',
          header: '任务',
          cell: (row) => (
            <>
              {opensTasks ? (
                <a href={`/tasks/${row.taskId}`} data-soft="" className="cell-link">
                  {row.title}
                </a>
              ) : (
                row.title
              )}
              {row.nodes.length > 0 ? <span className="note">{row.nodes.join('、')}</span> : null}
            </>
          ),
        },
        {
          key: 'turn',
          header: '现在轮到',
          width: '13rem',
          cell: (row) => (
            <>
              {row.turn}
              <span className="note">
                {row.state === 'submitted' ? '待审 ' : '已 '}
                {shortDuration(now.getTime() - row.stateSince.getTime())}
                {row.urgedAt ? ` · ${dayWords(row.urgedAt, now)}催过` : ''}
              </span>
            </>
          ),
        },
        {
          key: 'due',
          header: '截止',
          width: '9rem',
          cell: (row) => formatMoment(row.effectiveDueAt, now),
        },
        {
          key: 'time',
          header: '用时',
          width: '13rem',
          cell: (row) => (
            <>
              <TimeBar
                assignee={row.usedMs.assignee}
                reviewer={row.usedMs.reviewer + row.usedMs.paused}
                whole={longest}
                text={usedWords(row)}
                overdue={row.light === 'late'}
              />
              <span className="note">{usedWords(row)}</span>
            </>
          ),
        },
        {
          key: 'state',
          header: '状态',
          width: '10rem',
          phone: 'badge',
          cell: (row) => <SupervisionBadge row={row} now={now} />,
        },
      ]}
      empty={<EmptyState title="这个条件下没有">都跟上了；换一个条件，或看全部。</EmptyState>}
    />
  )
}

const chooseColumn: Column<SupervisionRow> = {
  key: 'choose',
  header: '选择',
  width: '4rem',
  phone: 'lead',
  cell: (row) =>
    row.mayUrge ? (
      <label className="grid size-target-small place-items-center max-lg:-ms-3 max-lg:-me-4">
        <input
          type="checkbox"
          name="assignmentIds[]"
          value={row.assignmentId}
          form={urgeChosenForm}
          aria-label={`选择${row.personName ?? row.organisationName}：${row.title}`}
          className="size-[1.15em] accent-brand"
        />
      </label>
    ) : null,
}

/** 红 黄 蓝 with their words while it is the branch's turn; else the state. */
function SupervisionBadge({ row, now }: { row: SupervisionRow; now: Date }) {
  const leftMs = row.effectiveDueAt.getTime() - now.getTime()
  switch (row.light) {
    case 'late':
      return <Badge tone="late">{`${progressLightWords.late} ${formatDuration(-leftMs)}`}</Badge>
    case 'behind':
      return <Badge tone="behind">{row.state === 'issued' ? '落后 · 未签收' : '落后序时'}</Badge>
    case 'soon':
      return <Badge tone="soon">{`剩 ${formatDuration(leftMs)}`}</Badge>
    default:
      return <Badge tone={assignmentTones[row.state]}>{assignmentStateLabels[row.state]}</Badge>
  }
}

/** `承办 3 天 · 审核 1 天`, what is nothing left out. */
function usedWords({ usedMs }: SupervisionRow): string {
  const words = [
    `承办 ${shortDuration(usedMs.assignee)}`,
    usedMs.reviewer > 0 ? `审核 ${shortDuration(usedMs.reviewer)}` : null,
    usedMs.paused > 0 ? `暂停 ${shortDuration(usedMs.paused)}` : null,
  ]
  return words.filter(Boolean).join(' · ')
}

/** Its largest unit: `3 天`, `5 小时`. */
function shortDuration(durationMs: number): string {
  return formatDuration(durationMs).split(' ').slice(0, 2).join(' ')
}

/** `11月20日`. */
function dayWords(moment: Date, now: Date): string {
  return formatMoment(moment, now).split(' ')[0] ?? ''
}

const wholeOf = ({ usedMs }: SupervisionRow) => usedMs.assignee + usedMs.reviewer + usedMs.paused

function rowsOf(text: string): SupervisionRow[] {
  const rows: (Omit<SupervisionRow, 'stateSince' | 'effectiveDueAt' | 'urgedAt'> & {
    stateSince: string
    effectiveDueAt: string
    urgedAt: string | null
  })[] = JSON.parse(text)
  return rows.map((row) => ({
    ...row,
    stateSince: new Date(row.stateSince),
    effectiveDueAt: new Date(row.effectiveDueAt),
    urgedAt: row.urgedAt ? new Date(row.urgedAt) : null,
  }))
}
