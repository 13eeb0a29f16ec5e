import { eq, or, sql } from 'drizzle-orm'
import {
  assignments,
  steps,
  submissionAttachments,
  submissions,
  taskAttachments,
  tasks,
} from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { visibleAssignments } from './visible'

/** Whether a file hangs on a task or a hand-in that the viewer may see. */
export async function reachesTaskFile(ctx: ViewerContext, fileId: string): Promise<boolean> {
  const [row] = await ctx.db
    .select({ one: sql`1` })
    .from(assignments)
    .innerJoin(tasks, eq(tasks.id, assignments.taskId))
    .where(
      sql`${visibleAssignments(ctx.viewer)} and ${or(
        sql`${tasks.id} in (select ${taskAttachments.taskId} from ${taskAttachments} where ${taskAttachments.fileId} = ${fileId})`,
        sql`${assignments.id} in (
          select ${steps.assignmentId} from ${submissionAttachments}
          join ${submissions} on ${submissions.id} = ${submissionAttachments.submissionId}
          join ${steps} on ${steps.id} = ${submissions.stepId}
          where ${submissionAttachments.fileId} = ${fileId})`,
      )}`,
    )
    .limit(1)
  return row !== undefined
}
