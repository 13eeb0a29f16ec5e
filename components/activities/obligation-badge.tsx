import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/status-icon'
import { type ObligationState, obligationStateLabels } from '@/lib/activities/states'

const tones: Record<ObligationState, Tone> = {
  missed: 'late',
  open: 'neutral',
  done: 'done',
  late: 'behind',
  exempt: 'paused',
}

/** How a duty of a period stands, as mark and word. */
export function ObligationBadge({ state }: { state: ObligationState }) {
  return <Badge tone={tones[state]}>{obligationStateLabels[state]}</Badge>
}
