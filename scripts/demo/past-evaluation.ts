import type { Grade } from '@/db/enums'
import { newId } from '@/db/ids'
import { dayOf, quarterOf } from '@/lib/period'
import { type Journey, notify, record } from './journey'
import { pointsOf, remarks } from './texts/judgements'

/** The evaluation of a finished copy and the fact it is; the index takes it where it stands in one. */
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
  addFact(journey, at, grade, pointsHundredths)
  notify(journey, copy.people, at, { kind: 'task_evaluated', body: remark })
  record(journey, at, reviewer.id, 'assignment.evaluate', { version: 1, grade, pointsHundredths })
}

function addFact(journey: Journey, at: Date, grade: Grade, pointsHundredths: number): void {
  const { rows, copy, past, reviewer, submission } = journey
  rows.facts.push({
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
      indicatorKey: copy.task.indicatorKey,
    },
    supersedesId: null,
    recordedBy: reviewer.id,
    recordedAt: at,
  })
}
