import { and, desc, eq, ilike } from 'drizzle-orm'
import { assignments, tasks } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { formatMoment } from '@/lib/format'
import { likePattern } from './board-queries'
import { taskStateLabels } from './states'
import { actionableAssignments, visibleTasks } from './visible'

/** A task found by its name, as the command palette lists it. */
export interface FoundTask {
  label: string
  detail: string
  href: string
  group: '任务'
}

const limit = 8

/** Tasks the viewer issues, and those he has a copy of, by a part of their name; latest first. */
export async function searchTasks(ctx: ViewerContext, text: string): Promise<FoundTask[]> {
  const wanted = text.trim()
  if (wanted === '') {
    return []
  }
  const named = ilike(tasks.title, likePattern(wanted))
  const [issued, own] = await Promise.all([
    ctx.db
      .select({ id: tasks.id, title: tasks.title, state: tasks.state, dueAt: tasks.dueAt })
      .from(tasks)
      .where(and(named, visibleTasks(ctx.viewer)))
      .orderBy(desc(tasks.dueAt))
      .limit(limit),
    ctx.db
      .select({
        id: tasks.id,
        assignmentId: assignments.id,
        title: tasks.title,
        dueAt: assignments.effectiveDueAt,
      })
      .from(assignments)
      .innerJoin(tasks, eq(tasks.id, assignments.taskId))
      .where(and(named, actionableAssignments(ctx.viewer)))
      .orderBy(desc(assignments.effectiveDueAt))
      .limit(limit),
  ])
  return [
    ...own.map((row) => ({
      label: row.title,
      detail: `交给我的 · ${formatMoment(row.dueAt, ctx.now)} 截止`,
      href: `/tasks/${row.id}/assignments/${row.assignmentId}`,
      group: '任务' as const,
    })),
    ...issued.map((row) => ({
      label: row.title,
      detail: `${taskStateLabels[row.state]} · ${formatMoment(row.dueAt, ctx.now)} 截止`,
      href: `/tasks/${row.id}`,
      group: '任务' as const,
    })),
  ]
}
