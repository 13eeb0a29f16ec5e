import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { periodOf } from '@/lib/period'
import type { Quarter } from './load-quarter'

/**
 * Brings the list of who is scored up to date: every branch that stood under the committee on some
 * day of the quarter, with those days. One that ended keeps its segment and names its successor. The
 * class stays what it was when the branch came into the quarter.
 * @returns how many there are
 */
export async function refreshSubjects(
  db: Db,
  quarter: Pick<Quarter, 'id' | 'committeeId' | 'period'>,
): Promise<number> {
  const period = periodOf(quarter.period)
  const rows = await db.execute(sql`
    with recursive under(id) as (
      select ${quarter.committeeId}::uuid
      union
      select v.organisation_id from organisation_versions v join under on v.parent_id = under.id
      where v.valid_from < ${period.to}::date
        and (v.valid_to is null or v.valid_to > ${period.from}::date)
    ), stood as (
      select v.organisation_id,
        (array_agg(v.class order by v.valid_from))[1] as class,
        (array_agg(v.merged_into_id order by v.valid_from desc))[1] as merged_into_id,
        greatest(min(v.valid_from), ${period.from}::date) as from_day,
        least(max(coalesce(v.valid_to, 'infinity'::date)), ${period.to}::date) as to_day
      from organisation_versions v
      where v.organisation_id in (select id from under) and v.kind = 'branch'
        and v.valid_from < ${period.to}::date
        and (v.valid_to is null or v.valid_to > ${period.from}::date)
      group by v.organisation_id
    )
    insert into quarter_subjects
      (quarter_id, organisation_id, class, from_day, to_day, merged_into_id)
    select ${quarter.id}::uuid, s.organisation_id, s.class, s.from_day, s.to_day,
      case when s.to_day < ${period.to}::date then s.merged_into_id end
    from stood s
    on conflict (quarter_id, organisation_id) do update
      set from_day = excluded.from_day, to_day = excluded.to_day,
        merged_into_id = excluded.merged_into_id
    returning organisation_id`)
  return rows.length
}
