import { newId } from '@/db/ids'
import { dayOf, quarterOf } from '@/lib/period'
import { groupedBy } from '@/lib/scorecard/ledger/grouped-by'
import { completionOf } from '@/lib/tasks/completion'
import type { PastRows } from './past-rows'

/** Whether each finished copy was in time, as a fact, for tasks of an indicator or of the plan. */
export function addCompletions(rows: PastRows): void {
  const tasks = new Map(
    rows.tasks
      .filter((task) => task.indicatorKey !== null || task.milestoneId !== null)
      .map((task) => [task.id, task]),
  )
  const stepOf = new Map(rows.steps.map((step) => [step.assignmentId, step]))
  const submissionOf = new Map(rows.submissions.map((one) => [one.stepId, one]))
  const approvedBy = new Map(rows.approvals.map((one) => [one.submissionId, one]))
  const segmentsOf = groupedBy(rows.clockSegments, (one) => one.stepId)
  for (const assignment of rows.assignments) {
    const task = tasks.get(assignment.taskId)
    const step = stepOf.get(assignment.id)
    const submission = submissionOf.get(step?.id ?? '')
    const approval = approvedBy.get(submission?.id ?? '')
    if (!task || !step || !submission || !approval) {
      continue
    }
    const said = completionOf(
      {
        ...{ assignment, task, submissions: [submission], urgedAt: [], transfers: [] },
        segments: segmentsOf.get(step.id) ?? [],
      },
      approval.at,
    )
    if (said) {
      const { organisationId, occurredOn, effectiveDueAt, ...value } = said
      const { title: taskTitle, indicatorKey, milestoneId } = task
      rows.facts.push({
        ...{ id: newId(), kind: 'task_completion', organisationId, occurredOn },
        period: quarterOf(dayOf(step.dueAt)),
        ...{ sourceType: 'assignment', sourceId: assignment.id, version: 1, supersedesId: null },
        value: {
          ...{ taskId: task.id, assignmentId: assignment.id, taskTitle },
          ...{ indicatorKey, milestoneId, effectiveDueAt: effectiveDueAt.toISOString(), ...value },
        },
        ...{ recordedBy: approval.byId, recordedAt: approval.at },
      })
    }
  }
}
