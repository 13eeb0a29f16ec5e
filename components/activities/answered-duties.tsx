import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import type { AnsweredDuty } from '@/lib/activities/activity-page'
import { formatPeriod } from '@/lib/format'
import { activityKindLabels, assignmentStateLabels } from '@/lib/tasks/states'

/** What one record counts for: duties of periods, each with the task that asked for it. */
export function AnsweredDuties({ duties }: { duties: AnsweredDuty[] }) {
  return (
    <Card title="这份纪实计入">
      {duties.length === 0 ? (
        <p className="text-muted">没有到期的应开展事项，作为支部的活动记录保存。</p>
      ) : (
        <ul className="space-y-2">
          {duties.map((duty) => (
            <li key={duty.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span>
                {formatPeriod(duty.period)} {duty.templateName}（{activityKindLabels[duty.kind]}）
              </span>
              {duty.isLate ? <Badge tone="behind">补录</Badge> : <Badge tone="done">已开展</Badge>}
              {duty.task?.isVisible ? (
                <TextLink href={`/tasks/${duty.task.id}/assignments/${duty.task.assignmentId}`}>
                  任务：{assignmentStateLabels[duty.task.state]}
                </TextLink>
              ) : duty.task ? (
                <span className="text-muted">任务：{assignmentStateLabels[duty.task.state]}</span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
