'use server'

import { action } from '@/lib/action'
import { markAllRead } from '@/lib/notifications/mark-all-read'
import { openNotice } from '@/lib/notifications/open-notice'
import { markAllReadInput, openNoticeInput } from '@/lib/notifications/schema'

export const openNoticeAction = action(openNoticeInput, openNotice, {
  words: () => '已标为已读。',
  revalidate: () => ['/notices'],
  redirectTo: ({ href }) => href,
})

export const markAllReadAction = action(markAllReadInput, markAllRead, {
  words: ({ count }) => (count > 0 ? `${count} 条消息已标为已读。` : '没有未读的消息。'),
  revalidate: () => ['/notices'],
})
