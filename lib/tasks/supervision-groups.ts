import { sql } from 'drizzle-orm'
import { organisationVersions } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import type { SupervisionFilter } from './supervision-address'
import { deskOf } from './supervision-queries'
import { shown, supervised, supervisedTables } from './supervision-scope'
import { isWaiting, waitingOfCopy } from './waiting-steps'

/** Groups shown at most. */
const mostGroups = 500

/** What is open at one 党组织. */
export interface SupervisedBranch {
  organisationId: string
  name: string
  open: number
  unaccepted: number
  late: number
  behind: number
  /** Steps that wait for review. */
  submitted: number
  nearestDueAt: Date
}

/** The open copies by 党组织: those with most overdue first. */
export async function supervisedBranches(
  ctx: ViewerContext,
  filter: SupervisionFilter,
): Promise<SupervisedBranch[]> {
  const of = (show: 'unaccepted' | 'late' | 'behind') =>
    sql`(count(*) filter (where ${shown(show, ctx.now)}))::int as ${sql.identifier(show)}`
  const rows = await ctx.db.execute<
    Omit<SupervisedBranch, 'nearestDueAt'> & { nearestDueAt: string } & Record<string, unknown>
  >(sql`
    select open.*, coalesce((select name from organisation_versions
        where organisation_id = open."organisationId"
          and ${validOn(organisationVersions, dayOf(ctx.now))}), '（已撤销的组织）') as name
    from (
      select assignments.organisation_id as "organisationId", count(*)::int as open,
        ${of('unaccepted')}, ${of('late')}, ${of('behind')},
        coalesce(sum(${waitingOfCopy}), 0)::int as submitted,
        min(assignments.effective_due_at) as "nearestDueAt"
      from ${supervisedTables} where ${supervised(ctx, filter)}
      group by assignments.organisation_id) open
    order by open.late desc, open.behind desc, open.unaccepted desc, open.open desc,
      open."organisationId" limit ${mostGroups}`)
  return rows.map((row) => ({ ...row, nearestDueAt: new Date(row.nearestDueAt) }))
}

/** 审核积压: what lies on one desk. */
export interface ReviewDesk {
  desk: string
  /** Steps. */
  waiting: number
  /** Since when the oldest has waited. */
  oldestSince: Date
  /** Waiting for longer than two days. */
  longWaiting: number
}

/** What waits for review, by whose desk it lies on, the longest wait first. */
export async function reviewDesks(
  ctx: ViewerContext,
  filter: SupervisionFilter,
): Promise<ReviewDesk[]> {
  const named = sql`select p.name from task_nodes n join people p on p.id = n.reviewer_id
    where n.id = steps.node_id and n.reviewer = 'person'`
  const long = new Date(ctx.now.getTime() - 2 * 86_400_000)
  const rows = await ctx.db.execute<
    Omit<ReviewDesk, 'oldestSince'> & { oldestSince: string } & Record<string, unknown>
  >(sql`
    select ${deskOf(dayOf(ctx.now), named)} as desk, count(*)::int as waiting,
      min(since.at) as "oldestSince",
      (count(*) filter (where since.at < ${long.toISOString()}::timestamptz))::int as "longWaiting"
    from ${supervisedTables}
      join steps on steps.assignment_id = assignments.id and ${isWaiting}
      cross join lateral (select coalesce((select starts_at from clock_segments
        where step_id = steps.id and ends_at is null), assignments.state_since) as at) since
    where ${supervised(ctx, { ...filter, show: 'submitted' })}
    group by 1 order by min(since.at), 1 limit ${mostGroups}`)
  return rows.map((row) => ({ ...row, oldestSince: new Date(row.oldestSince) }))
}
