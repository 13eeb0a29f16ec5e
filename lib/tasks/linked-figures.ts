import { type SQL, sql } from 'drizzle-orm'

/** Figures of the tasks that stand on something, cancelled ones left out. */
export interface LinkedFigures {
  tasks: number
  drafts: number
  /** Drafts, and those under way. */
  open: number
  /** Copies that somebody has to do, and those of them that are approved. */
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

const tallies: SQL = sql`
  select sum(count) filter (where state not in ('cancelled', 'not_applicable'))::int as copies,
    sum(count) filter (where state in ('approved', 'evaluated'))::int as approved
  from task_tallies where task_id = t.id`

/** The share of approved copies, from 0 to 1; null where there is no copy to measure by. */
export function shareOf({ copies, approved }: LinkedFigures): number | null {
  return copies > 0 ? approved / copies : null
}
