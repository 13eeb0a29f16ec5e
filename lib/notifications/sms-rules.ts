import type { SmsHoldRule } from '@/db/enums'
import { addDays, type Day, dayOf, momentOf } from '@/lib/period'

/** Nobody is disturbed between these two clock times. */
export const quietFrom = '21:00'
export const quietTo = '07:30'

/** What follows within this time of a message to the same person waits and goes out as one. */
export const mergeWindowMs = 60_000

/** Messages one person gets in a day; sign-in codes and urging are not counted against it. */
export const dailyLimit = 5

export interface HoldQuestion {
  now: Date
  /** When the person's last message was made. */
  lastAt: Date | null
  /** Messages the person gets on that day so far. */
  sentOn: (day: Day) => number
  /** Urging keeps the quiet hours, but neither the daily limit nor the merging window. */
  isUrgent: boolean
}

export interface Hold {
  notBefore: Date
  /** The rule that holds the message longest, or null when it goes at once. */
  rule: SmsHoldRule | null
}

/** When a message may go, and which rule holds it until then. */
export function holdOf({ now, lastAt, sentOn, isUrgent }: HoldQuestion): Hold {
  let hold: Hold = { notBefore: now, rule: null }
  const windowEnd = lastAt ? lastAt.getTime() + mergeWindowMs : 0
  if (!isUrgent && windowEnd > now.getTime()) {
    hold = { notBefore: new Date(windowEnd), rule: 'merge' }
  }
  if (isQuiet(hold.notBefore)) {
    hold = { notBefore: endOfQuiet(hold.notBefore), rule: 'quiet_hours' }
  }
  const day = dayOf(hold.notBefore)
  if (!isUrgent && sentOn(day) >= dailyLimit) {
    hold = { notBefore: momentOf(addDays(day, 1), quietTo), rule: 'daily_limit' }
  }
  return hold
}

/** Whether a moment lies in the quiet hours, `[21:00, 07:30)` in Shanghai. */
export function isQuiet(moment: Date): boolean {
  const day = dayOf(moment)
  return moment >= momentOf(day, quietFrom) || moment < momentOf(day, quietTo)
}

/** The first moment after the quiet hours that a quiet moment lies in. */
export function endOfQuiet(moment: Date): Date {
  const day = dayOf(moment)
  const morning = momentOf(day, quietTo)
  return moment < morning ? morning : momentOf(addDays(day, 1), quietTo)
}
