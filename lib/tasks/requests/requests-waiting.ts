import { sql } from 'drizzle-orm'
import type { DeclineKind } from '@/db/enums'
import type { ViewerContext } from '@/lib/context'
import { dayOf } from '@/lib/period'
import { belongedTo } from '../belonging'
import { visibleTasks } from '../visible'

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

/**
 * 延期, 退办 and 改派 that wait for the viewer's answer, the longest waiting first: of his office's
 * tasks, or of what the 党总支 he is in post at has passed on. Never his own, nor his own branch's.
 */
export async function requestsWaiting(ctx: ViewerContext): Promise<WaitingRequest[]> {
  const me = sql`${ctx.viewer.personId}::uuid`
  const today = sql`${dayOf(ctx.now)}::date`
  const posts = ctx.viewer.posts.map((held) => held.organisationId)
  const rows = await ctx.db.execute<Omit<WaitingRequest, 'at'> & { at: string }>(sql`
    with asked as (
      select r.id, 'extension' as kind, s.assignment_id, r.reason, r.by_id, r.at
        from extension_requests r join steps s on s.id = r.step_id where r.decision is null
      union all
      select id, kind, assignment_id, reason, by_id, at
        from decline_requests where decision is null)
    select asked.id, asked.kind, assignments.id as "assignmentId", tasks.id as "taskId", tasks.title,
      coalesce((select name from organisation_versions v
        where v.organisation_id = assignments.organisation_id
          and v.valid_from <= ${today} and (v.valid_to is null or v.valid_to > ${today})), '')
        as "organisationName",
      asked.reason, asked.at
    from asked join assignments on assignments.id = asked.assignment_id
      join tasks on tasks.id = assignments.task_id
      left join assignments above on above.id = assignments.parent_id
    where tasks.state = 'dispatched' and asked.by_id <> ${me}
      and (above.id is null and ${visibleTasks(ctx.viewer)}
        or above.organisation_id = any(${sql.param(posts)}::uuid[]))
      and not ${belongedTo(me, sql`assignments.organisation_id`, today)}
    order by asked.at, asked.id
    limit ${pageSize}`)
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}
