import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Pager } from '@/components/ui/pager'
import { TextLink } from '@/components/ui/text-link'
import { formatDuration } from '@/lib/format'
import type { ReviewItem } from '@/lib/tasks/review-queries'

type ReviewListProps = {
  items: ReviewItem[]
  now: Date
  /** All that waits, where the list has several pages. */
  total?: number
  newerHref?: string
  olderHref?: string
}

/** What waits for review, the longest waiting first; what others have to review is not counted. */
export function ReviewList(props: ReviewListProps) {
  const { items, now, total, newerHref, olderHref } = props
  if (items.length === 0) {
    return null
  }
  const own = items.filter((item) => !item.isForOthers).length
  const others = items.length - own
  const rest = others > 0 ? `另有 ${others} 份须由他人审核` : null
  const whole = total === undefined ? `${own} 份` : `共 ${total} 份，等得最久的在前`
  const aside = [whole, rest].filter(Boolean).join('，')
  return (
    <Card title="等待我审核" aside={aside} flush>
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <li
            key={item.stepId}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3 max-sm:flex-col max-sm:items-start"
          >
            <div className="min-w-0 flex-1">
              <TextLink href={`/tasks/${item.taskId}/assignments/${item.assignmentId}`}>
                {item.organisationName}
              </TextLink>
              <p className="line-clamp-2 text-muted text-sm">
                {item.nodeTitle ? `${item.title} · ${item.nodeTitle}` : item.title}
              </p>
            </div>
            {item.isForOthers ? <Badge tone="paused">须由他人审核</Badge> : null}
            {item.isProxy ? <Badge tone="behind">代录待确认</Badge> : null}
            <span className="text-muted text-sm">
              已等 {formatDuration(now.getTime() - item.submittedAt.getTime())}
            </span>
          </li>
        ))}
      </ul>
      <div className="px-4 pb-3 empty:hidden">
        <Pager newerHref={newerHref} newerLabel="回到第一页" olderHref={olderHref} />
      </div>
    </Card>
  )
}
