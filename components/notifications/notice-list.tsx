import { Badge } from '@/components/ui/badge'
import { TextLink } from '@/components/ui/text-link'
import type { FormAction } from '@/lib/form-state'
import { formatMoment } from '@/lib/format'
import type { NoticeItem } from '@/lib/notifications/notice-item'
import { noticeKindWords } from '@/lib/notifications/states'
import { NoticeButton } from './notice-button'

type NoticeListProps = {
  notices: NoticeItem[]
  now: Date
  /** Marks the notice as read and goes where it leads. */
  open: FormAction<{ href: string | null }>
}

/** Notices, newest first; an unread one says so in a word and opens by its own button. */
export function NoticeList({ notices, now, open }: NoticeListProps) {
  return (
    <ul className="max-w-reading divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
      {notices.map((notice) => (
        <li key={notice.id} className="px-4 py-3">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-sm">
            <span>{noticeKindWords[notice.kind]}</span>
            <time dateTime={notice.createdAt.toISOString()}>
              {formatMoment(notice.createdAt, now)}
            </time>
            {notice.readAt ? null : <Badge>未读</Badge>}
          </div>
          <NoticeTitle notice={notice} open={open} />
          <p className="text-soft">{notice.body}</p>
        </li>
      ))}
    </ul>
  )
}

function NoticeTitle({ notice, open }: { notice: NoticeItem; open: NoticeListProps['open'] }) {
  const { id, title, href, readAt } = notice
  if (readAt) {
    return href ? (
      <TextLink href={href} className="inline-flex min-h-target items-center">
        {title}
      </TextLink>
    ) : (
      <p className="py-1">{title}</p>
    )
  }
  return (
    <div className="my-0.5 flex items-center justify-between gap-4">
      <p className="min-w-0 flex-1 font-semibold">{title}</p>
      <NoticeButton
        action={open}
        fields={{ noticeId: id }}
        label={href ? '查看' : '标为已读'}
        spoken={`${href ? '查看' : '标为已读'}：${title}`}
      />
    </div>
  )
}
