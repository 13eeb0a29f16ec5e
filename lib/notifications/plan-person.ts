import type { SmsHoldRule } from '@/db/enums'
import { type Day, dayOf } from '@/lib/period'
import { noticeParams } from './notice-params'
import { holdOf } from './sms-rules'
import type { SmsTemplate } from './sms-templates'

/** What waits for one person and what the person got already. */
export interface PersonQueue {
  notices: readonly { id: string; template: string; title: string }[]
  /** A message that has not left yet; it takes the new notices along. */
  pending: { id: string; carried: number; notBefore: Date; holdRule: SmsHoldRule | null } | null
  /** Messages of the last days that were not withdrawn, the pending one left out. */
  history: readonly { createdAt: Date; notBefore: Date }[]
}

export interface PersonPlan {
  /** The message to extend, or null for a new one. */
  messageId: string | null
  template: SmsTemplate
  params: Record<string, string>
  notBefore: Date
  holdRule: SmsHoldRule | null
}

/**
 * The one message in which a person's new notices go out, and when. At most one message a person
 * waits at a time, so a night's notices arrive as one in the morning.
 * @throws Error when there are no notices
 */
export function planPerson({ notices, pending, history }: PersonQueue, now: Date): PersonPlan {
  const [first] = notices
  if (!first) {
    throw new Error('Nothing to plan')
  }
  const words = noticeParams(notices.length + (pending?.carried ?? 0), first)
  const hold = holdOf({
    now,
    lastAt: latest(history.map((message) => message.createdAt)),
    sentOn: countByDay(history.map((message) => message.notBefore)),
    isUrgent: notices.some((notice) => notice.template === 'task_urged'),
  })
  if (!pending) {
    return { messageId: null, ...words, notBefore: hold.notBefore, holdRule: hold.rule }
  }
  // Only an earlier moment moves a message that is already planned.
  const isEarlier = hold.notBefore < pending.notBefore && pending.holdRule !== 'provider_busy'
  return {
    messageId: pending.id,
    ...words,
    notBefore: isEarlier ? hold.notBefore : pending.notBefore,
    holdRule: isEarlier ? hold.rule : pending.holdRule,
  }
}

function latest(moments: readonly Date[]): Date | null {
  return moments.reduce<Date | null>((last, at) => (last && last >= at ? last : at), null)
}

function countByDay(moments: readonly Date[]): (day: Day) => number {
  return (day) => moments.filter((moment) => dayOf(moment) === day).length
}
