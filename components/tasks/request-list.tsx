import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import { formatDuration } from '@/lib/format'
import type { WaitingRequest, WaitingRequests } from '@/lib/tasks/requests/requests-waiting'

const asks: Record<WaitingRequest['kind'], string> = {
  extension: '申请延期',
  decline: '申请退办',
  reassign: '申请改派',
}

/** 延期, 退办 and 改派 that wait for the viewer's answer. */
export function RequestList({ items, total, now }: WaitingRequests & { now: Date }) {
  if (items.length === 0) {
    return null
  }
  return (
    <Card
      title="等待我答复"
      aside={
        total > items.length ? `${total} 件，先列等得最久的 ${items.length} 件` : `${total} 件`
      }
      flush
    >
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <li
            key={item.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3 max-sm:flex-col max-sm:items-start"
          >
            <div className="min-w-0 flex-1">
              <TextLink href={`/tasks/${item.taskId}/assignments/${item.assignmentId}`}>
                {item.organisationName}
                {asks[item.kind]}
              </TextLink>
              <p className="line-clamp-2 text-muted text-sm">
                {item.title}：{item.reason}
              </p>
            </div>
            <span className="text-muted text-sm">
              已等 {formatDuration(now.getTime() - item.at.getTime())}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
