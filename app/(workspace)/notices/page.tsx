import type { Metadata } from 'next'
import { NoticeButton } from '@/components/notifications/notice-button'
import { NoticeList } from '@/components/notifications/notice-list'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterChips } from '@/components/ui/filter-chips'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { myNotices, unreadNoticeCount } from '@/lib/notifications/queries'
import { noticesPlace } from '@/lib/notifications/schema'
import { requireContext } from '@/lib/session'
import { markAllReadAction, openNoticeAction } from './actions'

export const metadata: Metadata = { title: '消息' }

const pageSize = 50

export default async function NoticesPage({ searchParams }: PageProps<'/notices'>) {
  const ctx = await requireContext('/notices')
  const { show, before } = noticesPlace.parse(await searchParams)
  const isUnreadOnly = show === 'unread'
  const [notices, unread] = await Promise.all([
    myNotices(ctx, { isUnreadOnly, before, limit: pageSize }),
    unreadNoticeCount(ctx),
  ])
  const first = isUnreadOnly ? '/notices?show=unread' : '/notices'
  const last = notices.length === pageSize ? notices.at(-1) : undefined
  return (
    <>
      <PageHeader title="消息" context="只有您自己能看到；是否已读不计分、不通报。" />
      <div className="mb-3 flex max-w-reading flex-wrap items-start justify-between gap-3">
        <FilterChips
          label="筛选"
          items={[
            { href: '/notices', label: '全部', current: !isUnreadOnly },
            { href: '/notices?show=unread', label: '未读', count: unread, current: isUnreadOnly },
          ]}
        />
        {unread > 0 ? (
          <NoticeButton
            action={markAllReadAction}
            fields={{ upTo: ctx.now.toISOString() }}
            label="全部标为已读"
          />
        ) : null}
      </div>
      {notices.length > 0 ? (
        <NoticeList notices={notices} now={ctx.now} open={openNoticeAction} />
      ) : (
        <EmptyState title={isUnreadOnly ? '没有未读的消息' : '还没有消息'}>
          {isUnreadOnly
            ? '看过的消息在“全部”里。'
            : '有任务下达、退回、办结或工作交接时，会在这里告诉您。'}
        </EmptyState>
      )}
      <Pager
        newerHref={before ? first : undefined}
        newerLabel="回到最新"
        olderHref={
          last ? `/notices?${isUnreadOnly ? 'show=unread&' : ''}before=${last.id}` : undefined
        }
        olderLabel="更早"
      />
    </>
  )
}
