import { addressOf } from './address'
import type { AssignmentFilter } from './copy-queries'
import { assignmentStateLabels } from './states'
import type { TaskView } from './task-queries'

/** The strip of figures over a task; each is also the filter for what it counts. */
export function taskStats({ task, tallies, late }: TaskView, show: AssignmentFilter) {
  const total = Object.values(tallies).reduce((sum, count) => sum + count, 0)
  const done = (tallies.approved ?? 0) + (tallies.evaluated ?? 0)
  const figure = (value: number, label: string, filter: AssignmentFilter) => ({
    value,
    label,
    href: hrefOf(task.id, filter),
    current: show === filter,
  })
  return [
    { ...figure(total, '下达', 'all'), unit: '份' },
    figure(tallies.issued ?? 0, '未签收', 'issued'),
    { ...figure(late, '逾期', 'late'), tone: late > 0 ? ('late' as const) : undefined },
    figure(tallies.submitted ?? 0, '待审核', 'submitted'),
    {
      value: done,
      label: `审核通过，其中已评价 ${tallies.evaluated ?? 0}`,
      href: hrefOf(task.id, 'approved'),
    },
  ]
}

/** Chips for every state that has copies. */
export function taskChips({ task, tallies, late }: TaskView, show: AssignmentFilter) {
  const total = Object.values(tallies).reduce((sum, count) => sum + count, 0)
  const states = (
    [
      'issued',
      'accepted',
      'returned',
      'submitted',
      'paused',
      'approved',
      'evaluated',
      'not_applicable',
      'cancelled',
    ] as const
  ).filter((state) => (tallies[state] ?? 0) > 0)
  return [
    { href: hrefOf(task.id, 'all'), label: '全部', count: total, current: show === 'all' },
    ...(late > 0
      ? [{ href: hrefOf(task.id, 'late'), label: '逾期', count: late, current: show === 'late' }]
      : []),
    ...states.map((state) => ({
      href: hrefOf(task.id, state),
      label: assignmentStateLabels[state],
      count: tallies[state],
      current: show === state,
    })),
  ]
}

function hrefOf(taskId: string, show: AssignmentFilter): string {
  return addressOf(`/tasks/${taskId}`, { show: show === 'all' ? undefined : show })
}
