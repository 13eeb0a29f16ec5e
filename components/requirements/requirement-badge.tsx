import { Badge } from '@/components/ui/badge'
import type { RequirementState } from '@/db/enums'
import type { ProgressLight } from '@/lib/tasks/progress'
import { requirementStateLabels } from '@/lib/tasks/requirements/states'
import { LightBadge } from './light-badge'

type RequirementBadgeProps = {
  state: RequirementState
  light: ProgressLight | null
  dueOn: string | null
  now: Date
}

/** Where a requirement stands: its light while it is open, else its state. */
export function RequirementBadge({ state, light, dueOn, now }: RequirementBadgeProps) {
  return light && dueOn ? (
    <LightBadge light={light} dueOn={dueOn} now={now} />
  ) : (
    <Badge tone={state === 'closed' ? 'done' : 'neutral'}>{requirementStateLabels[state]}</Badge>
  )
}
