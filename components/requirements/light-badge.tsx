import { Badge } from '@/components/ui/badge'
import { dayOf, daysBetween } from '@/lib/period'
import type { ProgressLight } from '@/lib/tasks/progress'
import { progressLightWords } from '@/lib/tasks/states'

type LightBadgeProps = { light: ProgressLight; dueOn: string; now: Date }

/** 红 逾期, 黄 落后序时进度, 蓝 临近时限: mark, word and days together. */
export function LightBadge({ light, dueOn, now }: LightBadgeProps) {
  const days = Math.abs(daysBetween(dayOf(now), dueOn))
  const words = progressLightWords[light]
  if (light === 'late') {
    return <Badge tone="late">{`${words} ${days} 天`}</Badge>
  }
  if (light === 'soon') {
    return <Badge tone="soon">{days === 0 ? `${words} · 今天` : `${words} · 剩 ${days} 天`}</Badge>
  }
  return <Badge tone="behind">{words}</Badge>
}
