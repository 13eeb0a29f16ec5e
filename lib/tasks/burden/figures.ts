import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { type Period, startOfDay } from '@/lib/period'
import { type BurdenFigures, type FieldEffort, formMinutes, noFigures } from './states'

/** Figures of one month by department or by organisation, counted in the database. */
export interface MonthFigures {
  byKey: ReadonlyMap<string, BurdenFigures>
  total: BurdenFigures
  /** Whether anything had ever been dispatched by the end of the month: else it has no data. */
  hasData: boolean
}

export type Grouping = 'department' | 'organisation'

/** In the queries below `a` is the assignment and `tasks` its task. */
const keys: Record<Grouping, SQL> = {
  department: sql.raw(`tasks.issuing_organisation_id || ':' || coalesce(tasks.department, '')`),
  organisation: sql.raw(`a.organisation_id::text`),
}

/** A message may be held for this long after it was made. */
const longestHoldDays = 31

/**
 * What went out in a month, grouped.
 * @param scope condition on `a` (assignment) and `tasks`, beginning from what the viewer may see
 */
export async function figuresOf(
  db: Db,
  month: Period,
  by: Grouping,
  scope: SQL,
): Promise<MonthFigures> {
  const span = {
    from: startOfDay(month.from).toISOString(),
    to: startOfDay(month.to).toISOString(),
  }
  const [asked, messages, hasData] = await Promise.all([
    formEfforts(db, span).then((forms) => askedOf(db, span, by, { scope, forms })),
    messagesOf(db, span, by, scope),
    wasAnythingBefore(db, span.to),
  ])
  const sent = new Map(messages.map((row) => [row.key, row.sms]))
  const blank = [...sent.keys()].filter((key) => !asked.some((row) => row.key === key))
  const rows = [...asked, ...blank.map((key) => ({ ...noFigures, key }))].map(
    ({ key, ...figures }) => [key, { ...figures, sms: sent.get(key) ?? 0 }] as const,
  )
  const byKey = new Map(rows.flatMap(([key, figures]) => (key === null ? [] : [[key, figures]])))
  return { byKey, total: rows.find(([key]) => key === null)?.[1] ?? noFigures, hasData }
}

interface Span {
  from: string
  to: string
}

/** The key is null in the row of the whole. */
type Keyed<T> = T & { key: string | null }
type Row = Record<string, unknown>

interface FormEffort {
  id: string
  fields: number
  known: number
  minutes: number
}

/** Effort of every form that a task dispatched in the month carries, each version read once. */
async function formEfforts(db: Db, { from, to }: Span): Promise<FormEffort[]> {
  const rows = await db.execute<
    { id: string; stated: number | null; efforts: FieldEffort[] } & Row
  >(sql`
    select v.id, (v.definition ->> 'minutes')::int as stated,
      (select coalesce(json_agg(json_build_object(
          'kind', f ->> 'kind', 'isKnown', coalesce(f ->> 'knownKey', '') <> '',
          'columns', jsonb_array_length(coalesce(f -> 'columns', '[]')))), '[]')
        from jsonb_array_elements(v.definition -> 'fields') f) as efforts
    from form_versions v
    where v.id in (select n.form_version_id from dispatches d
      join task_nodes n on n.task_id = d.task_id
      where n.form_version_id is not null
        and d.dispatched_at >= ${from}::timestamptz and d.dispatched_at < ${to}::timestamptz)`)
  return rows.map(({ id, stated, efforts }) => {
    const asked = efforts.filter((field) => field.kind !== 'computed')
    return {
      id,
      fields: asked.length,
      known: asked.filter((field) => field.isKnown).length,
      minutes: formMinutes(efforts, stated),
    }
  })
}

/** The minutes follow `taskMinutes` in states.ts; a test holds the two together. */
function askedOf(
  db: Db,
  { from, to }: Span,
  by: Grouping,
  { scope, forms }: { scope: SQL; forms: FormEffort[] },
): Promise<Keyed<BurdenFigures>[]> {
  return db.execute<Keyed<BurdenFigures> & Row>(sql`
    with asked as (
      select a.task_id, ${keys[by]} as key, count(*) as copies,
        count(*) filter (where a.part <> 'coordinator') as doers
      from dispatches d
      join assignments a on a.dispatch_id = d.id
      join tasks on tasks.id = a.task_id
      where d.dispatched_at >= ${from}::timestamptz and d.dispatched_at < ${to}::timestamptz
        and ${scope}
      group by 1, 2
    ), nodes as (
      select n.task_id, count(*) as nodes, count(n.form_version_id) as forms,
        coalesce(sum(f.fields), 0) as fields, coalesce(sum(f.known), 0) as known,
        sum(coalesce(n.estimated_minutes, f.minutes)) as minutes,
        count(*) filter (where coalesce(n.estimated_minutes, f.minutes) is null) as silent
      from task_nodes n
      left join json_to_recordset(${JSON.stringify(forms)}::json)
        as f(id uuid, fields int, known int, minutes int) on f.id = n.form_version_id
      where n.task_id in (select task_id from asked)
      group by 1
    ), efforts as (
      select n.*, case when n.silent = 0 then n.minutes
        else greatest(n.minutes, tasks.estimated_minutes) end as each
      from nodes n join tasks on tasks.id = n.task_id
    )
    select asked.key, count(distinct asked.task_id)::int as tasks, sum(copies)::int as copies,
      sum(doers * nodes)::int as steps, sum(doers * forms)::int as forms,
      sum(doers * fields)::int as fields, sum(doers * known)::int as known, 0 as sms,
      sum(doers * each)::int as minutes,
      (count(distinct asked.task_id) filter (where each is null))::int as unestimated
    from asked join efforts using (task_id)
    group by grouping sets ((asked.key), ())
    having count(*) > 0`)
}

/** SMS that left in the month on account of tasks; a merged one counts once for each it speaks of. */
function messagesOf(
  db: Db,
  { from, to }: Span,
  by: Grouping,
  scope: SQL,
): Promise<Keyed<{ sms: number }>[]> {
  return db.execute<Keyed<{ sms: number }> & Row>(sql`
    select key, count(distinct id)::int as sms from (
      select m.id, ${keys[by]} as key
      from sms_messages m
      join notices n on n.sms_message_id = m.id and n.subject_type = 'assignment'
        and n.sms_refusal is null
      join assignments a on a.id = n.subject_id
      join tasks on tasks.id = a.task_id
      where m.created_at >= ${from}::timestamptz - make_interval(days => ${longestHoldDays})
        and m.created_at < ${to}::timestamptz
        and m.handed_over_at >= ${from}::timestamptz and m.handed_over_at < ${to}::timestamptz
        and ${scope}
    ) sent
    group by grouping sets ((key), ())
    having count(*) > 0`)
}

async function wasAnythingBefore(db: Db, to: string): Promise<boolean> {
  const [row] = await db.execute<{ found: boolean } & Row>(sql`
    select exists (select 1 from dispatches where dispatched_at < ${to}::timestamptz) as found`)
  return row?.found === true
}
