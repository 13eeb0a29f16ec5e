import { type SQL, sql } from 'drizzle-orm'
import { belongedTo } from '../belonging'

/** The hand-in that stands at a step, as `handed`: its day and parties decide who may answer. */
export function handInAt(stepId: SQL): SQL {
  return sql`(
  select h.by_id, h.recorded_by, (h.at at time zone 'Asia/Shanghai')::date as day
  from submissions h where h.step_id = ${stepId} and h.rejected_at is null
  order by h.version desc limit 1) handed`
}

/**
 * Whether somebody in post at the 党总支 of the copy `above` may answer what is asked of `assignments`,
 * beside `handed`: not of the branch, nor a party.
 */
export function superiorMay(today: SQL): SQL {
  return sql`exists (
  select 1 from posts p where p.organisation_id = above.organisation_id
    and p.valid_from <= ${today} and (p.valid_to is null or p.valid_to > ${today})
    and p.person_id is distinct from handed.by_id
    and p.person_id is distinct from handed.recorded_by
    and not ${belongedTo(
      sql.raw('p.person_id'),
      sql.raw('assignments.organisation_id'),
      sql`coalesce(handed.day, ${today})`,
    )}
    and not exists (
      select 1 from accounts a where a.person_id = p.person_id and a.state = 'disabled'))`
}

/** Of a copy in `assignments`, the step it stands at while something is asked about it. */
export const stepInHand = sql.raw(`(
  select s.id from steps s join task_nodes n on n.id = s.node_id
  where s.assignment_id = assignments.id and s.state in ('returned', 'open', 'submitted')
  order by array_position(array['returned', 'open', 'submitted'], s.state), n.position limit 1)`)
