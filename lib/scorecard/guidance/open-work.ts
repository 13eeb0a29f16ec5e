import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { type ActivityKind, openAssignmentStates } from '@/db/enums'
import { type Day, startOfDay } from '@/lib/period'
import { activityKindsOf, type QuarterFrame } from '../ledger/quarter-frame'

/** An activity that is owed, not held yet and not due yet. */
export interface OpenDuty {
  id: string
  kind: ActivityKind
  organisationId: string
  period: string
  dueAt: Date
  dueOn: Day
  templateId: string
  taskId: string | null
  assignmentId: string | null
  minutes: number | null
}

/** A task that scores in the quarter, is the branch's turn and is not due yet. */
export interface OpenTask {
  organisationId: string
  taskId: string
  assignmentId: string
  title: string
  indicatorKey: string | null
  milestoneId: string | null
  templateId: string | null
  dueAt: Date
  dueOn: Day
  minutes: number | null
  isUrged: boolean
}

export interface OpenWork {
  duties: OpenDuty[]
  tasks: OpenTask[]
}

type Frame = Pick<QuarterFrame, 'period' | 'rules'>

/**
 * What organisations can still do in a quarter: duties whose period is not over and whose due has
 * not passed, and tasks before their effective due. Two statements, however many organisations.
 */
export async function readOpenWork(
  db: Db,
  frame: Frame,
  organisationIds: readonly string[],
  now: Date,
): Promise<OpenWork> {
  const ids = sql`any(${sql.param([...organisationIds])}::uuid[])`
  const [duties, tasks] = await Promise.all([
    frame.rules.obligation.length > 0 ? readDuties(db, frame, ids, now) : [],
    frame.rules.task.length > 0 ? readTasks(db, frame, ids, now) : [],
  ])
  return { duties: dated(duties), tasks: dated(tasks) }
}

/** Moments come from plain statements as texts. */
function dated<R extends { dueAt: Date }>(rows: readonly R[]): R[] {
  return rows.map((row) => ({ ...row, dueAt: new Date(row.dueAt) }))
}

function readDuties(db: Db, frame: Frame, ids: ReturnType<typeof sql>, now: Date) {
  const { period } = frame
  const at = sql`${now.toISOString()}::timestamptz`
  return db.execute<OpenDuty & Record<string, unknown>>(sql`
    select o.id, o.kind, o.organisation_id as "organisationId", o.period, o.due_at as "dueAt",
      (o.due_at at time zone 'Asia/Shanghai')::date::text as "dueOn", o.template_id as "templateId",
      a.task_id as "taskId", o.assignment_id as "assignmentId", t.estimated_minutes as minutes
    from obligations o
    left join assignments a on a.id = o.assignment_id
    left join tasks t on t.id = a.task_id
    where o.organisation_id = ${ids}
      and o.kind = any(${sql.param(activityKindsOf(frame.rules.obligation))}::text[])
      and o.exemption_basis is null and o.discharged_at is null and o.due_at >= ${at}
      and (o.period = any(${sql.param(periodsWithin(period.key, now))}::text[])
        or o.period = ${period.key.slice(0, 4)}
        and o.due_at >= ${startOfDay(period.from).toISOString()}::timestamptz
        and o.due_at < ${startOfDay(period.to).toISOString()}::timestamptz)
    order by o.due_at, o.id`)
}

/** The quarter and its months, as far as they are not over: in a month that is, nothing can be held. */
function periodsWithin(key: string, now: Date): string[] {
  const [year, quarter] = [Number(key.slice(0, 4)), Number(key.slice(5))]
  const open = (from: number) => now < startOfDay(firstOfMonth(year, from))
  const months = [2, 1, 0].map((back) => 3 * quarter - back)
  return [
    ...(open(3 * quarter + 1) ? [key] : []),
    ...months
      .filter((month) => open(month + 1))
      .map((month) => `${year}M${String(month).padStart(2, '0')}`),
  ]
}

function firstOfMonth(year: number, month: number): Day {
  return month > 12 ? `${year + 1}-01-01` : `${year}-${String(month).padStart(2, '0')}-01`
}

function readTasks(db: Db, { period }: Frame, ids: ReturnType<typeof sql>, now: Date) {
  return db.execute<OpenTask & Record<string, unknown>>(sql`
    select a.organisation_id as "organisationId", t.id as "taskId", a.id as "assignmentId", t.title,
      t.indicator_key as "indicatorKey", t.milestone_id as "milestoneId",
      t.template_id as "templateId", a.effective_due_at as "dueAt",
      (a.effective_due_at at time zone 'Asia/Shanghai')::date::text as "dueOn",
      t.estimated_minutes as minutes,
      exists (select 1 from urges u where u.assignment_id = a.id) as "isUrged"
    from assignments a join tasks t on t.id = a.task_id
    where a.organisation_id = ${ids} and a.person_id is null and a.part <> 'assist'
      and a.state = any(${sql.param(openAssignmentStates.filter((one) => one !== 'submitted'))}::text[])
      and t.is_scored and (t.indicator_key is not null or t.milestone_id is not null)
      and a.effective_due_at >= ${now.toISOString()}::timestamptz
      and a.effective_due_at >= ${startOfDay(period.from).toISOString()}::timestamptz
      and a.effective_due_at < ${startOfDay(period.to).toISOString()}::timestamptz
    order by a.effective_due_at, a.id`)
}
