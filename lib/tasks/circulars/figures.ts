import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { CircularFigures, CircularRow } from './schema'

/**
 * How every recipient of a task stands at `now`: 撤回, 退办 and 不适用 are left out, nothing of them
 * is anybody's to answer for. On time is what the fair clock says of each hand-in that stands; one that
 * was returned does not.
 */
export async function takeFigures(db: Db, taskId: string, now: Date): Promise<CircularFigures> {
  const day = sql`(${now.toISOString()}::timestamptz at time zone 'Asia/Shanghai')::date`
  const rows = await db.execute<CircularRow & Record<string, unknown>>(sql`
    with standing as (
      select distinct on (s.step_id) s.step_id,
        case when s.channel = 'online' or s.confirmed_at is not null then s.at else s.recorded_at end
          <= s.effective_due_at as on_time
      from submissions s join steps p on p.id = s.step_id
      join assignments a on a.id = p.assignment_id
      where a.task_id = ${taskId}::uuid and s.rejected_at is null
        and p.state in ('submitted', 'approved')
      order by s.step_id, s.version desc)
    select a.id as "assignmentId",
      coalesce(person.name || '（' || v.name || '）', v.name, '（已撤销的组织）') as name,
      a.state,
      exists (select 1 from acceptances c
        where c.assignment_id = a.id and c.rejected_at is null) as "isAccepted",
      count(h.step_id)::int as "handedIn",
      count(p.id)::int as nodes,
      case when count(h.step_id) = count(p.id) then bool_and(h.on_time) end as "isOnTime",
      a.state in ('issued', 'accepted', 'returned')
        and a.effective_due_at < ${now.toISOString()}::timestamptz as "isLate",
      (select count(*)::int from returns r join submissions s on s.id = r.submission_id
        join steps q on q.id = s.step_id where q.assignment_id = a.id) as returns
    from assignments a
    join steps p on p.assignment_id = a.id
    left join standing h on h.step_id = p.id
    left join people person on person.id = a.person_id
    left join organisation_versions v on v.organisation_id = a.organisation_id
      and v.valid_from <= ${day} and (v.valid_to is null or v.valid_to > ${day})
    where a.task_id = ${taskId}::uuid and a.state not in ('cancelled', 'not_applicable')
    group by a.id, person.name, v.name
    order by name, a.id`)
  return { rows: [...rows] }
}
