import type { Temper } from './company'
import type { Random } from './random'
import { dayMinutes, type WorkingTime } from './working-time'

export type LifeKind =
  | 'accept'
  | 'acceptByPhone'
  | 'confirm'
  | 'submit'
  | 'return'
  | 'approve'
  | 'evaluate'

export interface LifeEvent {
  kind: LifeKind
  at: Date
}

export interface LifeQuestion {
  random: Random
  time: WorkingTime
  dispatchedAt: Date
  dueAt: Date
  temper: Temper
}

/** Where a copy of the demo's own branch is to stand at the moment of the seed. */
export type Standing = 'issued' | 'accepted' | 'submitted' | 'returned'

const lateChance: Record<Temper, number> = { prompt: 0.01, steady: 0.06, slow: 0.26 }
const sameDayChance: Record<Temper, number> = { prompt: 0.93, steady: 0.82, slow: 0.52 }

/**
 * What happens to one copy of a task from dispatch to evaluation, in order of time: most are signed
 * for on the same day and handed in before they are due, a few are late, some come back once.
 */
export function planLife({ random, time, dispatchedAt, dueAt, temper }: LifeQuestion): LifeEvent[] {
  const wait = random.chance(sameDayChance[temper])
    ? random.int(6, 230)
    : random.int(dayMinutes, (temper === 'slow' ? 3 : 2) * dayMinutes)
  const acceptedAt = time.later(dispatchedAt, wait)
  const events: LifeEvent[] = random.chance(0.05)
    ? [
        { kind: 'acceptByPhone', at: time.later(acceptedAt, 25) },
        { kind: 'confirm', at: time.later(acceptedAt, 140) },
      ]
    : [{ kind: 'accept', at: acceptedAt }]

  let at = submissionTime({ random, time, dispatchedAt: acceptedAt, dueAt, temper })
  events.push({ kind: 'submit', at })
  if (random.chance(temper === 'prompt' ? 0.07 : 0.17)) {
    at = time.later(at, random.int(60, dayMinutes * 2))
    events.push({ kind: 'return', at })
    // The first return leaves a working day; most need less, some more.
    at = time.later(at, random.int(60, temper === 'slow' ? 2 * dayMinutes : dayMinutes))
    events.push({ kind: 'submit', at })
  }
  at = time.later(at, random.int(50, dayMinutes * 2))
  events.push({ kind: 'approve', at })
  const counted = at > dueAt ? at : dueAt
  events.push({ kind: 'evaluate', at: time.later(counted, random.int(dayMinutes, 3 * dayMinutes)) })
  return events
}

function submissionTime({ random, time, dispatchedAt, dueAt, temper }: LifeQuestion): Date {
  if (random.chance(lateChance[temper])) {
    return time.later(dueAt, random.int(40, 4 * dayMinutes))
  }
  const span = time.between(dispatchedAt, dueAt)
  const share = 0.35 + 0.62 * Math.max(random.next(), random.next())
  return time.later(dispatchedAt, Math.max(Math.min(90, span - 5), Math.round(span * share)))
}

/** Events that leave a copy standing as wished at `now`, the last of them recent. */
export function lifeUntil(
  standing: Standing,
  { time, dispatchedAt }: Pick<LifeQuestion, 'time' | 'dispatchedAt'>,
  now: Date,
): LifeEvent[] {
  if (standing === 'issued') {
    return []
  }
  const accept: LifeEvent = { kind: 'accept', at: time.later(dispatchedAt, 38) }
  if (standing === 'accepted') {
    return [accept]
  }
  if (standing === 'submitted') {
    return [accept, { kind: 'submit', at: time.earlier(now, Math.round(1.3 * dayMinutes)) }]
  }
  return [
    accept,
    { kind: 'submit', at: time.earlier(now, Math.round(3.2 * dayMinutes)) },
    { kind: 'return', at: time.earlier(now, Math.round(0.6 * dayMinutes)) },
  ]
}
