import { Card } from '@/components/ui/card'
import { TimeBar } from '@/components/ui/progress-bar'
import type { ClockParty } from '@/db/enums'
import { formatDuration } from '@/lib/format'

/** The fair clock in words and as a bar: the branch's own time, the reviewer's, pauses. */
export function UsedTime({ usedMs }: { usedMs: Record<ClockParty, number> }) {
  const parts = [
    `承办 ${formatDuration(usedMs.assignee)}`,
    `审核 ${formatDuration(usedMs.reviewer)}`,
    ...(usedMs.paused > 0 ? [`暂停 ${formatDuration(usedMs.paused)}`] : []),
  ]
  return (
    <Card title="用时">
      <TimeBar
        assignee={usedMs.assignee}
        reviewer={usedMs.reviewer + usedMs.paused}
        whole={usedMs.assignee + usedMs.reviewer + usedMs.paused}
        text={parts.join('，')}
      />
      <p className="mt-2 text-sm">{parts.join(' · ')}</p>
      <p className="text-muted text-sm">审核和暂停的时间不计入支部，截止时间相应顺延。</p>
    </Card>
  )
}
