import { LightBadge } from '@/components/requirements/light-badge'
import { Badge } from '@/components/ui/badge'
import type { MilestoneRow } from '@/lib/tasks/plan/plan-queries'

type MilestoneBadgeProps = {
  row: Pick<MilestoneRow, 'light' | 'doneOn' | 'dueOn' | 'doneShare' | 'elapsed'>
  now: Date
}

/** Where a milestone stands: done, its light, or simply under way. */
export function MilestoneBadge({ row, now }: MilestoneBadgeProps) {
  if (row.doneOn !== null) {
    return <Badge tone="done">已完成</Badge>
  }
  if (row.light) {
    return <LightBadge light={row.light} dueOn={row.dueOn} now={now} />
  }
  if (row.doneShare === 1) {
    return <Badge>待登记完成</Badge>
  }
  return (
    <Badge tone={row.elapsed > 0 ? 'neutral' : 'paused'}>
      {row.elapsed > 0 ? '正常' : '未开始'}
    </Badge>
  )
}
