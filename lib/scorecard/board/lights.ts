import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { openAssignmentStates } from '@/db/enums'
import { startOfDay } from '@/lib/period'
import { lightOfProgress } from '@/lib/tasks/progress'
import { activityKindsOf, type QuarterFrame } from '../ledger/quarter-frame'
import type { BoardLight } from './schema'

interface Tally {
  organisationId: string
  /** Duties and scored tasks of the quarter, and how many of them are done. */
  total: number
  done: number
  late: number
  soon: number
}

/**
 * Lights of branches by what their rules ask for in the quarter: 逾期 while something is past its due
 * and not done; 落后序时进度 when what is done falls short of the quarter gone by; 临近时限 when
 * something is due within three days.
 */
export async function boardLights(
  db: Db,
  frame: Pick<QuarterFrame, 'period' | 'rules'>,
  organisationIds: readonly string[],
  now: Date,
): Promise<Map<string, BoardLight>> {
  const [startsAt, dueAt] = [startOfDay(frame.period.from), startOfDay(frame.period.to)]
  const tallies = await countThings(db, frame, organisationIds, now)
  return new Map(
    tallies.flatMap(({ organisationId, total, done, late, soon }): [string, BoardLight][] => {
      if (late > 0) {
        return [[organisationId, { light: 'late', count: late }]]
      }
      const progress = { startsAt, dueAt, doneShare: total === 0 ? null : done / total }
      if (now < dueAt && lightOfProgress(progress, now) === 'behind') {
        return [[organisationId, { light: 'behind', count: total - done }]]
      }
      return soon > 0 ? [[organisationId, { light: 'soon', count: soon }]] : []
    }),
  )
}

function countThings(
  db: Db,
  { period, rules }: Pick<QuarterFrame, 'period' | 'rules'>,
  organisationIds: readonly string[],
  now: Date,
) {
  const ids = sql`any(${sql.param([...organisationIds])}::uuid[])`
  const at = sql`${now.toISOString()}::timestamptz`
  const from = sql`${startOfDay(period.from).toISOString()}::timestamptz`
  const to = sql`${startOfDay(period.to).toISOString()}::timestamptz`
  const kinds = sql`any(${sql.param(activityKindsOf(rules.obligation))}::text[])`
  const open = sql`any(${sql.param([...openAssignmentStates])}::text[])`
  return db.execute<Tally & Record<string, unknown>>(sql`
    with things(organisation_id, due_at, is_done) as (
      select organisation_id, due_at, discharged_at is not null from obligations
        where organisation_id = ${ids} and kind = ${kinds} and exemption_basis is null
          and due_at >= ${from} and due_at < ${to}
      union all
      select a.organisation_id, a.effective_due_at,
          a.state = 'submitted' or not a.state = ${open}
        from assignments a join tasks t on t.id = a.task_id
        where a.organisation_id = ${ids} and a.person_id is null and a.part <> 'assist'
          and a.state not in ('cancelled', 'not_applicable')
          and t.is_scored and (t.indicator_key is not null or t.milestone_id is not null)
          and a.effective_due_at >= ${from} and a.effective_due_at < ${to}
    )
    select organisation_id as "organisationId", count(*)::int as total,
      (count(*) filter (where is_done))::int as done,
      (count(*) filter (where not is_done and due_at < ${at}))::int as late,
      (count(*) filter (where not is_done and due_at >= ${at}
        and due_at < ${at} + interval '3 days'))::int as soon
    from things group by 1`)
}
