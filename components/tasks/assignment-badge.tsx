import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/status-icon'
import type { AssignmentState, Grade } from '@/db/enums'
import { formatDuration } from '@/lib/format'
import { assignmentStateLabels, gradeLabels, lightOf } from '@/lib/tasks/states'

/** The tone of a copy's state wherever it is shown. */
export const assignmentTones: Record<AssignmentState, Tone> = {
  issued: 'neutral',
  accepted: 'neutral',
  submitted: 'paused',
  returned: 'returned',
  approved: 'done',
  evaluated: 'done',
  paused: 'paused',
  cancelled: 'paused',
  not_applicable: 'paused',
}

type AssignmentBadgeProps = {
  state: AssignmentState
  effectiveDueAt: Date
  stateSince: Date
  now: Date
  grade?: Grade | null
}

/** Where an assignment stands, in words: the light when it is the branch's turn, else the state. */
export function AssignmentBadge(props: AssignmentBadgeProps) {
  const { state, effectiveDueAt, stateSince, now, grade } = props
  const light = lightOf(state, effectiveDueAt, now)
  const leftMs = effectiveDueAt.getTime() - now.getTime()
  if (light === 'late') {
    return <Badge tone="late">逾期 {formatDuration(-leftMs)}</Badge>
  }
  if (state === 'submitted') {
    const waited = formatDuration(now.getTime() - stateSince.getTime())
    return <Badge tone="paused">待审核 {waited}</Badge>
  }
  if (state === 'evaluated' && grade) {
    return <Badge tone="done">已评价 · {gradeLabels[grade]}</Badge>
  }
  return <Badge tone={assignmentTones[state]}>{assignmentStateLabels[state]}</Badge>
}

/** The blue light 临近时限, beside the state while there is still time; nothing otherwise. */
export function SoonBadge({
  state,
  effectiveDueAt,
  now,
}: Pick<AssignmentBadgeProps, 'state' | 'effectiveDueAt' | 'now'>) {
  return lightOf(state, effectiveDueAt, now) === 'soon' ? (
    <Badge tone="soon">剩 {formatDuration(effectiveDueAt.getTime() - now.getTime())}</Badge>
  ) : null
}
