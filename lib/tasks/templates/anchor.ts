import {
  addDays,
  type Calendar,
  type Day,
  daysBetween,
  isWorkingDay,
  momentOf,
  periodOf,
  startOfDay,
} from '@/lib/period'
import type { Anchor, AnchorDay } from './schema'

/** When the instance of a period goes out and is due. */
export interface InstanceTimes {
  outAt: Date
  dueAt: Date
}

/** The hour at which recurring tasks go out: in office time, outside the quiet hours of SMS. */
const outTime = '09:00'
/** By when a task is due that could only go out after its own due. */
const lastTime = '18:00'

/**
 * The day an anchor names in a period: calendar or working day n of one of its months, or the last
 * one. A day the month does not have is its last day; so is a working day it does not have.
 */
export function anchorDay(anchor: AnchorDay, period: string, calendar: Calendar): Day {
  const days = monthDays(period, anchor.month)
  const first = days[0] ?? periodOf(period).from
  const last = days.at(-1) ?? first
  const working = days.filter((day) => isWorkingDay(day, calendar))
  switch (anchor.unit) {
    case 'day':
      return days[anchor.n - 1] ?? last
    case 'working_day':
      return working[anchor.n - 1] ?? working.at(-1) ?? last
    case 'last_day':
      return last
    case 'last_working_day':
      return working.at(-1) ?? last
  }
}

/** Every day of month `month` (1 is the first) of a period; beyond its end, of its last month. */
function monthDays(period: string, month: number): Day[] {
  const { from, to } = periodOf(period)
  let start = from
  for (let count = 1; count < month; count += 1) {
    const next = monthAfter(start)
    start = next < to ? next : start
  }
  const length = daysBetween(start, monthAfter(start))
  return Array.from({ length }, (_, index) => addDays(start, index))
}

function monthAfter(start: Day): Day {
  return `${addDays(start, 31).slice(0, 7)}-01`
}

/** The moments of a period by an anchor; a due that is not after the start is the period's last day. */
export function instanceTimes(anchor: Anchor, period: string, calendar: Calendar): InstanceTimes {
  const outAt = momentOf(anchorDay(anchor.out, period, calendar), outTime)
  const dueAt = momentOf(anchorDay(anchor.due, period, calendar), anchor.dueTime)
  return { outAt, dueAt: dueAt > outAt ? dueAt : endOf(period) }
}

/**
 * When an instance that goes out now is due: as its anchor says; where that has passed because
 * nothing ran in time, at the end of the period; null when the period leaves no time for it.
 */
export function dueOfInstance(times: InstanceTimes, period: string, now: Date): Date | null {
  if (times.dueAt > now) {
    return times.dueAt
  }
  const end = endOf(period)
  return end > now ? end : null
}

/** Whether the moment has come and the period is not over. */
export function isDueOut(times: InstanceTimes, period: string, now: Date): boolean {
  return times.outAt <= now && now < startOfDay(periodOf(period).to)
}

function endOf(period: string): Date {
  return momentOf(addDays(periodOf(period).to, -1), lastTime)
}
