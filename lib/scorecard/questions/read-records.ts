import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { type Period, startOfDay } from '@/lib/period'

/** An activity or a hand-in of a branch in a quarter. */
export interface QuarterRecord {
  id: string
  kind: 'activity' | 'submission'
  organisationId: string
  organisationName: string
  label: string
  text: string
  /** The day it was held, or handed in. */
  on: string
  recordedAt: Date
  href: string
}

/** A file attached to one of them. */
export interface AttachedFile extends QuarterRecord {
  sha256: string
}

type Raw<R> = R & Record<string, unknown>

/** Activities that stand and latest hand-ins of the quarter, of everybody who is scored in it. */
export async function readRecords(
  db: Db,
  quarterId: string,
  period: Period,
): Promise<QuarterRecord[]> {
  const rows = await db.execute<Raw<QuarterRecord>>(sql`
    with records as (${recordsOf(quarterId, period)})
    select r.*, ${nameOf} as "organisationName" from records r
    order by "organisationId", "on", id`)
  return rows.map(dated)
}

/** Their files by content, where the content is attached in more than one branch. */
export async function readAttachedFiles(
  db: Db,
  quarterId: string,
  period: Period,
): Promise<AttachedFile[]> {
  const rows = await db.execute<Raw<AttachedFile>>(sql`
    with records as (${recordsOf(quarterId, period)}),
    attached as (
      select r.*, f.sha256, f.name as "fileName" from records r
        join activity_files x on r.kind = 'activity' and x.activity_id = r.id
        join files f on f.id = x.file_id
      union all
      select r.*, f.sha256, f.name from records r
        join submission_attachments x on r.kind = 'submission' and x.submission_id = r.id
        join files f on f.id = x.file_id
    )
    select r.*, r.label || ' · ' || r."fileName" as label, ${nameOf} as "organisationName"
    from attached r
    where (select count(distinct o."organisationId") from attached o where o.sha256 = r.sha256) > 1
    order by r.sha256, "organisationId", id`)
  return rows.map(dated)
}

const nameOf = sql`(select v.name from organisation_versions v
  where v.organisation_id = r."organisationId" order by v.valid_from desc limit 1)`

function recordsOf(quarterId: string, { from, to }: Period): SQL {
  const subjects = sql`(select organisation_id from quarter_subjects
    where quarter_id = ${quarterId}::uuid)`
  return sql`
    select a.id, 'activity' as kind, a.organisation_id as "organisationId", a.title as label,
      a.content as text, a.held_on::text as "on", a.recorded_at as "recordedAt",
      '/activities/' || a.id as href
    from activities a
    where a.organisation_id in ${subjects} and a.held_on >= ${from}::date and a.held_on < ${to}::date
      and a.withdrawn_at is null
      and not exists (select 1 from activities later where later.corrects_id = a.id)
    union all
    select s.id, 'submission', g.organisation_id, t.title, s.text,
      (s.at at time zone 'Asia/Shanghai')::date::text, s.recorded_at,
      '/tasks/' || t.id || '/assignments/' || g.id
    from submissions s join steps p on p.id = s.step_id
      join assignments g on g.id = p.assignment_id join tasks t on t.id = g.task_id
    where g.organisation_id in ${subjects}
      and s.at >= ${startOfDay(from).toISOString()}::timestamptz
      and s.at < ${startOfDay(to).toISOString()}::timestamptz
      and not exists (select 1 from submissions later
        where later.step_id = s.step_id and later.version > s.version)`
}

function dated<R extends QuarterRecord>(row: R): R {
  return { ...row, recordedAt: new Date(row.recordedAt) }
}
