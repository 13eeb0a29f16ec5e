import { addWorkingDays, type Calendar, type Day, dayOf, periodOf, startOfDay } from '@/lib/period'

/** Whether a record made now comes more than so many working days after the day of the activity. */
export function isAfterDays(heldOn: Day, days: number, now: Date, calendar: Calendar): boolean {
  const last = addWorkingDays(startOfDay(heldOn), days, calendar)
  return dayOf(now) > dayOf(last)
}

/** Whether a period is over. */
export function isAfterPeriod(period: string, now: Date): boolean {
  return dayOf(now) >= periodOf(period).to
}
