import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { assignments, people, tasks, taskTallies } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { type BoardRow, isLate, type Tallies } from './board-queries'
import { visibleTasks } from './visible'
import { waitingOf, waitingSideBySide } from './waiting-steps'

export type LinkedTask = BoardRow

const mostShown = 200

/** Tasks on a requirement or a milestone that the viewer may see, nearest due first, at most 200. */
export async function linkedTasks(
  ctx: ViewerContext,
  on: { requirementId: string } | { milestoneId: string },
): Promise<LinkedTask[]> {
  const isLinked: SQL =
    'requirementId' in on
      ? eq(tasks.requirementId, on.requirementId)
      : eq(tasks.milestoneId, on.milestoneId)
  const rows = await ctx.db
    .select({
      taskId: tasks.id,
      title: tasks.title,
      department: tasks.department,
      dueAt: tasks.dueAt,
      state: tasks.state,
      createdByName: people.name,
      tallies: sql<Tallies>`coalesce((
        select json_object_agg(${taskTallies.state}, ${taskTallies.count}) from ${taskTallies}
        where ${taskTallies.taskId} = ${tasks.id} and ${taskTallies.count} > 0), '{}')`,
      waiting: waitingSideBySide,
      late: sql<number>`(select count(*)::int from ${assignments}
        where ${and(eq(assignments.taskId, tasks.id), isLate(ctx.now))})`,
    })
    .from(tasks)
    .innerJoin(people, eq(people.id, tasks.createdBy))
    .where(and(isLinked, visibleTasks(ctx.viewer)))
    .orderBy(asc(tasks.dueAt), asc(tasks.id))
    .limit(mostShown)
  return rows.map((row) => ({ ...row, waiting: waitingOf(row.tallies, row.waiting) }))
}
