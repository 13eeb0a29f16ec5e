import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import { formatDay } from '@/lib/format'

type DischargingActivitiesProps = {
  activities: { id: string; title: string; heldOn: string; isWithdrawn: boolean }[]
  now: Date
}

/** The 活动纪实 that a copy was handed in with; nothing where there is none. */
export function DischargingActivities({ activities, now }: DischargingActivitiesProps) {
  return activities.length > 0 ? (
    <Card title="由这些活动完成" aside={`${activities.length} 次`} flush>
      <ul className="divide-y divide-line">
        {activities.map(({ id, title, heldOn, isWithdrawn }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 px-4 py-2">
            <span className="min-w-0 flex-1">
              <TextLink href={`/activities/${id}`}>{title}</TextLink>
              <span className="block text-muted text-sm">{formatDay(heldOn, now)}</span>
            </span>
            {isWithdrawn ? <Badge tone="paused">已撤回</Badge> : null}
          </li>
        ))}
      </ul>
    </Card>
  ) : null
}
