import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import {
  assignments,
  steps,
  submissionAttachments,
  submissions,
  taskAttachments,
  tasks,
} from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import type { Viewer } from '@/lib/policy/viewer'
import { visibleAssignments, visibleTasks } from './visible'

/** What a file hangs on. */
export interface FilePlaces {
  taskIds: string[]
  /** Copies in whose hand-ins it is. */
  assignmentIds: string[]
}

/** Whether a file hangs on a task, a draft too, or on a hand-in that the viewer may see. */
export async function reachesTaskFile(ctx: ViewerContext, fileId: string): Promise<boolean> {
  // What the file hangs on is little, what the viewer may see may be everything: the little first.
  const places = await placesOf(ctx.db, fileId)
  if (places.taskIds.length + places.assignmentIds.length === 0) {
    return false
  }
  const [row] = await ctx.db.execute<{ reached: boolean }>(reachOfPlaces(ctx.viewer, places))
  return row?.reached === true
}

async function placesOf(db: Db, fileId: string): Promise<FilePlaces> {
  const rows = await db.execute<{ taskId: string | null; assignmentId: string | null }>(sql`
    select ${taskAttachments.taskId} as "taskId", null as "assignmentId"
      from ${taskAttachments} where ${taskAttachments.fileId} = ${fileId}
    union select null, ${steps.assignmentId} from ${submissionAttachments}
      join ${submissions} on ${submissions.id} = ${submissionAttachments.submissionId}
      join ${steps} on ${steps.id} = ${submissions.stepId}
      where ${submissionAttachments.fileId} = ${fileId}`)
  return {
    taskIds: rows.flatMap((row) => row.taskId ?? []),
    assignmentIds: rows.flatMap((row) => row.assignmentId ?? []),
  }
}

/** The question whether the viewer may see one of these places, as SQL. */
export function reachOfPlaces(viewer: Viewer, { taskIds, assignmentIds }: FilePlaces): SQL {
  // Of branches and of persons apart: each has an index by task, both together have none.
  const ofTasks = sql`any(${sql.param(taskIds)}::uuid[])`
  const copies = sql`select 1 from ${assignments}
    join ${tasks} on ${tasks.id} = ${assignments.taskId} where ${visibleAssignments(viewer)}`
  return sql`select
    exists (select 1 from ${tasks} where ${tasks.id} = ${ofTasks} and ${visibleTasks(viewer)})
    or exists (${copies} and ${assignments.taskId} = ${ofTasks} and ${assignments.personId} is null)
    or exists (${copies} and ${assignments.taskId} = ${ofTasks} and ${assignments.personId} is not null)
    or exists (${copies} and ${assignments.id} = any(${sql.param(assignmentIds)}::uuid[]))
    as reached`
}
