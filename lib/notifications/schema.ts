import { z } from 'zod'
import { addressText } from '@/lib/address-field'

export const openNoticeInput = z.object({ noticeId: z.uuid('这条消息的地址不完整，请刷新页面') })

/** Only what the page showed is marked; what arrived since stays unread. */
export const markAllReadInput = z.object({ upTo: z.iso.datetime('请刷新页面后再试') })

/** The address of 我的提醒; whatever is wrong in it is left out. */
export const noticesPlace = z.object({
  show: z.enum(['unread']).optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
})

/** The address of the SMS inbox. */
export const inboxPlace = z.object({ q: addressText(40) })
