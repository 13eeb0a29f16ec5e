import { and, asc, eq, or, type SQL, sql } from 'drizzle-orm'
import { assignments, notices, organisationVersions, tasks } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { belongedTo } from './belonging'
import { visibleTasks } from './visible'

const reviewPageSize = 30

export interface ReviewItem {
  assignmentId: string
  taskId: string
  title: string
  organisationName: string
  /** Since when it waits. */
  submittedAt: Date
  isProxy: boolean
  /** The viewer handed it in, recorded it, or was of that organisation: somebody else reviews it. */
  isForOthers: boolean
}

/**
 * What waits for review among the viewer's tasks, the longest waiting first; and, as 备选审核人, what
 * he was told of because no officer may review it.
 */
export async function reviewsWaiting(ctx: ViewerContext): Promise<ReviewItem[]> {
  return ctx.db
    .select({
      assignmentId: assignments.id,
      taskId: tasks.id,
      title: tasks.title,
      organisationName: sql<string>`coalesce(${organisationVersions.name}, '')`,
      submittedAt: assignments.stateSince,
      isProxy: sql<boolean>`exists (
        select 1 from (${lastHandIn()}) h where h.channel <> 'online' and h.confirmed_at is null)`,
      isForOthers: isForOthers(ctx),
    })
    .from(assignments)
    .innerJoin(tasks, eq(tasks.id, assignments.taskId))
    .leftJoin(
      organisationVersions,
      and(
        eq(organisationVersions.organisationId, assignments.organisationId),
        validOn(organisationVersions, dayOf(ctx.now)),
      ),
    )
    .where(and(isSubmitted(), or(visibleTasks(ctx.viewer), fallsToAlternate(ctx))))
    .orderBy(asc(assignments.stateSince), asc(assignments.id))
    .limit(reviewPageSize)
}

/**
 * SQL for the number of hand-ins in the viewer's tasks that he may not review. Beside the tallies it
 * makes the shell's count, so it starts from his own organisations and from what he recorded: as an
 * array, because of a join the planner would ask the costly question of everything that waits.
 */
export function handInsForOthers(ctx: ViewerContext): SQL<number> {
  const { personId } = ctx.viewer
  return sql<number>`
    select count(*)::int from assignments join tasks on tasks.id = assignments.task_id
    where assignments.id = any(array(
        select id from assignments where state = 'submitted' and organisation_id in (
          select organisation_id from memberships where person_id = ${personId}
          union select organisation_id from posts where person_id = ${personId})
        union select s.assignment_id from submissions h join steps s on s.id = h.step_id
          where h.recorded_by = ${personId} and h.channel <> 'online'))
      and ${and(isSubmitted(), visibleTasks(ctx.viewer), isForOthers(ctx))}`
}

/** SQL for the number of hand-ins of other offices' tasks that fall to the viewer as 备选审核人. */
export function handInsForAlternate(ctx: ViewerContext): SQL<number> {
  return sql<number>`
    select count(*)::int from assignments join tasks on tasks.id = assignments.task_id
    where ${and(isSubmitted(), fallsToAlternate(ctx))}
      and not (${visibleTasks(ctx.viewer)}) and not (${isForOthers(ctx)})`
}

function isForOthers({ viewer: { personId } }: ViewerContext): SQL<boolean> {
  const day = sql`(h.at at time zone 'Asia/Shanghai')::date`
  return sql<boolean>`exists (
    select 1 from (${lastHandIn()}) h
    where h.by_id = ${personId} or h.recorded_by = ${personId}
      or ${belongedTo(personId, sql`${assignments.organisationId}`, day)})`
}

// In the text, not as a parameter: a kept plan may then use the index of what waits.
function isSubmitted(): SQL {
  return eq(assignments.state, 'submitted').inlineParams()
}

/** The last hand-in of an assignment that stands. */
function lastHandIn(): SQL {
  return sql.raw(`
    select submissions.* from submissions join steps on steps.id = submissions.step_id
    where steps.assignment_id = assignments.id and submissions.rejected_at is null
    order by submissions.version desc limit 1`)
}

/** Of a task with an alternate nearly everything is the officers'; what is not, he was told of. */
function fallsToAlternate({ viewer: { personId } }: ViewerContext): SQL | undefined {
  return and(
    eq(tasks.alternateReviewerId, personId),
    sql`exists (select 1 from ${notices} n where n.subject_id = ${assignments.id}
      and n.person_id = ${personId} and n.kind = 'task_submitted')`,
  )
}
