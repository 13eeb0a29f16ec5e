import { addDays, type Calendar, type Day, daysBetween, isWorkingDay } from '@/lib/period'

/** Something a recipient has to finish on a day. */
export interface Deadline {
  recipientId: string
  assignmentId: string
  day: Day
}

/** How full a day and its week are for the recipients of a task. */
export interface DayLoad {
  day: Day
  /** Recipients with two or more other tasks due in that week. */
  pressed: number
  /** Recipients with another task due on that very day. */
  sameDay: number
}

export interface Crowding {
  /** Monday of the week the task is due in, and its Sunday. */
  from: Day
  to: Day
  /** Recipients with at least that many other tasks due in the week. */
  withTwo: number
  withThree: number
  /** Those with the most, at most three of them, two tasks or more. */
  busiest: { recipientId: string; tasks: number }[]
  due: DayLoad
  /** The nearest working day that is clearly quieter, if there is one within ten. */
  quieter: DayLoad | null
}

/** Working days looked at on either side of the due day. */
export const searchDays = 10
const shownBusiest = 3

/** Monday of the week a day lies in. */
export function mondayOf(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, weekday === 0 ? -6 : 1 - weekday)
}

/**
 * How a due day meets the other deadlines of the recipients. A day is quieter when its week has at
 * most half as many pressed recipients (where there are none: the day half as many deadlines) and
 * neither is fuller; of two as near, the later one, which leaves more time.
 * @param earliest the first day that may be proposed
 */
export function crowdingOf(
  deadlines: readonly Deadline[],
  dueDay: Day,
  { earliest, calendar }: { earliest: Day; calendar: Calendar },
): Crowding {
  const weeks = tasksByWeek(deadlines)
  const own = weeks.get(mondayOf(dueDay)) ?? new Map<string, number>()
  const due = loadOf(dueDay, deadlines, weeks)
  const counts = [...own].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
  const atLeast = (least: number) => counts.filter(([, tasks]) => tasks >= least)
  return {
    from: mondayOf(dueDay),
    to: addDays(mondayOf(dueDay), 6),
    withTwo: atLeast(2).length,
    withThree: atLeast(3).length,
    busiest: atLeast(2)
      .slice(0, shownBusiest)
      .map(([recipientId, tasks]) => ({ recipientId, tasks })),
    due,
    quieter:
      due.pressed === 0 && due.sameDay === 0
        ? null
        : (candidates(dueDay, earliest, calendar)
            .map((day) => loadOf(day, deadlines, weeks))
            .find((one) => isQuieter(one, due)) ?? null),
  }
}

function isQuieter(one: DayLoad, due: DayLoad): boolean {
  const isHalved = due.pressed > 0 ? 2 * one.pressed <= due.pressed : 2 * one.sameDay <= due.sameDay
  return isHalved && one.pressed <= due.pressed && one.sameDay <= due.sameDay
}

/** Working days around the due day, the nearest first, the later one of two first. */
function candidates(dueDay: Day, earliest: Day, calendar: Calendar): Day[] {
  const towards = (step: 1 | -1) => {
    const days: Day[] = []
    for (let day = addDays(dueDay, step); days.length < searchDays; day = addDays(day, step)) {
      if (isWorkingDay(day, calendar)) {
        days.push(day)
      }
    }
    return days
  }
  return [...towards(1), ...towards(-1)]
    .filter((day) => day >= earliest)
    .sort((a, b) => Math.abs(daysBetween(dueDay, a)) - Math.abs(daysBetween(dueDay, b)))
}

type Weeks = ReadonlyMap<Day, ReadonlyMap<string, number>>

/** Tasks of each recipient in each week; a task with two steps in a week is one. */
function tasksByWeek(deadlines: readonly Deadline[]): Weeks {
  const seen = new Set<string>()
  const weeks = new Map<Day, Map<string, number>>()
  for (const { recipientId, assignmentId, day } of deadlines) {
    const monday = mondayOf(day)
    const key = `${monday} ${recipientId} ${assignmentId}`
    if (!seen.has(key)) {
      seen.add(key)
      const week = weeks.get(monday) ?? new Map<string, number>()
      weeks.set(monday, week.set(recipientId, (week.get(recipientId) ?? 0) + 1))
    }
  }
  return weeks
}

function loadOf(day: Day, deadlines: readonly Deadline[], weeks: Weeks): DayLoad {
  const week = weeks.get(mondayOf(day)) ?? new Map<string, number>()
  return {
    day,
    pressed: [...week.values()].filter((tasks) => tasks >= 2).length,
    sameDay: new Set(
      deadlines.filter((one) => one.day === day).map(({ recipientId }) => recipientId),
    ).size,
  }
}
