import { type SQL, sql } from 'drizzle-orm'
import type { DeclineKind } from '@/db/enums'
import type { ViewerContext } from '@/lib/context'
import { dayOf } from '@/lib/period'
import { belongedTo } from '../belonging'
import { visibleTasks } from '../visible'
import { handInAt, superiorMay } from './superior'

const pageSize = 30

export interface WaitingRequest {
  id: string
  kind: 'extension' | DeclineKind
  assignmentId: string
  taskId: string
  title: string
  organisationName: string
  reason: string
  /** Since when it waits. */
  at: Date
}

export interface WaitingRequests {
  items: WaitingRequest[]
  /** All that wait, also those beyond the first page. */
  total: number
}

/**
 * 延期, 退办 and 改派 that wait for the viewer's answer, the longest waiting first, at most thirty:
 * those he may decide (`assignment.decideRequest`). Never his own, nor his own branch's.
 */
export async function requestsWaiting(ctx: ViewerContext): Promise<WaitingRequests> {
  const today = sql`${dayOf(ctx.now)}::date`
  const rows = await ctx.db.execute<
    Omit<WaitingRequest, 'at'> & { at: string; total: number } & Record<string, unknown>
  >(sql`
    select asked.id, asked.kind, assignments.id as "assignmentId", tasks.id as "taskId", tasks.title,
      coalesce((select name from organisation_versions v
        where v.organisation_id = assignments.organisation_id
          and v.valid_from <= ${today} and (v.valid_to is null or v.valid_to > ${today})), '')
        as "organisationName",
      asked.reason, asked.at, (count(*) over ())::int as total
    from ${askedOf(ctx)}
    order by asked.at, asked.id
    limit ${pageSize}`)
  return {
    items: rows.map(({ total: _, ...row }) => ({ ...row, at: new Date(row.at) })),
    total: rows[0]?.total ?? 0,
  }
}

/** SQL for the number of them. */
export function countOfRequests(ctx: ViewerContext): SQL<number> {
  return sql<number>`(select count(*)::int from ${askedOf(ctx)})`
}

// Two partial indexes hold what is not answered; a 退办 is looked at where its copy stands now.
const asked = sql.raw(`(
  select r.id, 'extension' as kind, s.assignment_id, r.step_id, r.reason, r.by_id, r.at
    from extension_requests r join steps s on s.id = r.step_id where r.decision is null
  union all
  select r.id, r.kind, r.assignment_id, (
      select s.id from steps s join task_nodes n on n.id = s.node_id
      where s.assignment_id = r.assignment_id and s.state in ('returned', 'open', 'submitted')
      order by array_position(array['returned', 'open', 'submitted'], s.state), n.position limit 1),
      r.reason, r.by_id, r.at
    from decline_requests r where r.decision is null) asked`)

/** The requests the viewer may answer, with their copies and tasks; as the policy decides it. */
function askedOf({ viewer, now }: ViewerContext): SQL {
  const posts = [...new Set(viewer.posts.map((held) => held.organisationId))]
  // Given once: a statement of many parameters is not prepared, and planned anew for every page. Behind
  // an offset, or the planner would look at them and plan anew as well.
  const asker = sql`(select ${viewer.personId}::uuid as me, ${dayOf(now)}::date as today,
    ${sql.param(posts)}::uuid[] as posts offset 0) asker`
  return sql`${asker} join ${asked} on asked.by_id <> asker.me
      join assignments on assignments.id = asked.assignment_id
      join tasks on tasks.id = assignments.task_id and tasks.state = 'dispatched'
      left join assignments above on above.id = assignments.parent_id
      left join lateral ${handInAt(sql.raw('asked.step_id'))} on true
    where not ${belongedTo(sql.raw('asker.me'), branch, day)}
      and case when above.id is not null and ${superiorMay(sql.raw('asker.today'))}
        then above.organisation_id = any(asker.posts)
        else ${visibleTasks(viewer)} or tasks.alternate_reviewer_id = asker.me and exists (
          select 1 from notices t where t.subject_id = assignments.id and t.person_id = asker.me
            and t.kind in ('task_extension_requested', 'task_decline_requested')) end`
}

const branch = sql.raw('assignments.organisation_id')
const day = sql.raw('coalesce(handed.day, asker.today)')
