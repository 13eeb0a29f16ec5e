import type { Observation } from '../engine/observation'
import { compare } from '../engine/planned-entry'
import type { FactOfKind, Own } from './observe'
import type { RuleFrom } from './quarter-frame'

type Completion = FactOfKind<'task_completion'>

/** Tasks that were late or not done, and points given by 评价. */
export function observeTasks({ frame, facts, sources, add, find }: Own): void {
  for (const placed of frame.rules.task) {
    if (sources.finished.some((one) => standsIn(placed, one.indicatorKey, one.isOfPlan))) {
      find(placed)
    }
    const own = facts.task_completion.filter((fact) => concerns(placed, fact))
    if (own.length > 0) {
      find(placed)
      for (const observation of observationsOf(placed, own)) {
        add(placed, observation)
      }
    }
  }
  for (const placed of frame.rules.evaluation) {
    for (const fact of facts.task_evaluation) {
      if (fact.value.indicatorKey === placed.indicator.key) {
        add(placed, evaluationObservation(fact))
      }
    }
  }
}

function concerns(placed: RuleFrom<'task'>, { value }: Completion): boolean {
  const { outcome, indicatorKey, milestoneId } = value
  return outcome !== 'void' && standsIn(placed, indicatorKey, milestoneId !== null)
}

function standsIn(
  { source, indicator }: RuleFrom<'task'>,
  indicatorKey: string | null,
  isOfPlan: boolean,
): boolean {
  return source.scope === 'plan' ? isOfPlan : indicatorKey === indicator.key
}

function isOnTime({ value }: Completion): boolean {
  return value.outcome === 'on_time'
}

/** Each miss is an event; a rate, or a condition on all of them, stands on all together. */
function observationsOf({ rule }: RuleFrom<'task'>, facts: Completion[]): Observation[] {
  const onTime = facts.filter(isOnTime).length
  switch (rule.op) {
    case 'rate_step':
    case 'band':
      return [{ ...together(facts), kind: 'rate', numerator: onTime, denominator: facts.length }]
    case 'score_if':
    case 'all_or_nothing':
      return [{ ...together(facts), kind: 'met', isMet: onTime === facts.length }]
    default:
      return facts.filter((fact) => !isOnTime(fact)).map(missObservation)
  }
}

function together(facts: readonly Completion[]) {
  const days = facts.map((fact) => fact.occurredOn).sort(compare)
  return {
    basisKey: 'aggregate:tasks',
    occurredOn: days.at(-1) ?? '',
    sources: facts.map((fact) => fact.id).sort(compare),
    evidence: {
      assignments: facts
        .map((fact) => fact.value.assignmentId)
        .sort(compare)
        .join(' '),
    },
    handlerId: null,
    words: `任务 ${facts.length} 项，按时完成 ${facts.filter(isOnTime).length} 项`,
    isUrged: false,
  }
}

function missObservation(fact: Completion): Observation {
  const { taskId, assignmentId, taskTitle, outcome, lateDays, isUrged } = fact.value
  const how =
    outcome === 'not_done' ? '到期未完成' : lateDays > 0 ? `逾期 ${lateDays} 天完成` : '逾期完成'
  return {
    kind: 'events',
    count: 1,
    basisKey: `fact:task_completion:${assignmentId}`,
    occurredOn: fact.occurredOn,
    sources: [fact.id],
    evidence: { taskId, assignmentId },
    handlerId: null,
    words: `“${taskTitle}”${how}`,
    isUrged,
  }
}

function evaluationObservation(fact: FactOfKind<'task_evaluation'>): Observation {
  const { taskId, assignmentId, taskTitle, pointsHundredths, submissionId } = fact.value
  return {
    kind: 'amount',
    hundredths: pointsHundredths,
    basisKey: `fact:task_evaluation:${fact.sourceId}`,
    occurredOn: fact.occurredOn,
    sources: [fact.id],
    evidence: submissionId ? { taskId, assignmentId, submissionId } : { taskId, assignmentId },
    handlerId: fact.recordedBy,
    words: `“${taskTitle}”评价`,
    isUrged: false,
  }
}
