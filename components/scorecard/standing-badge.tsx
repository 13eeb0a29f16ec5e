import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/status-icon'
import { type Standing, standingLabels } from '@/lib/scorecard/states'

const tones: Record<Standing, Tone> = {
  scored: 'done',
  zero: 'neutral',
  unevaluated: 'paused',
  not_applicable: 'neutral',
  no_data: 'neutral',
}

/** Where a branch stands, as mark and word; the four kinds of nothing are told apart. */
export function StandingBadge({ standing }: { standing: Standing }) {
  return <Badge tone={tones[standing]}>{standingLabels[standing]}</Badge>
}
