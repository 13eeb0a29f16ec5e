import { type SQL, sql } from 'drizzle-orm'

/** Figures of the tasks that stand on something, cancelled ones left out. */
export interface LinkedFigures {
  tasks: number
  drafts: number
  /** Drafts, and those under way. */
  open: number
  /**
   * Copies that somebody has to do, and those of them that are approved. A 党总支 that passes a task on
   * stands for its branches: those it has not broken it down to yet count as well, its own copy never.
   */
  copies: number
  approved: number
}

/**
 * The figures as one JSON value, for the select of an outer query. Reads the tallies kept by
 * trigger, so a year of tasks costs as many rows as it has tasks.
 * @param link the column of `tasks`, `outer` the id it is to equal, qualified
 */
export function linkedFigures(link: 'requirement_id' | 'milestone_id', outer: string) {
  return sql<LinkedFigures>`(
    select json_build_object(
      'tasks', count(*), 'drafts', count(*) filter (where t.state = 'draft'),
      'open', count(*) filter (where t.state in ('draft', 'dispatched')),
      'copies', coalesce(sum(k.copies), 0), 'approved', coalesce(sum(k.approved), 0))
    from tasks t left join lateral (${tallies}) k on true
    where t.${sql.raw(link)} = ${sql.raw(outer)} and t.state <> 'cancelled')`
}

/** Of a task that goes by way of 党总支: their copies, those approved, and branches still without one. */
const coordinators: SQL = sql`
  select count(*) as copies, count(*) filter (where is_done) as approved,
    coalesce(sum(greatest(0, expected - broken_down)) filter (where not is_done), 0) as missing
  from (
    select a.state in ('approved', 'evaluated') as is_done,
      coalesce((t.recipients -> 'branchesUnder' ->> a.organisation_id::text)::int, 0) as expected,
      (select count(*) from assignments b
        where b.parent_id = a.id and b.state not in ('cancelled', 'not_applicable')) as broken_down
    from assignments a
    where t.route = 'general_branch' and a.task_id = t.id and a.part = 'coordinator'
      and a.state not in ('cancelled', 'not_applicable')) passing`

const tallies: SQL = sql`
  select (own.copies - c.copies + c.missing)::int as copies,
    (own.approved - c.approved)::int as approved
  from (
    select coalesce(sum(count) filter (where state not in ('cancelled', 'not_applicable')), 0) as copies,
      coalesce(sum(count) filter (where state in ('approved', 'evaluated')), 0) as approved
    from task_tallies where task_id = t.id) own
  cross join lateral (${coordinators}) c`

/** The share of approved copies, from 0 to 1; null where there is no copy to measure by. */
export function shareOf({ copies, approved }: LinkedFigures): number | null {
  return copies > 0 ? approved / copies : null
}
