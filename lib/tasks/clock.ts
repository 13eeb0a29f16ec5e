import type { ClockParty } from '@/db/enums'
import { addWorkingDays, type Calendar, dayOf, isWorkingDay } from '@/lib/period'

/** The fair clock (seams.md 5): time spent waiting for a reviewer never counts against the branch. */

export interface Segment {
  party: ClockParty
  startsAt: Date
  /** Null while it runs. */
  endsAt: Date | null
}

/** What the first return granted: the branch keeps at least until `until`. */
export interface ReworkGrant {
  returnedAt: Date
  until: Date
}

export interface Clock {
  dueAt: Date
  /** Segments of the step and of the steps it waits for. */
  segments: readonly Segment[]
  firstReturn: ReworkGrant | null
}

/**
 * The moment by which a hand-in counts as on time, seen from `at`: due plus the union of reviewer
 * and paused intervals; after the first return at least the rework allowance, which later waits
 * push on in the same way.
 */
export function effectiveDue(clock: Clock, at: Date): Date {
  const waits = clock.segments.filter((segment) => segment.party !== 'assignee')
  const shifted = clock.dueAt.getTime() + unionMs(waits, at)
  if (!clock.firstReturn) {
    return new Date(shifted)
  }
  const { returnedAt, until } = clock.firstReturn
  const later = waits.map((segment) => ({
    ...segment,
    startsAt: new Date(Math.max(segment.startsAt.getTime(), returnedAt.getTime())),
  }))
  return new Date(Math.max(shifted, until.getTime() + unionMs(later, at)))
}

/**
 * What a first return at `returnedAt` grants: `days` whole working days. A return on a day off
 * leaves as many whole ones after it, so that Saturday's does not end before Monday's work begins.
 */
export function reworkGrant(returnedAt: Date, days: number, calendar: Calendar): ReworkGrant {
  const count = isWorkingDay(dayOf(returnedAt), calendar) ? days : days + 1
  return { returnedAt, until: addWorkingDays(returnedAt, count, calendar) }
}

/**
 * The segments that count for a step: its own, and those of the steps it waits for, which are all of
 * earlier stages.
 */
export function segmentsOf<S extends Segment & { stepId: string }>(
  step: { id: string },
  steps: readonly { id: string; stage: number }[],
  segments: readonly S[],
): S[] {
  const stage = steps.find((one) => one.id === step.id)?.stage ?? 0
  const counted = new Set(
    steps.filter((one) => one.id === step.id || one.stage < stage).map((one) => one.id),
  )
  return segments.filter((segment) => counted.has(segment.stepId))
}

/** Milliseconds each party has used up to `at`, for the bars 承办 / 审核 / 暂停. */
export function timeByParty(segments: readonly Segment[], at: Date): Record<ClockParty, number> {
  const of = (party: ClockParty) =>
    unionMs(
      segments.filter((segment) => segment.party === party),
      at,
    )
  return { assignee: of('assignee'), reviewer: of('reviewer'), paused: of('paused') }
}

/** Length of the union of intervals, open ones and later ends cut at `at`, in milliseconds. */
function unionMs(segments: readonly Segment[], at: Date): number {
  const cut = at.getTime()
  const intervals = segments
    .map(({ startsAt, endsAt }) => ({
      from: startsAt.getTime(),
      to: Math.min(endsAt?.getTime() ?? cut, cut),
    }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from)

  let total = 0
  let covered = Number.NEGATIVE_INFINITY
  for (const { from, to } of intervals) {
    total += Math.max(0, to - Math.max(from, covered))
    covered = Math.max(covered, to)
  }
  return total
}
