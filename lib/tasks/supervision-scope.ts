import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { assigneeTurnStates, openAssignmentStates } from '@/db/enums'
import { assignments, organisationVersions, tasks } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { isLate, likePattern } from './board-queries'
import type { SupervisionFilter, SupervisionShow } from './supervision-address'
import { visibleAssignments } from './visible'
import { hasWaiting } from './waiting-steps'

/** How far work may fall short of the time gone by, as in lightOfProgress. */
const tolerance = 0.1
/** From when a due is near, in days, as in lightOfProgress. */
const nearDays = 3

/** The tables of the supervision view: what is open of tasks under way. */
export const supervisedTables = sql`assignments join tasks on tasks.id = assignments.task_id
  and tasks.state = 'dispatched'`

/** What is open and the viewer may know of, within a filter. */
export function supervised(ctx: ViewerContext, filter: SupervisionFilter): SQL {
  const { task, branch, under, q, show } = filter
  return and(
    inArray(assignments.state, [...openAssignmentStates]).inlineParams(),
    visibleAssignments(ctx.viewer),
    task ? eq(tasks.id, task) : undefined,
    branch ? eq(assignments.organisationId, branch) : undefined,
    under ? isUnder(under, dayOf(ctx.now)) : undefined,
    q ? isNamed(q, dayOf(ctx.now)) : undefined,
    shown(show, ctx.now),
  ) as SQL
}

/** What one of the chips lists. */
export function shown(show: SupervisionShow, now: Date): SQL | undefined {
  switch (show) {
    case 'all':
      return undefined
    case 'unaccepted':
      return sql`assignments.state = 'issued'`
    case 'late':
      return isLate(now)
    case 'behind':
      return isBehind(now)
    case 'soon':
      return isSoon(now)
    case 'submitted':
      return hasWaiting
    case 'paused':
      return sql`assignments.state = 'paused'`
  }
}

const isAtBranch = () => inArray(assignments.state, [...assigneeTurnStates]).inlineParams()

/**
 * 落后序时进度: at the branch, in time, and what is done falls short of the time gone by. A node in
 * hand or handed in counts half, so that a plain task that was signed for is behind after six
 * tenths of its time. What a review or a request took is nobody's time: it is taken off the time gone
 * by, as it was added to the due.
 */
export function isBehind(now: Date): SQL {
  const at = sql`${now.toISOString()}::timestamptz`
  const start = sql`(select dispatched_at from dispatches where id = assignments.dispatch_id)`
  return sql`(${isAtBranch()} and assignments.effective_due_at >= ${at}
    and (extract(epoch from ${at} - ${start}) - ${waited})
      / greatest(extract(epoch from assignments.due_at - ${start}), 1)
      - ${doneShare} > ${sql.raw(String(tolerance))})`
}

/** Seconds by which the fair clock has moved the due of what lies with the branch. */
const waited = sql`coalesce((select max(extract(epoch from s.effective_due_at - s.due_at))
  from steps s where s.assignment_id = assignments.id and s.state in ('open', 'returned')), 0)`

/** From 0 to 1. */
export const doneShare = sql`(select (count(*) filter (where s.state = 'approved')
    + 0.5 * count(*) filter (where s.state in ('open', 'returned', 'submitted')
      and assignments.state <> 'issued')) / greatest(count(*), 1)
  from steps s where s.assignment_id = assignments.id)`

/** 临近时限: at the branch and due within three days. */
function isSoon(now: Date): SQL {
  const until = new Date(now.getTime() + nearDays * 86_400_000)
  return sql`(${isAtBranch()} and assignments.effective_due_at >= ${now.toISOString()}::timestamptz
    and assignments.effective_due_at <= ${until.toISOString()}::timestamptz)`
}

/** 红, 黄, 蓝 in this order; null for what waits for somebody else. */
export function lightNow(now: Date): SQL {
  return sql`case when ${isLate(now)} then 'late' when ${isBehind(now)} then 'behind'
    when ${isSoon(now)} then 'soon' end`
}

/** The organisation itself or a branch that stands under it on a day. */
function isUnder(organisationId: string, day: string): SQL {
  return sql`assignments.organisation_id in (
    select organisation_id from organisation_versions
    where (organisation_id = ${organisationId} or parent_id = ${organisationId})
      and ${validOn(organisationVersions, day)})`
}

function isNamed(text: string, day: string): SQL {
  return sql`assignments.organisation_id in (
    select organisation_id from organisation_versions
    where name ilike ${likePattern(text)}
      and ${validOn(organisationVersions, day)})`
}
