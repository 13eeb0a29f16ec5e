import { and, type SQL, sql } from 'drizzle-orm'
import type { ViewerContext } from '@/lib/context'
import { dayOf } from '@/lib/period'
import { belongedTo } from './belonging'
import type { Cursor } from './board-queries'
import { visibleTasks } from './visible'
import { isWaiting } from './waiting-steps'

const reviewPageSize = 30
/** The frame says 999+ from here on: every page asks, and thousands take long to count. */
const mostCounted = 1000

export interface ReviewItem {
  assignmentId: string
  stepId: string
  taskId: string
  title: string
  /** Null where the task has only one node. */
  nodeTitle: string | null
  organisationName: string
  /** Since when it waits. */
  submittedAt: Date
  isProxy: boolean
  /** The viewer handed it in, recorded it, or was of that organisation: somebody else reviews it. */
  isForOthers: boolean
}

/** A step under review with what it belongs to; every condition below speaks of these. */
const underReview = sql.raw(`
  steps join task_nodes on task_nodes.id = steps.node_id
  join tasks on tasks.id = task_nodes.task_id
  join assignments on assignments.id = steps.assignment_id`)

/** What any officer of the issuing office may take: no 党总支 before him, nobody named at the node. */
const isOfOffice = sql.raw(`task_nodes.reviewer <> 'person' and assignments.parent_id is null`)

/**
 * What waits for review among the viewer's tasks, the longest waiting first; and what falls to him as
 * the one named at a node, as 党总支, or because he was told of it (备选审核人). Thirty a page.
 */
export async function reviewsWaiting(
  ctx: ViewerContext,
  { after, size = reviewPageSize }: { after?: Cursor | undefined; size?: number } = {},
): Promise<{ rows: ReviewItem[]; next: Cursor | null }> {
  const beyond = after
    ? sql`and (waiting.recorded_at, steps.id) > (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`
    : sql``
  const rows = await ctx.db.execute<Omit<ReviewItem, 'submittedAt'> & { submittedAt: string }>(sql`
    select assignments.id as "assignmentId", steps.id as "stepId", tasks.id as "taskId", tasks.title,
      case when (select count(*) from task_nodes n where n.task_id = tasks.id) > 1
        then task_nodes.title end as "nodeTitle",
      coalesce((select name from organisation_versions v
        where v.organisation_id = assignments.organisation_id
          and v.valid_from <= ${dayOf(ctx.now)}::date
          and (v.valid_to is null or v.valid_to > ${dayOf(ctx.now)}::date)), '') as "organisationName",
      waiting.recorded_at as "submittedAt",
      waiting.channel <> 'online' and waiting.confirmed_at is null as "isProxy",
      ${isForOthers(ctx)} as "isForOthers"
    from ${underReview} join lateral (${lastHandIn}) waiting on true
    where ${isWaiting} and (${isViewersOffice(ctx)} or steps.id = any(array(${namedSteps(ctx)}))) ${beyond}
    order by waiting.recorded_at, steps.id
    limit ${size + 1}`)
  const items = rows.map((row) => ({ ...row, submittedAt: new Date(row.submittedAt) }))
  const shown = items.slice(0, size)
  const last = shown.at(-1)
  const next = items.length > size && last ? { at: last.submittedAt, id: last.stepId } : null
  return { rows: shown, next }
}

/**
 * SQL for the number of hand-ins the list would show, those for others left out. For the office it
 * counts everything and takes off what it finds from the viewer's own organisations and from what he
 * recorded: to ask the costly question of everything that waits would take too long on every page.
 * From `most` on it may say less than there are, never less than `most`.
 */
export function countOfReviews(ctx: ViewerContext, most = mostCounted): SQL<number> {
  const isOfficer = ctx.viewer.roles.some((held) => held.role.endsWith('_officer'))
  const office = and(isWaiting, isViewersOffice(ctx))
  const ofOffice = sql`(with own as materialized (
      select count(*) as excluded from ${underReview} where steps.id = any(array(${ownSteps(ctx)}))
        and ${office} and ${isForOthers(ctx)})
    select (${countOfOffice(ctx, most)}) - (select excluded from own))`
  const named = sql`(select count(*) from ${underReview}
    where steps.id = any(array(${namedSteps(ctx)})) and ${isWaiting}
      and not (${isViewersOffice(ctx)}) and not (${isForOthers(ctx)}))`
  return sql<number>`(${isOfficer ? sql`${ofOffice} + ${named}` : named})::int`
}

/**
 * A person whom the planner does not see: knowing him it would plan this long statement anew for
 * every page, at several times the cost of running it.
 */
function someone(personId: string): SQL {
  return sql`(select ${personId}::uuid)`
}

/**
 * How many wait at the viewer's office. Of a task without broken-down or paused copies the steps are
 * counted in their index alone; copies are looked at only where there may be such.
 */
function countOfOffice({ viewer }: ViewerContext, most: number): SQL {
  // Task by task: joined to all nodes there ever were, it would take longer every year.
  const waiting = sql.raw(`office cross join lateral (
      select id from task_nodes where task_id = office.id and reviewer <> 'person' offset 0) n
    join steps s on s.node_id = n.id and s.state = 'submitted'`)
  const limit = sql`limit ${sql.raw(String(most))} + (select excluded from own)`
  return sql`
    with office as materialized (
      select id, route <> 'general_branch' and coalesce((select t.count from task_tallies t
        where t.task_id = tasks.id and t.state = 'paused'), 0) = 0 as is_plain
      from tasks where state = 'dispatched' and ${visibleTasks(viewer)})
    select (select count(*) from (select from ${waiting} where is_plain ${limit}) plain) + (
      select count(*) from (select from ${waiting} join assignments a on a.id = s.assignment_id
        where not is_plain and a.parent_id is null and a.state <> 'paused' ${limit}) others)`
}

function isViewersOffice({ viewer }: ViewerContext): SQL {
  return sql`(${isOfOffice} and ${visibleTasks(viewer)})`
}

/** Steps under review of organisations the viewer was ever of, and what he recorded for others. */
function ownSteps({ viewer }: ViewerContext): SQL {
  const me = someone(viewer.personId)
  return sql`
    select s.id from assignments a join steps s on s.assignment_id = a.id and s.state = 'submitted'
      where a.state in ('accepted', 'returned', 'submitted') and a.organisation_id in (
        select organisation_id from memberships where person_id = ${me}
        union select organisation_id from posts where person_id = ${me})
    union select h.step_id from submissions h
      where h.recorded_by = ${me} and h.channel <> 'online'`
}

/**
 * Steps that fall to the viewer himself: he is named at the node, is in post at the 党总支 that broke
 * the task down, or was told of the hand-in because nobody else may review it.
 */
function namedSteps({ viewer }: ViewerContext): SQL {
  const me = someone(viewer.personId)
  const isAlternate = sql`tasks.alternate_reviewer_id = ${me}`
  const posts = [...new Set(viewer.posts.map((held) => held.organisationId))]
  const asGeneralBranch = sql`
    union select s.id from assignments p join assignments a on a.parent_id = p.id
      join steps s on s.assignment_id = a.id and s.state = 'submitted'
      where p.organisation_id = any((select ${sql.param(posts)}::uuid[])::uuid[]) and p.part = 'coordinator'`
  return sql`
    select s.id from task_nodes n join steps s on s.node_id = n.id and s.state = 'submitted'
      where n.reviewer_id = ${me}
        and not exists (
          select 1 from assignments a where a.id = s.assignment_id and a.parent_id is not null)
    ${posts.length > 0 ? asGeneralBranch : sql``}
    union select s.id from tasks cross join lateral (
        select id, reviewer from task_nodes where task_id = tasks.id offset 0) n
      join steps s on s.node_id = n.id and s.state = 'submitted'
      join assignments a on a.id = s.assignment_id
      where tasks.state = 'dispatched'
        and (${isAlternate}
          or (tasks.route = 'general_branch' or n.reviewer = 'person') and ${visibleTasks(viewer)})
        and (${isAlternate} or a.parent_id is not null or n.reviewer = 'person')
        and exists (select 1 from notices t where t.subject_id = a.id
          and t.person_id = ${me} and t.kind = 'task_submitted')`
}

function isForOthers({ viewer: { personId } }: ViewerContext): SQL<boolean> {
  const me = someone(personId)
  const day = sql`(h.at at time zone 'Asia/Shanghai')::date`
  return sql<boolean>`exists (
    select 1 from (${lastHandIn}) h
    where h.by_id = ${me} or h.recorded_by = ${me}
      or ${belongedTo(me, sql`assignments.organisation_id`, day)})`
}

/** The last hand-in of a step that stands. */
const lastHandIn = sql.raw(`
  select submissions.* from submissions
  where submissions.step_id = steps.id and submissions.rejected_at is null
  order by submissions.version desc limit 1`)
