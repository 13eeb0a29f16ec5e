import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { type AssignmentState, openAssignmentStates } from '@/db/enums'
import { assignments, people, tasks } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { type Cursor, type Page, toPage } from './board-queries'
import { visibleAssignments } from './visible'

export interface BranchTaskRow {
  assignmentId: string
  taskId: string
  title: string
  department: string | null
  /** Set when the task went to a person of the branch. */
  personName: string | null
  state: AssignmentState
  effectiveDueAt: Date
  stateSince: Date
}

/**
 * What one organisation has or had to do, as far as the viewer may see, 50 a page: what is open by
 * the nearest due, everything with the latest first.
 */
export async function tasksOfBranch(
  ctx: ViewerContext,
  organisationId: string,
  filter: { show: 'open' | 'all'; after?: Cursor | undefined },
): Promise<Page<BranchTaskRow>> {
  const isOpen = filter.show === 'open'
  const rows = await ctx.db
    .select({
      assignmentId: assignments.id,
      taskId: tasks.id,
      title: tasks.title,
      department: tasks.department,
      personName: people.name,
      state: assignments.state,
      effectiveDueAt: assignments.effectiveDueAt,
      stateSince: assignments.stateSince,
    })
    .from(assignments)
    .innerJoin(tasks, eq(tasks.id, assignments.taskId))
    .leftJoin(people, eq(people.id, assignments.personId))
    .where(
      and(
        eq(assignments.organisationId, organisationId),
        visibleAssignments(ctx.viewer),
        isOpen ? inArray(assignments.state, [...openAssignmentStates]) : undefined,
        filter.after
          ? sql`(${assignments.effectiveDueAt}, ${assignments.id}) ${sql.raw(isOpen ? '>' : '<')} (${filter.after.at.toISOString()}::timestamptz, ${filter.after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(...[assignments.effectiveDueAt, assignments.id].map(isOpen ? asc : desc))
    .limit(51)
  return toPage(rows, (row) => ({ at: row.effectiveDueAt, id: row.assignmentId }))
}
