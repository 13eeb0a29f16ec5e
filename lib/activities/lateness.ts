import { addWorkingDays, type Calendar, type Day, dayOf, periodOf, startOfDay } from '@/lib/period'
import { recordWithinWorkingDays } from './states'

/** Whether a record made now comes more than five working days after the day of the activity. */
export function isAfterDays(heldOn: Day, now: Date, calendar: Calendar): boolean {
  const last = addWorkingDays(startOfDay(heldOn), recordWithinWorkingDays, calendar)
  return dayOf(now) > dayOf(last)
}

/** Whether a period is over. */
export function isAfterPeriod(period: string, now: Date): boolean {
  return dayOf(now) >= periodOf(period).to
}
