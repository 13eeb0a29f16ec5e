import { foldTotals } from '../engine/fold-totals'
import { type Observed, observe, type Subject } from '../ledger/observe'
import { planBranch } from '../ledger/plan-branch'
import type { QuarterFrame } from '../ledger/quarter-frame'
import type { FactRow, MissedRow, Sources } from '../ledger/read-sources'
import type { OpenDuty, OpenTask } from './open-work'
import type { PossibleWork } from './possible-work'

export type GuidanceFrame = Pick<QuarterFrame, 'period' | 'prepared' | 'rules' | 'treatmentsOf'>

/**
 * What an organisation would come to if these things were done in time and the others not at all:
 * the engine run on what would then be observed. Hundredths.
 */
export function totalIf(
  frame: GuidanceFrame,
  given: { subject: Subject; sources: Sources; works: readonly PossibleWork[] },
  done: ReadonlySet<string>,
): number {
  const isDone = ({ item }: PossibleWork) => done.has(item.key)
  const left = given.works.filter((one) => !isDone(one))
  const finished = given.works.filter(isDone)
  const sources: Sources = {
    ...given.sources,
    missed: [...given.sources.missed, ...left.flatMap(({ duties }) => duties.map(missedRow))],
    facts: [
      ...given.sources.facts,
      ...left.flatMap(({ tasks }) => tasks.map((task) => completion(task, 'not_done'))),
      ...finished.flatMap(({ tasks }) => tasks.map((task) => completion(task, 'on_time'))),
    ],
  }
  return totalOf(frame, withEarned(observe(frame, given.subject, sources), finished))
}

function withEarned(observed: Observed, works: readonly PossibleWork[]): Observed {
  const observations = new Map(observed.observations)
  for (const { placed, observation } of works.flatMap((one) => one.earnable)) {
    const { key } = placed.rule
    observations.set(key, [...(observations.get(key) ?? []), observation])
  }
  return { ...observed, observations }
}

function totalOf(frame: GuidanceFrame, observed: Observed): number {
  const { entries, circumstances } = planBranch(frame, observed)
  return foldTotals(frame.prepared, observed.subject.class, entries, circumstances).totalHundredths
}

function missedRow(duty: OpenDuty): MissedRow {
  const { id, kind, organisationId, period, dueOn, assignmentId } = duty
  return { id, kind, organisationId, period, dueOn, assignmentId, activityId: null }
}

/** Of a higher version than any fact, so that it is the one that counts. */
function completion(task: OpenTask, outcome: 'on_time' | 'not_done'): FactRow {
  const { taskId, assignmentId, indicatorKey, milestoneId, isUrged } = task
  return {
    id: `possible:${assignmentId}`,
    kind: 'task_completion',
    organisationId: task.organisationId,
    occurredOn: task.dueOn,
    sourceId: assignmentId,
    version: 1_000_000,
    recordedBy: null,
    value: {
      ...{ taskId, assignmentId, taskTitle: task.title, indicatorKey, milestoneId, outcome },
      ...{ effectiveDueAt: task.dueAt.toISOString(), lateDays: 0, waitedDays: 0, isUrged },
    },
  }
}
