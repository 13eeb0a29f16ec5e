import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { QuarterFrame } from '../ledger/quarter-frame'
import type { BundleContent } from './schema'

/** Of whom and of when a bundle tells. */
export interface BundleScope {
  frame: QuarterFrame
  organisationIds: readonly string[]
}

type Rows<M extends 'facts' | 'obligations' | 'activities' | 'reportedValues' | 'denominators'> =
  Promise<BundleContent[M]>

/** UTC with milliseconds, as Date.toISOString writes it. */
function iso(column: SQL): SQL {
  return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

function anyOf(ids: readonly string[]): SQL {
  return sql`any(${sql.param([...ids])}::uuid[])`
}

/** Every version of whatever counted for the quarter once, and what its entries stand on. */
export async function bundleFacts(db: Db, { frame, organisationIds }: BundleScope): Rows<'facts'> {
  return db.execute<BundleContent['facts'][number]>(sql`
    select f.id, f.kind, f.organisation_id as "organisationId", f.occurred_on::text as "occurredOn",
      f.period, f.source_type as "sourceType", f.source_id as "sourceId", f.version, f.value,
      f.supersedes_id as "supersedesId"
    from facts f
    where (f.kind, f.source_type, f.source_id) in (
        select g.kind, g.source_type, g.source_id from facts g
        where g.organisation_id = ${anyOf(organisationIds)} and g.period = ${frame.period.key})
      or f.id in (select unnest(e.sources) from score_entries e
        where e.quarter_id = ${frame.quarter.id}::uuid)
    order by f.id`)
}

/** What was owed in the year, the quarter or a month of it, exemptions and all. */
export async function bundleObligations(
  db: Db,
  { frame, organisationIds }: BundleScope,
): Rows<'obligations'> {
  const [year, quarter] = [frame.period.key.slice(0, 4), Number(frame.period.key.slice(5))]
  const months = [2, 1, 0].map((back) => `${year}M${String(3 * quarter - back).padStart(2, '0')}`)
  return db.execute<BundleContent['obligations'][number]>(sql`
    select o.id, o.kind, o.organisation_id as "organisationId", o.period,
      ${iso(sql`o.due_at`)} as "dueAt", o.exemption_basis as "exemptionBasis",
      o.activity_id as "activityId", ${iso(sql`o.discharged_at`)} as "dischargedAt",
      o.is_late as "isLate"
    from obligations o
    where (o.organisation_id = ${anyOf(organisationIds)}
        and o.period = any(${sql.param([year, frame.period.key, ...months])}::text[]))
      or o.id in (select e.obligation_id from score_entries e
        where e.quarter_id = ${frame.quarter.id}::uuid)
    order by o.id`)
}

/** Records of the quarter that stand, of every kind. */
export async function bundleActivities(
  db: Db,
  { frame: { period }, organisationIds }: BundleScope,
): Rows<'activities'> {
  return db.execute<BundleContent['activities'][number]>(sql`
    select a.id, a.organisation_id as "organisationId", a.held_on::text as "heldOn",
      (select coalesce(array_agg(k.kind order by k.kind), '{}') from activity_kinds k
        where k.activity_id = a.id) as kinds,
      coalesce(p.expected, 0) as expected, coalesce(p.present, 0) as present,
      a.late_reason as "lateReason"
    from activities a
    left join lateral (select count(*)::int as expected,
        (count(*) filter (where is_present))::int as present
      from activity_attendance where activity_id = a.id) p on true
    where a.organisation_id = ${anyOf(organisationIds)} and a.held_on >= ${period.from}::date
      and a.held_on < ${period.to}::date and a.withdrawn_at is null
      and not exists (select 1 from activities later where later.corrects_id = a.id)
    order by a.id`)
}

/** Rosters of the days on which something was held, and of the last day of each. */
export async function bundleDenominators(
  db: Db,
  { frame: { quarter } }: BundleScope,
  held: readonly { organisationId: string; heldOn: string }[],
): Rows<'denominators'> {
  const days = JSON.stringify(held.map((one) => ({ id: one.organisationId, on: one.heldOn })))
  return db.execute<BundleContent['denominators'][number]>(sql`
    select d.id as "organisationId", d.day::text as "on", count(distinct m.person_id)::int as total,
      count(distinct m.person_id) filter (where m.member_kind = 'full')::int as "full",
      count(distinct m.person_id) filter (
        where m.member_kind = 'full' and m.relation = 'membership')::int as voting
    from (
      select h.id, h."on" as day from json_to_recordset(${days}::json) as h(id uuid, "on" date)
      union
      select s.organisation_id, s.to_day - 1 from quarter_subjects s
      where s.quarter_id = ${quarter.id}::uuid
    ) d
    left join memberships m on m.organisation_id = d.id and m.valid_from <= d.day
      and (m.valid_to is null or m.valid_to > d.day)
    group by d.id, d.day order by d.id, d.day`)
}

/** Values of the quarter that rules of the scheme read. */
export async function bundleReported(
  db: Db,
  { frame, organisationIds }: BundleScope,
): Rows<'reportedValues'> {
  const keys = [...new Set(frame.rules.reported.map((one) => one.source.key))]
  return db.execute<BundleContent['reportedValues'][number]>(sql`
    select v.id, v.key, v.organisation_id as "organisationId", v.period,
      v.value #>> '{}' as value, ${iso(sql`v.published_at`)} as "publishedAt"
    from known_values v
    where v.organisation_id = ${anyOf(organisationIds)} and v.period = ${frame.period.key}
      and v.key = any(${sql.param(keys)}::text[]) and v.superseded_at is null
    order by v.id`)
}
