import { addDays, type Day, dayOf, daysBetween, momentOf, periodOf, quarterOf } from '@/lib/period'
import { recurring } from './texts/recurring'
import { campaigns, yearly } from './texts/seasonal'
import type { TaskText } from './texts/task-text'
import { dayMinutes, type WorkingTime } from './working-time'

/** A task of a quarter that is over. */
export interface PastTask {
  text: TaskText
  dispatchedAt: Date
  dueAt: Date
}

/** Working days before the seed that belong to the tasks which are still alive. */
const presentDays = 16
type Beat = [pick: keyof typeof recurring | 'campaign' | 'yearly', at: number, span: number]

/** Share of the quarter at which each task goes out, and how much of it is left to do the work. */
const rhythm: Beat[] = [
  ['themeDay', 0.02, 0.2],
  ['dues', 0.04, 0.16],
  ['campaign', 0.06, 0.5],
  ['assembly', 0.1, 0.3],
  ['safety', 0.14, 0.22],
  ['visit', 0.2, 0.3],
  ['development', 0.26, 0.18],
  ['themeDay', 0.34, 0.2],
  ['yearly', 0.38, 0.24],
  ['integrity', 0.44, 0.16],
  ['study', 0.5, 0.2],
  ['themeDay', 0.7, 0.17],
  ['plan', 0.64, 0.14],
  ['statistics', 0.84, 0.1],
]

/** What the present quarter has behind it, once it is old enough. */
const opening: Beat[] = [
  ['themeDay', 0.02, 0.25],
  ['assembly', 0.06, 0.3],
  ['study', 0.1, 0.28],
]

/**
 * The finished tasks: of the two quarters before that of `now` and of the beginning of its own, in
 * order of dispatch. All of them have ended before the present tasks begin.
 */
export function pastTasks(now: Date, time: WorkingTime): PastTask[] {
  const present = quarterOf(dayOf(now))
  const last = previousQuarter(present)
  const limit = addDays(dayOf(time.earlier(now, presentDays * dayMinutes)), -1)
  const tasksOf = (key: string, beats: Beat[]) => tasksOfQuarter(key, beats, limit, time)
  const isOldEnough = daysBetween(periodOf(present).from, limit) >= 24
  return [
    ...tasksOf(previousQuarter(last), rhythm),
    ...tasksOf(last, rhythm),
    ...(isOldEnough ? tasksOf(present, opening) : []),
  ]
}

function tasksOfQuarter(key: string, beats: Beat[], limit: Day, time: WorkingTime): PastTask[] {
  const { from, to } = periodOf(key)
  const end = [to, limit].sort()[0] ?? to
  const days = daysBetween(from, end)
  const quarter = Number(key.slice(-1)) - 1
  return beats.map(([pick, at, span], index) => {
    const text =
      pick === 'campaign'
        ? campaigns[quarter]
        : pick === 'yearly'
          ? yearly[quarter]
          : recurring[pick]
    const morning = momentOf(addDays(from, Math.round(days * at)), '08:42')
    const dispatchedAt = time.later(morning, 12 + index * 17)
    const due = dueDay(addDays(dayOf(dispatchedAt), Math.max(6, Math.round(days * span))), time)
    return { text: text ?? recurring.plan, dispatchedAt, dueAt: momentOf(due, '18:00') }
  })
}

/** The working day on or before a day. */
export function dueDay(day: Day, time: WorkingTime): Day {
  return dayOf(time.earlier(momentOf(day, '18:00'), 1))
}

function previousQuarter(key: string): string {
  return quarterOf(addDays(periodOf(key).from, -1))
}
