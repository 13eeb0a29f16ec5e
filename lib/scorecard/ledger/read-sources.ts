import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { ActivityKind } from '@/db/enums'
import { type Day, startOfDay } from '@/lib/period'
import { groupedBy } from './grouped-by'
import { activityKindsOf, type QuarterFrame } from './quarter-frame'
import { type FactRow, type FinishedRow, readFacts } from './read-facts'

export type { FactRow, FinishedRow } from './read-facts'

/** What was owed and has not been done in time; nothing before its due. */
export interface MissedRow {
  id: string
  kind: ActivityKind
  organisationId: string
  period: string
  /** Shanghai day of the due. */
  dueOn: Day
  assignmentId: string | null
  activityId: string | null
}

export interface AttendedRow {
  id: string
  organisationId: string
  heldOn: Day
  title: string
  kinds: ActivityKind[]
  expected: number
  present: number
}

export interface ReportedRow {
  id: string
  organisationId: string
  key: string
  value: string
  sourceId: string
  publishedOn: Day
}

/** Everything the rules of a quarter read of one organisation, as it stands now. */
export interface Sources {
  /** Tasks finished in time are among them only where some rule counts them. */
  facts: FactRow[]
  finished: FinishedRow[]
  missed: MissedRow[]
  /** Kinds of activity of which something is owed in the quarter, missed or not. */
  owed: { organisationId: string; kind: ActivityKind }[]
  attended: AttendedRow[]
  reported: ReportedRow[]
}

type Frame = Pick<QuarterFrame, 'period' | 'rules'>

/**
 * Reads what the rules of a quarter score for these organisations: a handful of statements, however
 * many organisations there are.
 * @returns what there is of one of them; empty for any other
 */
export async function readSources(
  db: Db,
  frame: Frame,
  organisationIds: readonly string[],
  now: Date,
): Promise<(organisationId: string) => Sources> {
  const ids = sql`any(${sql.param([...organisationIds])}::uuid[])`
  const owes = frame.rules.obligation.length > 0
  const [factsOf, missed, owed, attended, reported] = await Promise.all([
    readFacts(db, frame, ids),
    owes ? readMissed(db, frame, ids, now) : [],
    owes ? readOwed(db, frame, ids) : [],
    frame.rules.attendance.length > 0 ? readAttended(db, frame, ids) : [],
    frame.rules.reported.length > 0 ? readReported(db, frame, ids) : [],
  ])
  const of = {
    missed: groupedBy(missed, organisationOf),
    owed: groupedBy(owed, organisationOf),
    attended: groupedBy(attended, organisationOf),
    reported: groupedBy(reported, organisationOf),
  }
  return (id) => ({
    ...factsOf(id),
    missed: of.missed.get(id) ?? [],
    owed: of.owed.get(id) ?? [],
    attended: of.attended.get(id) ?? [],
    reported: of.reported.get(id) ?? [],
  })
}

const organisationOf = (row: { organisationId: string }) => row.organisationId

/** Months of the quarter and the quarter itself; of a year what is due in the quarter. */
function liesInQuarter({ period }: Frame): SQL {
  const [year, quarter] = [period.key.slice(0, 4), Number(period.key.slice(5))]
  const months = [2, 1, 0].map((back) => `${year}M${String(3 * quarter - back).padStart(2, '0')}`)
  return sql`(o.period = any(${sql.param([period.key, ...months])}::text[]) or o.period = ${year}
    and o.due_at >= ${startOfDay(period.from).toISOString()}::timestamptz
    and o.due_at < ${startOfDay(period.to).toISOString()}::timestamptz)`
}

function asksFor(kinds: readonly ActivityKind[]): SQL {
  return sql`any(${sql.param([...kinds])}::text[])`
}

async function readMissed(db: Db, frame: Frame, ids: SQL, now: Date): Promise<MissedRow[]> {
  return db.execute<MissedRow & Record<string, unknown>>(sql`
    select o.id, o.kind, o.organisation_id as "organisationId", o.period,
      (o.due_at at time zone 'Asia/Shanghai')::date::text as "dueOn",
      o.assignment_id as "assignmentId", o.activity_id as "activityId"
    from obligations o
    where o.organisation_id = ${ids} and o.kind = ${asksFor(activityKindsOf(frame.rules.obligation))}
      and o.exemption_basis is null and ${liesInQuarter(frame)}
      and o.due_at < ${now.toISOString()}::timestamptz and (o.discharged_at is null or o.is_late)`)
}

async function readOwed(db: Db, frame: Frame, ids: SQL): Promise<Sources['owed']> {
  return db.execute<{ organisationId: string; kind: ActivityKind }>(sql`
    select distinct o.organisation_id as "organisationId", o.kind
    from obligations o
    where o.organisation_id = ${ids} and o.kind = ${asksFor(activityKindsOf(frame.rules.obligation))}
      and o.exemption_basis is null and ${liesInQuarter(frame)}`)
}

async function readAttended(db: Db, frame: Frame, ids: SQL): Promise<AttendedRow[]> {
  const { period, rules } = frame
  return db.execute<AttendedRow & Record<string, unknown>>(sql`
    select a.id, a.organisation_id as "organisationId", a.held_on::text as "heldOn", a.title,
      k.kinds, coalesce(p.expected, 0) as expected, coalesce(p.present, 0) as present
    from activities a
    join lateral (select array_agg(kind order by kind) as kinds from activity_kinds
      where activity_id = a.id) k on k.kinds && ${sql.param(activityKindsOf(rules.attendance))}::text[]
    left join lateral (select count(*)::int as expected,
        (count(*) filter (where is_present))::int as present
      from activity_attendance where activity_id = a.id) p on true
    where a.organisation_id = ${ids} and a.held_on >= ${period.from}::date
      and a.held_on < ${period.to}::date and a.withdrawn_at is null
      and not exists (select 1 from activities later where later.corrects_id = a.id)`)
}

async function readReported(db: Db, { period, rules }: Frame, ids: SQL): Promise<ReportedRow[]> {
  const keys = [...new Set(rules.reported.map((one) => one.source.key))]
  return db.execute<ReportedRow & Record<string, unknown>>(sql`
    select v.id, v.organisation_id as "organisationId", v.key, v.value #>> '{}' as value,
      v.source_id as "sourceId",
      (v.published_at at time zone 'Asia/Shanghai')::date::text as "publishedOn"
    from known_values v
    where v.organisation_id = ${ids} and v.key = any(${sql.param(keys)}::text[])
      and v.period = ${period.key} and v.superseded_at is null`)
}
