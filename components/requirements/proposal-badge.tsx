import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/status-icon'
import type { ProposalState } from '@/db/enums'
import { proposalStateLabels } from '@/lib/tasks/requirements/states'

const tones: Record<ProposalState, Tone> = {
  submitted: 'neutral',
  merged: 'paused',
  adopted: 'done',
  declined: 'returned',
}

/** Where a proposal stands, as mark and word. */
export function ProposalBadge({ state }: { state: ProposalState }) {
  return <Badge tone={tones[state]}>{proposalStateLabels[state]}</Badge>
}
