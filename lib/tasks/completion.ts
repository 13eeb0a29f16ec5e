import type { TaskCompletionValue } from '@/lib/facts/schema'
import { type Day, dayOf, daysBetween } from '@/lib/period'
import { type Segment, timeByParty } from './clock'
import type { Assignment, Submission, Task } from './load'
import { countedAt, isOnTime } from './timeliness'

const dayMs = 86_400_000

type Outcome = TaskCompletionValue['outcome']

/** What the completion of an assignment follows from. */
export interface CompletionParts {
  assignment: Assignment
  task: Task
  /** The last hand-in that stands of each step. */
  submissions: readonly Submission[]
  segments: readonly Segment[]
  /** When it was urged. */
  urgedAt: readonly Date[]
  /** 移交, in order: who had it before. */
  transfers: readonly { at: Date; fromOrganisationId: string | null }[]
}

export interface Completion {
  outcome: Outcome
  organisationId: string
  /** Day of the effective due. */
  occurredOn: Day
  effectiveDueAt: Date
  lateDays: number
  waitedDays: number
  isUrged: boolean
}

/**
 * How an assignment stands by the fair clock: on time when every hand-in that was approved came no
 * later than its effective due; not done when that has passed while it lies with the branch; `void`
 * when nothing is owed (撤销, 不适用, or the due is moved on). Null while it is under review: its
 * time is the reviewer's, so what was said before stays.
 */
export function completionOf(parts: CompletionParts, now: Date): Completion | null {
  const outcome = outcomeOf(parts, now)
  if (outcome === null) {
    return null
  }
  const { assignment, submissions } = parts
  const late = submissions.find((one) => !isOnTime(one))
  const effectiveDueAt =
    outcome === 'late' && late
      ? late.effectiveDueAt
      : outcome === 'on_time'
        ? (lastOf(submissions.map((one) => one.effectiveDueAt)) ?? assignment.effectiveDueAt)
        : assignment.effectiveDueAt
  const handedInAt = outcome === 'late' && late ? countedAt(late) : null
  const until = handedInAt ?? now
  const isMiss = outcome === 'late' || outcome === 'not_done'
  return {
    outcome,
    organisationId: owedBy(parts, effectiveDueAt),
    occurredOn: dayOf(effectiveDueAt),
    effectiveDueAt,
    lateDays: handedInAt ? daysBetween(dayOf(effectiveDueAt), dayOf(handedInAt)) : 0,
    waitedDays: waitedDays(parts.segments, now),
    isUrged: isMiss && parts.urgedAt.some((at) => at.getTime() + dayMs <= until.getTime()),
  }
}

function outcomeOf({ assignment, submissions }: CompletionParts, now: Date): Outcome | null {
  switch (assignment.state) {
    case 'cancelled':
    case 'not_applicable':
      return 'void'
    case 'approved':
    case 'evaluated':
      return submissions.every(isOnTime) ? 'on_time' : 'late'
    case 'submitted':
    case 'paused':
      return null
    default:
      return assignment.effectiveDueAt <= now ? 'not_done' : 'void'
  }
}

/** Who had it when it was due: what a branch missed before it was merged stays with it. */
function owedBy({ assignment, transfers }: CompletionParts, effectiveDueAt: Date): string {
  const next = transfers.find((one) => one.at > effectiveDueAt)
  return next?.fromOrganisationId ?? assignment.organisationId
}

function waitedDays(segments: readonly Segment[], now: Date): number {
  const waits = segments
    .filter((segment) => segment.party !== 'assignee')
    .map((segment) => ({ ...segment, party: 'reviewer' as const }))
  return Math.trunc(timeByParty(waits, now).reviewer / dayMs)
}

function lastOf(moments: readonly Date[]): Date | undefined {
  return [...moments].sort((a, b) => b.getTime() - a.getTime())[0]
}
