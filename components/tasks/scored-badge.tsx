import { Badge } from '@/components/ui/badge'

/** Whether the evaluation of a task carries points, in a word. */
export function ScoredBadge({ isScored }: { isScored: boolean }) {
  return <Badge tone={isScored ? 'neutral' : 'paused'}>{isScored ? '计分任务' : '不计分'}</Badge>
}
