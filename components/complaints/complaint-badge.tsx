import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/status-icon'
import type { ComplaintState } from '@/db/enums'
import { complaintStateLabels } from '@/lib/complaints/states'

const tones: Record<ComplaintState, Tone> = {
  received: 'neutral',
  handling: 'soon',
  answered: 'done',
  closed: 'done',
}

/** Where a complaint stands, as mark and word. */
export function ComplaintBadge({ state }: { state: ComplaintState }) {
  return <Badge tone={tones[state]}>{complaintStateLabels[state]}</Badge>
}
