import { addDays, type Calendar, dayOf, isWorkingDay, momentOf } from '@/lib/period'

const minuteMs = 60_000
/** Office hours of a working day, `[from, to)`. */
const hours = [
  ['08:30', '12:00'],
  ['13:30', '17:30'],
] as const
/** Office minutes in a working day. */
export const dayMinutes = 450

/** Walks through office hours only: nobody in the demo signs for a task at night or on a holiday. */
export interface WorkingTime {
  calendar: Calendar
  later: (moment: Date, minutes: number) => Date
  earlier: (moment: Date, minutes: number) => Date
  /** Office minutes from one moment to a later one. */
  between: (from: Date, to: Date) => number
}

/** Office time by a calendar. */
export function workingTime(calendar: Calendar): WorkingTime {
  const slotsOf = (day: string) =>
    isWorkingDay(day, calendar)
      ? hours.map(([from, to]) => ({
          from: momentOf(day, from).getTime(),
          to: momentOf(day, to).getTime(),
        }))
      : []
  const later = (moment: Date, minutes: number) => {
    let left = minutes * minuteMs
    for (let day = dayOf(moment); ; day = addDays(day, 1)) {
      for (const { from, to } of slotsOf(day)) {
        const start = Math.max(from, moment.getTime())
        if (to - start > left) {
          return new Date(start + left)
        }
        left -= Math.max(0, to - start)
      }
    }
  }
  const earlier = (moment: Date, minutes: number) => {
    let left = minutes * minuteMs
    for (let day = dayOf(moment); ; day = addDays(day, -1)) {
      for (const { from, to } of slotsOf(day).reverse()) {
        const end = Math.min(to, moment.getTime())
        if (end - from > left) {
          return new Date(end - left)
        }
        left -= Math.max(0, end - from)
      }
    }
  }
  const between = (from: Date, to: Date) => {
    let total = 0
    for (let day = dayOf(from); day <= dayOf(to); day = addDays(day, 1)) {
      for (const slot of slotsOf(day)) {
        const start = Math.max(slot.from, from.getTime())
        total += Math.max(0, Math.min(slot.to, to.getTime()) - start)
      }
    }
    return Math.floor(total / minuteMs)
  }
  return { calendar, later, earlier, between }
}
