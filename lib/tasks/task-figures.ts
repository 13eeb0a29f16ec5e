import { addressOf } from './address'
import type { AssignmentFilter } from './copy-queries'
import { assignmentStateLabels } from './states'
import type { TaskView } from './task-queries'

/** The strip of figures over a task; each is also the filter for what it counts. */
export function taskStats({ task, tallies, waiting, late }: TaskView, show: AssignmentFilter) {
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
    { ...figure(waiting, '待审核', 'submitted'), unit: '件' },
    {
      value: done,
      label: `审核通过，其中已评价 ${tallies.evaluated ?? 0}`,
      href: hrefOf(task.id, 'approved'),
    },
  ]
}

/**
 * Chips for every state that has copies; 待审核 counts steps, and lists the copies that have one: of
 * nodes side by side, one may wait for review while another is being worked on.
 */
export function taskChips({ task, tallies, waiting, late }: TaskView, show: AssignmentFilter) {
  const total = Object.values(tallies).reduce((sum, count) => sum + count, 0)
  const states = (
    [
      'issued',
      'accepted',
      'returned',
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
    ...(waiting > 0
      ? [
          {
            href: hrefOf(task.id, 'submitted'),
            label: assignmentStateLabels.submitted,
            count: waiting,
            current: show === 'submitted',
          },
        ]
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
