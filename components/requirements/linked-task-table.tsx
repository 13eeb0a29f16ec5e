import { TallyBar } from '@/components/tasks/tally-bar'
import { Badge } from '@/components/ui/badge'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import { formatMoment } from '@/lib/format'
import type { LinkedTask } from '@/lib/tasks/linked-tasks'
import { taskStateLabels } from '@/lib/tasks/states'

type LinkedTaskTableProps = {
  tasks: LinkedTask[]
  /** All there are; some may lie outside what the viewer may see. */
  total: number
  now: Date
}

/** The tasks on a requirement or a milestone with their state; each opens. */
export function LinkedTaskTable({ tasks, total, now }: LinkedTaskTableProps) {
  const hidden = total - tasks.filter((task) => task.state !== 'cancelled').length
  return (
    <>
      {tasks.length > 0 ? (
        <Table caption="关联的任务">
          <thead>
            <tr>
              <HeadCell>任务</HeadCell>
              <HeadCell>截止</HeadCell>
              <HeadCell>进度</HeadCell>
              <HeadCell>状态</HeadCell>
            </tr>
          </thead>
          <tbody>
            {tasks.map((task) => (
              <tr key={task.taskId}>
                <RowHead>
                  <TextLink href={`/tasks/${task.taskId}`}>{task.title}</TextLink>
                </RowHead>
                <Cell label="截止" short>
                  {formatMoment(task.dueAt, now)}
                </Cell>
                <Cell label="进度">
                  <TallyBar tallies={task.tallies} waiting={task.waiting} />
                </Cell>
                <Cell phone="badge">
                  <StateBadge task={task} />
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
      {hidden > 0 ? (
        <p className="mt-2 text-muted text-sm">{`另有 ${hidden} 项任务不在您的查看范围内，进度已计入。`}</p>
      ) : null}
      {total === 0 && tasks.length === 0 ? <p className="text-muted">还没有关联任务。</p> : null}
    </>
  )
}

function StateBadge({ task }: { task: LinkedTask }) {
  if (task.late > 0) {
    return <Badge tone="late">{`逾期 ${task.late} 份`}</Badge>
  }
  const tone = {
    draft: 'paused',
    dispatched: 'neutral',
    closed: 'done',
    cancelled: 'paused',
  } as const
  return <Badge tone={tone[task.state]}>{taskStateLabels[task.state]}</Badge>
}
