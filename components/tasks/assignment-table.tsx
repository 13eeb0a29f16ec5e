import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { type NodeDot, NodeDots } from '@/components/ui/node-dots'
import { TimeBar } from '@/components/ui/progress-bar'
import type { AssignmentState, StepState } from '@/db/enums'
import { formatDuration, formatMoment } from '@/lib/format'
import type { AssignmentRow } from '@/lib/tasks/copy-queries'
import { isAssigneeTurn, lightOf, stations, stepsDone } from '@/lib/tasks/states'
import { AssignmentBadge } from './assignment-badge'

type AssignmentTableProps = {
  rows: AssignmentRow[]
  now: Date
  /** Due of the task; a copy's own is shown only where it differs. */
  dueAt: Date
  /** Titles of its nodes; a plain task goes by the stations every copy passes. */
  nodes: string[]
  openHref: (row: AssignmentRow) => string
  currentKey?: string
}

/** The copies of a task: who answers, how far, whose time was used, where it stands. */
export function AssignmentTable(props: AssignmentTableProps) {
  const { rows, now, dueAt, nodes, openHref, currentKey } = props
  const longest = Math.max(1, ...rows.map(({ usedMs }) => usedMs.assignee + usedMs.reviewer))
  return (
    <DataTable
      caption="各党组织的办理情况"
      rows={rows}
      rowKey={(row) => row.assignmentId}
      rowHref={openHref}
      currentKey={currentKey}
      columns={[
        {
          key: 'organisation',
          header: '党组织',
          rowHead: true,
          cell: (row) =>
            row.personName ? `${row.personName}（${row.organisationName}）` : row.organisationName,
        },
        {
          key: 'responsible',
          header: '责任人',
          width: '14%',
          cell: (row) => row.responsible ?? '空缺',
        },
        {
          key: 'stations',
          header: nodes.length > 1 ? `节点（${nodes.length} 个）` : stations.join(' · '),
          width: '21%',
          cell: (row) => (
            <NodeDots nodes={nodes.length > 1 ? nodeDots(row, nodes, now) : dotsOf(row, now)} />
          ),
        },
        {
          key: 'time',
          header: '用时（承办 / 审核）',
          width: '18%',
          cell: ({ usedMs, state, effectiveDueAt }) => (
            <TimeBar
              assignee={usedMs.assignee}
              reviewer={usedMs.reviewer}
              whole={longest}
              text={`承办 ${formatDuration(usedMs.assignee)}，审核 ${formatDuration(usedMs.reviewer)}`}
              overdue={lightOf(state, effectiveDueAt, now) === 'late'}
            />
          ),
        },
        {
          key: 'state',
          header: '状态',
          width: '18%',
          phone: 'badge',
          cell: (row) => (
            <div>
              <AssignmentBadge {...row} now={now} />
              {row.effectiveDueAt.getTime() !== dueAt.getTime() && isAssigneeTurn(row.state) ? (
                <span className="block text-muted text-sm">
                  截止 {formatMoment(row.effectiveDueAt, now)}
                </span>
              ) : null}
            </div>
          ),
        },
      ]}
      empty={<EmptyState title="这个条件下没有">换一个状态，或清空搜索看全部。</EmptyState>}
    />
  )
}

function dotsOf({ state, effectiveDueAt }: AssignmentRow, now: Date): NodeDot[] {
  const done = stepsDone(state)
  return stations.map((label, index) => ({
    label,
    state:
      index < done ? 'done' : index === done ? currentDot(state, effectiveDueAt, now) : 'waiting',
  }))
}

/** A dot for each node of a task that has several. */
function nodeDots(
  { nodes: states, state, effectiveDueAt }: AssignmentRow,
  titles: string[],
  now: Date,
) {
  const isLate = lightOf(state, effectiveDueAt, now) === 'late'
  return titles.map((label, index): NodeDot => {
    const at = states[index] ?? 'waiting'
    return { label: `${index + 1} ${label}`, state: isLate && at === 'open' ? 'late' : dots[at] }
  })
}

const dots: Record<StepState, NodeDot['state']> = {
  waiting: 'waiting',
  open: 'current',
  submitted: 'current',
  returned: 'returned',
  approved: 'done',
  ended: 'not_applicable',
}

function currentDot(state: AssignmentState, effectiveDueAt: Date, now: Date): NodeDot['state'] {
  if (state === 'cancelled' || state === 'not_applicable') {
    return 'not_applicable'
  }
  if (lightOf(state, effectiveDueAt, now) === 'late') {
    return 'late'
  }
  return state === 'returned' ? 'returned' : 'current'
}
