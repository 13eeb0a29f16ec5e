import type { Grade } from '@/db/enums'
import { newId } from '@/db/ids'
import { factKindLabels } from '@/lib/facts/schema'
import { dayOf, quarterOf } from '@/lib/period'
import { taskEvaluationRule } from '@/lib/scorecard/rules'
import { type Journey, notify, record } from './journey'
import { pointsOf, remarks } from './texts/judgements'

/** The evaluation of a finished copy, the fact it is, and the ledger entry it became. */
export function addEvaluation(journey: Journey, at: Date, grade: Grade): void {
  const { rows, copy, random, reviewer } = journey
  const remark = random.pick(remarks[grade])
  const pointsHundredths = pointsOf[grade]
  rows.evaluations.push({
    id: newId(),
    assignmentId: copy.id,
    version: 1,
    grade,
    pointsHundredths,
    remark,
    byId: reviewer.id,
    at,
  })
  const fact = addFact(journey, at, grade, pointsHundredths)
  post(journey, fact, new Date(at.getTime() + 400), pointsHundredths)
  notify(journey, copy.people, at, { kind: 'task_evaluated', body: remark })
  record(journey, at, reviewer.id, 'assignment.evaluate', { version: 1, grade, pointsHundredths })
}

type Fact = Journey['rows']['facts'][number]

function addFact(journey: Journey, at: Date, grade: Grade, pointsHundredths: number): Fact {
  const { rows, copy, past, reviewer, submission } = journey
  const fact: Fact = {
    id: newId(),
    kind: 'task_evaluation',
    organisationId: copy.branch.id,
    occurredOn: dayOf(submission?.at ?? at),
    period: quarterOf(dayOf(past.dueAt)),
    sourceType: 'assignment',
    sourceId: copy.id,
    version: 1,
    value: {
      assignmentId: copy.id,
      taskId: copy.task.id,
      taskTitle: copy.task.title,
      grade,
      pointsHundredths,
      submissionId: submission?.id ?? null,
      evaluationVersion: 1,
      indicatorKey: null,
    },
    supersedesId: null,
    recordedBy: reviewer.id,
    recordedAt: at,
  }
  rows.facts.push(fact)
  return fact
}

function post({ rows, copy, submission }: Journey, fact: Fact, at: Date, amount: number): void {
  const { organisationId, period } = fact
  const entry = {
    organisationId,
    period,
    ruleVersion: taskEvaluationRule.version,
    basisKey: `${fact.kind}:${fact.sourceId}`,
    generation: 1,
    amountHundredths: amount,
    factId: fact.id ?? '',
  }
  const id = newId()
  rows.scoreEntries.push({
    ...entry,
    id,
    evidence: {
      taskId: copy.task.id ?? '',
      assignmentId: copy.id,
      ...(submission?.id ? { submissionId: submission.id } : {}),
    },
    reversesId: null,
    effect: 'points',
    quarterId: null,
    indicatorKey: null,
    ruleKey: null,
    obligationId: null,
    sources: [],
    occurredOn: null,
    by: fact.recordedBy ?? null,
    at,
    reason: `${factKindLabels.task_evaluation}入账`,
  })
  rows.audit.push({
    at,
    actorId: null,
    action: 'score.post',
    subjectType: 'score_entry',
    subjectId: id,
    detail: entry,
  })
}
