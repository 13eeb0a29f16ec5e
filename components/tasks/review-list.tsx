import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import { formatDuration } from '@/lib/format'
import type { ReviewItem } from '@/lib/tasks/todo-queries'

/** What waits for the viewer's review, the longest waiting first. */
export function ReviewList({ items, now }: { items: ReviewItem[]; now: Date }) {
  if (items.length === 0) {
    return null
  }
  return (
    <Card title="等待我审核" aside={`${items.length} 份`} flush>
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <li
            key={item.assignmentId}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3"
          >
            <div className="min-w-0 flex-1">
              <TextLink href={`/tasks/${item.taskId}/assignments/${item.assignmentId}`}>
                {item.organisationName}
              </TextLink>
              <p className="truncate text-muted text-sm">{item.title}</p>
            </div>
            {item.isProxy ? <Badge tone="behind">代录待确认</Badge> : null}
            <span className="text-muted text-sm">
              已等 {formatDuration(now.getTime() - item.submittedAt.getTime())}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
