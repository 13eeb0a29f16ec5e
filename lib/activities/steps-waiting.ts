import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { ActivityKind } from '@/db/enums'
import { assignments, steps, taskNodes, tasks } from '@/db/schema'
import { isWithin } from '@/lib/tasks/templates/periods'
import type { Activity } from './load-activity'

/** A step of the branch that waits for such an activity, and what a record alone does not give it. */
export interface WaitingStep {
  id: string
  taskId: string
  assignmentId: string
  title: string
  /** Place of its node in the task, as the page of the assignment is asked for it. */
  position: number
  /** `rework`: the hand-in was returned; `hand_in`: a record is enough, this one came before it. */
  wants: 'form' | 'file' | 'rework' | 'hand_in'
}

/** Steps of the branch itself that wait for such an activity, in the order they are locked. */
export async function stepsWaiting(
  db: Db,
  record: Pick<Activity, 'organisationId' | 'heldOn'> & { kinds: readonly ActivityKind[] },
): Promise<WaitingStep[]> {
  const rows = await db
    .select({
      id: steps.id,
      state: steps.state,
      taskId: tasks.id,
      assignmentId: assignments.id,
      title: tasks.title,
      position: taskNodes.position,
      period: tasks.period,
      startsOn: tasks.startsOn,
      formVersionId: taskNodes.formVersionId,
      ofTask: tasks.isEvidenceRequired,
      ofNode: taskNodes.isEvidenceRequired,
    })
    .from(assignments)
    .innerJoin(tasks, eq(tasks.id, assignments.taskId))
    .innerJoin(steps, eq(steps.assignmentId, assignments.id))
    .innerJoin(taskNodes, eq(taskNodes.id, steps.nodeId))
    .where(
      and(
        eq(assignments.organisationId, record.organisationId),
        isNull(assignments.personId),
        inArray(assignments.state, ['issued', 'accepted', 'returned']),
        inArray(steps.state, ['open', 'returned']),
        inArray(taskNodes.activityKind, [...record.kinds]),
        eq(tasks.state, 'dispatched'),
      ),
    )
    .orderBy(asc(assignments.id), asc(taskNodes.position))
  return rows
    .filter(({ period, startsOn }) =>
      period === null ? record.heldOn >= startsOn : isWithin(period, record.heldOn),
    )
    .map(({ id, taskId, assignmentId, title, position, ...row }) => ({
      id,
      taskId,
      assignmentId,
      title,
      position,
      wants: wantsOf(row),
    }))
}

function wantsOf(row: {
  state: string
  formVersionId: string | null
  ofTask: boolean
  ofNode: boolean
}): WaitingStep['wants'] {
  if (row.state === 'returned') {
    return 'rework'
  }
  if (row.formVersionId !== null) {
    return 'form'
  }
  return row.ofTask || row.ofNode ? 'file' : 'hand_in'
}
