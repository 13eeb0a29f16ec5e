import { loadCalendar } from '@/lib/calendar'
import type { ViewerContext } from '@/lib/context'
import { addDays, type Day, dayOf, isWorkingDay, momentOf, type Period } from '@/lib/period'
import { approveQuarter, freezeQuarter } from '@/lib/scorecard/quarter/approve-and-freeze'
import { startPreliminary, startSelfAssessment } from '@/lib/scorecard/quarter/begin-step'
import type { Quarter } from '@/lib/scorecard/quarter/load-quarter'
import { openQuarter } from '@/lib/scorecard/quarter/open-quarter'
import { publishQuarter } from '@/lib/scorecard/quarter/publish-quarter'
import { startMeeting, startVerification } from '@/lib/scorecard/quarter/verify-and-meet'
import { settleSms } from './settle-sms'
import { dayMinutes } from './working-time'
import { personNamed, type Stage, type World } from './world'

/** What a quarter of the index goes through; each part may add what its people do. */
export interface Course {
  world: World
  stage: Stage
  quarter: Quarter
  period: Period
  /** A person at a moment. */
  as: (name: string, at: Date) => Promise<ViewerContext>
  /** The last day of a time that begins at a moment and holds so many working days. */
  lastDay: (at: Date, workingDays: number) => Promise<Day>
}

/** What the people of a quarter do in a step; the quarter where they moved it. */
export type Doing = (course: Course, at: Date) => Promise<Quarter | null>

export interface Doings {
  self: Doing
  judge: Doing
  verify: Doing
  meet: Doing
  appeal: Doing
}

interface Step {
  /** Office minutes after the step before, or after a day that was set. */
  after: number
  run: (course: Course, at: Date) => Promise<Quarter | null>
}

const officer = '陈晓春'

/**
 * A quarter of the index from its first working day as far as it has come by now: self-assessment in
 * its last days, 定稿 some five weeks after its end.
 */
export async function runQuarter(
  world: World,
  stage: Stage,
  period: Period,
  doings: Doings,
): Promise<Quarter> {
  const as: Course['as'] = (name, at) => stage.as(personNamed(world, name).id, at)
  const openedAt = world.time.later(momentOf(period.from, '08:30'), 25)
  const quarter = await openQuarter(await as(officer, openedAt), { period: period.key })
  const lastDay: Course['lastDay'] = async (at, workingDays) => {
    const calendar = await loadCalendar(world.db)
    let day = dayOf(at)
    for (let left = workingDays; left > 0; left -= isWorkingDay(day, calendar) ? 1 : 0) {
      day = addDays(day, 1)
    }
    return day
  }
  const course: Course = { world, stage, quarter, period, as, lastDay }
  let at = world.time.later(momentOf(addDays(period.to, -3), '08:30'), 40)
  for (const { after, run } of stepsOf(doings)) {
    const from = notBefore(course.quarter, at)
    at = world.time.later(from, after)
    if (at >= world.now) {
      break
    }
    course.quarter = (await run(course, at)) ?? course.quarter
    await settleSms(world.db, at)
    stage.heard()
  }
  return course.quarter
}

/** A step that waits for the end of a day begins on the next. */
function notBefore(quarter: Quarter, at: Date): Date {
  const day =
    quarter.state === 'verification'
      ? quarter.verificationEndsOn
      : quarter.state === 'publication'
        ? quarter.publicationEndsOn
        : null
  const next = day ? momentOf(addDays(day, 1), '08:30') : at
  return next > at ? next : at
}

function stepsOf(doings: Doings): Step[] {
  const step = (after: number, run: Step['run']): Step => ({ after, run })
  /** Done some office minutes before the moment of the step: within a time that has just ended. */
  const within = (after: number, before: number, doing: Doing): Step =>
    step(after, (course, at) => doing(course, course.world.time.earlier(at, before)))
  return [
    step(0, async ({ as, quarter, period }, at) =>
      startSelfAssessment(await as(officer, at), {
        quarterId: quarter.id,
        dueOn: addDays(period.to, 3),
      }),
    ),
    step(2 * dayMinutes, doings.self),
    step(2 * dayMinutes, async ({ as, quarter, lastDay }, at) =>
      startPreliminary(await as(officer, at), {
        quarterId: quarter.id,
        dueOn: await lastDay(at, 4),
      }),
    ),
    step(2 * dayMinutes, doings.judge),
    step(1.4 * dayMinutes, async ({ as, quarter, lastDay }, at) =>
      startVerification(await as(officer, at), {
        quarterId: quarter.id,
        endsOn: await lastDay(at, 2),
      }),
    ),
    within(60, dayMinutes, doings.verify),
    step(30, async ({ as, quarter }, at) =>
      startMeeting(await as(officer, at), { quarterId: quarter.id }),
    ),
    step(dayMinutes, doings.meet),
    step(90, async ({ as, quarter, lastDay }, at) =>
      publishQuarter(await as(officer, at), {
        quarterId: quarter.id,
        endsOn: await lastDay(at, 5),
      }),
    ),
    within(20, 4 * dayMinutes, doings.appeal),
    step(240, async ({ as, quarter, world }, at) =>
      approveQuarter(await as(officer, at), {
        quarterId: quarter.id,
        minutesNumber: `西岭信通党委纪要〔${dayOf(at).slice(0, 4)}〕${minutesOf(quarter.period)}号`,
        approvedOn: dayOf(world.time.earlier(at, 60)),
      }),
    ),
    step(dayMinutes, async ({ as, quarter }, at) =>
      freezeQuarter(await as(officer, at), { quarterId: quarter.id }),
    ),
  ]
}

const minutesOf = (period: string) => 4 + 5 * Number(period.slice(-1))
