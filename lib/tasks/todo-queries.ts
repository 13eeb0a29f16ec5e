import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm'
import type { AssignmentState } from '@/db/enums'
import {
  assignments,
  drafts,
  organisationVersions,
  returns,
  steps,
  submissions,
  taskNodes,
  tasks,
} from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { isAssigneesTurn } from './board-queries'
import { countOfRequests } from './requests/requests-waiting'
import { countOfReviews } from './review-queries'
import { actionableAssignments } from './visible'

export const todoPageSize = 30

export interface TodoItem {
  assignmentId: string
  taskId: string
  title: string
  requirement: string
  organisationName: string
  /** The node that is due first, null where the task has only one; and how many are open. */
  nodeTitle: string | null
  openNodes: number
  state: AssignmentState
  effectiveDueAt: Date
  estimatedMinutes: number | null
  /** What the last return asks for, while it is returned. */
  returnReason: string | null
  /** When the viewer's own draft was saved last. */
  draftSavedAt: Date | null
  isDelegatedToViewer: boolean
}

export interface Todo {
  items: TodoItem[]
  /** All that wait, also those beyond the first page. */
  total: number
}

/** What the viewer himself has to do, the most pressing first; at most thirty, with the full count. */
export async function todoOf(ctx: ViewerContext): Promise<Todo> {
  const mine = and(actionableAssignments(ctx.viewer), isAssigneesTurn())
  const next = nextStep(ctx)
  const [items, [total]] = await Promise.all([
    ctx.db
      .select({
        assignmentId: assignments.id,
        taskId: tasks.id,
        title: tasks.title,
        requirement: tasks.requirement,
        organisationName: sql<string>`coalesce(${organisationVersions.name}, '')`,
        nodeTitle: sql<string | null>`case when (
          select count(*) from task_nodes n where n.task_id = ${tasks.id}) > 1 then next.title end`,
        openNodes: sql<number>`(select count(*)::int from ${steps}
          where ${steps.assignmentId} = ${assignments.id} and ${steps.state} in ('open', 'returned'))`,
        state: assignments.state,
        effectiveDueAt: assignments.effectiveDueAt,
        estimatedMinutes: tasks.estimatedMinutes,
        returnReason: lastReturnReason(),
        draftSavedAt: drafts.updatedAt,
        isDelegatedToViewer: sql<boolean>`coalesce(${assignments.delegateId} = ${ctx.viewer.personId}, false)`,
      })
      .from(assignments)
      .innerJoin(tasks, eq(tasks.id, assignments.taskId))
      .innerJoinLateral(next, sql`true`)
      .leftJoin(
        drafts,
        and(
          eq(drafts.personId, ctx.viewer.personId),
          eq(drafts.key, sql`'submission:' || next.step_id`),
        ),
      )
      .leftJoin(
        organisationVersions,
        and(
          eq(organisationVersions.organisationId, assignments.organisationId),
          validOn(organisationVersions, dayOf(ctx.now)),
        ),
      )
      .where(mine)
      .orderBy(asc(assignments.effectiveDueAt), asc(assignments.id))
      .limit(todoPageSize),
    ctx.db.select({ total: count() }).from(assignments).where(mine),
  ])
  return { items, total: total?.total ?? 0 }
}

export interface WaitingCounts {
  /** Things the viewer has to do himself. */
  todo: number
  /** Hand-ins that wait for his review, as the list counts them: those for others left out. */
  reviews: number
  /** 延期, 退办 and 改派 that wait for his answer. */
  requests: number
}

/** The figures beside 待办 and 任务 in the shell; one statement, because every page asks. */
export async function waitingCounts(ctx: ViewerContext): Promise<WaitingCounts> {
  const mine = and(actionableAssignments(ctx.viewer), isAssigneesTurn())
  const [counts] = await ctx.db.execute<{ todo: number; reviews: number; requests: number }>(sql`
    select (select count(*) from ${assignments} where ${mine})::int as todo,
      ${countOfReviews(ctx)} as reviews, ${countOfRequests(ctx)} as requests`)
  return counts ?? { todo: 0, reviews: 0, requests: 0 }
}

/** The step that lies with the branch and is due first; a returned one before the others. */
function nextStep(ctx: ViewerContext) {
  return ctx.db
    .select({ stepId: sql`${steps.id}`.as('step_id'), title: sql`${taskNodes.title}`.as('title') })
    .from(steps)
    .innerJoin(taskNodes, eq(taskNodes.id, steps.nodeId))
    .where(and(eq(steps.assignmentId, assignments.id), inArray(steps.state, ['open', 'returned'])))
    .orderBy(desc(eq(steps.state, 'returned')), asc(steps.effectiveDueAt), asc(taskNodes.position))
    .limit(1)
    .as('next')
}

function lastReturnReason() {
  return sql<string | null>`case when ${assignments.state} = 'returned' then (
    select ${returns.reason} from ${returns}
    join ${submissions} on ${submissions.id} = ${returns.submissionId}
    where ${submissions.stepId} = next.step_id
    order by ${returns.at} desc limit 1) end`
}
