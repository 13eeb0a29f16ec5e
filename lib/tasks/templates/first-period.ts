import { loadCalendar } from '@/lib/calendar'
import type { Work } from '@/lib/context'
import { dayOf } from '@/lib/period'
import { instanceTimes } from './anchor'
import { nextPeriodKey, periodKeyOf, type Recurring } from './periods'
import type { Anchor } from './schema'

/**
 * The first period a rhythm that begins now makes an instance for: the present one while its due is
 * still ahead, else the next. Nothing is ever made for the past.
 */
export async function firstPeriodFor(
  tx: Pick<Work, 'db' | 'now'>,
  { recurrence, anchor }: { recurrence: Recurring; anchor: Anchor },
): Promise<string> {
  const present = periodKeyOf(recurrence, dayOf(tx.now))
  const { dueAt } = instanceTimes(anchor, present, await loadCalendar(tx.db))
  return dueAt > tx.now ? present : nextPeriodKey(recurrence, present)
}
