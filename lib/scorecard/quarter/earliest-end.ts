import { loadCalendar } from '@/lib/calendar'
import type { Work } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { formatDay } from '@/lib/format'
import { addDays, type Day, dayOf, isWorkingDay } from '@/lib/period'

/**
 * The earliest last day of a period that begins today and must hold this many whole working days,
 * today not counted, by the calendar of holidays and 调休.
 */
export async function earliestEnd(tx: Pick<Work, 'db' | 'now'>, workingDays: number): Promise<Day> {
  const calendar = await loadCalendar(tx.db)
  let day = dayOf(tx.now)
  for (let left = workingDays; left > 0; ) {
    day = addDays(day, 1)
    left -= isWorkingDay(day, calendar) ? 1 : 0
  }
  return day
}

/**
 * Refuses a last day that leaves too few working days.
 * @throws DomainError invalid, with the earliest day that would do
 */
export async function assertLongEnough(
  tx: Pick<Work, 'db' | 'now'>,
  endsOn: Day,
  { workingDays, what }: { workingDays: number; what: string },
): Promise<void> {
  const earliest = await earliestEnd(tx, workingDays)
  if (endsOn < earliest) {
    throw invalid(
      `${what}不少于 ${workingDays} 个工作日，最早到 ${formatDay(earliest, tx.now)}，没有改动。`,
      { endsOn: `请选 ${earliest} 或以后` },
    )
  }
}
