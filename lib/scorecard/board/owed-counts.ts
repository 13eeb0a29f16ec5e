import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { ActivityKind } from '@/db/enums'
import { startOfDay } from '@/lib/period'
import { activityKindsOf, type QuarterFrame } from '../ledger/quarter-frame'

/**
 * How many things were owed behind the marks of each indicator, by organisation and indicator:
 * activities whose due has passed and tasks that are over. What is judged as a whole has none.
 */
export async function owedCounts(
  db: Db,
  frame: Pick<QuarterFrame, 'period' | 'rules'>,
  organisationIds: readonly string[],
  now: Date,
): Promise<Map<string, Map<string, number>>> {
  const ids = sql`any(${sql.param([...organisationIds])}::uuid[])`
  const [duties, tasks] = await Promise.all([
    frame.rules.obligation.length > 0 ? countDuties(db, frame, ids, now) : [],
    frame.rules.task.length > 0 ? countTasks(db, frame, ids) : [],
  ])
  const counts = new Map<string, Map<string, number>>()
  const add = (organisationId: string, key: string, count: number) => {
    const own = counts.get(organisationId) ?? new Map<string, number>()
    own.set(key, (own.get(key) ?? 0) + count)
    counts.set(organisationId, own)
  }
  for (const { source, indicator } of frame.rules.obligation) {
    for (const row of duties.filter((one) => source.activities.includes(one.kind))) {
      add(row.organisationId, indicator.key, row.count)
    }
  }
  for (const { source, indicator } of frame.rules.task) {
    const isOf = (row: TaskCount) =>
      source.scope === 'plan' ? row.isOfPlan : row.indicatorKey === indicator.key
    for (const row of tasks.filter(isOf)) {
      add(row.organisationId, indicator.key, row.count)
    }
  }
  return counts
}

type Ids = ReturnType<typeof sql>
type DutyCount = { organisationId: string; kind: ActivityKind; count: number }
type TaskCount = {
  organisationId: string
  indicatorKey: string | null
  isOfPlan: boolean
  count: number
}

function countDuties(
  db: Db,
  { period, rules }: Pick<QuarterFrame, 'period' | 'rules'>,
  ids: Ids,
  now: Date,
) {
  return db.execute<DutyCount>(sql`
    select organisation_id as "organisationId", kind, count(*)::int as count from obligations
    where organisation_id = ${ids} and kind = any(${sql.param(activityKindsOf(rules.obligation))}::text[])
      and exemption_basis is null and due_at < ${now.toISOString()}::timestamptz
      and due_at >= ${startOfDay(period.from).toISOString()}::timestamptz
      and due_at < ${startOfDay(period.to).toISOString()}::timestamptz + interval '15 days'
      and period <> ${nextMonth(period.to)}
    group by 1, 2`)
}

function nextMonth(to: string): string {
  return `${to.slice(0, 4)}M${to.slice(5, 7)}`
}

function countTasks(db: Db, { period }: Pick<QuarterFrame, 'period'>, ids: Ids) {
  return db.execute<TaskCount>(sql`
    select f.organisation_id as "organisationId", f.value ->> 'indicatorKey' as "indicatorKey",
      f.value ->> 'milestoneId' is not null as "isOfPlan",
      count(distinct f.value ->> 'assignmentId')::int as count
    from facts f
    where f.organisation_id = ${ids} and f.period = ${period.key} and f.kind = 'task_completion'
      and f.value ->> 'outcome' <> 'void'
    group by 1, 2, 3`)
}
