import { and, type SQL, sql } from 'drizzle-orm'
import type { AssignmentState, ClockParty } from '@/db/enums'
import { organisationVersions } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { type Cursor, isAssigneesTurn, type Page, toPage } from './board-queries'
import { responsibleToday, usedTimes } from './copy-queries'
import type { ProgressLight } from './progress'
import { handInAt, stepInHand, superiorMay } from './requests/superior'
import { type SupervisionFilter, supervisionShows } from './supervision-address'
import { lightNow, shown, supervised, supervisedTables } from './supervision-scope'
import { visibleTasks } from './visible'
import { waitingOfCopy } from './waiting-steps'

/** One open copy of a task: where it stands and whose turn it is. */
export interface SupervisionRow {
  assignmentId: string
  taskId: string
  title: string
  organisationId: string
  organisationName: string
  personName: string | null
  state: AssignmentState
  stateSince: Date
  effectiveDueAt: Date
  light: ProgressLight | null
  /** The nodes it stands at; empty for a plain task. */
  nodes: string[]
  /** Whose turn it is: the branch's people, the reviewer's desk. */
  turn: string
  urgedAt: Date | null
  /** It waits for its branch, and the viewer's office issued it. */
  mayUrge: boolean
  usedMs: Record<ClockParty, number>
}

interface StoredRow extends Record<string, unknown> {
  assignmentId: string
  taskId: string
  title: string
  organisationId: string
  organisationName: string | null
  personId: string | null
  personName: string | null
  delegateName: string | null
  state: AssignmentState
  stateSince: string
  effectiveDueAt: string
  light: ProgressLight | null
  nodes: string[] | null
  desk: string | null
  urgedAt: string | null
  mayUrge: boolean
}

/** The name of an assignment's organisation on a day. */
const nameOf = (column: string, day: string) => sql`(select name from organisation_versions
  where organisation_id = ${sql.raw(column)} and ${validOn(organisationVersions, day)})`

/** Of a copy: the one named at its first step under review that names somebody. */
const firstNamed = sql`select p.name from steps s join task_nodes n on n.id = s.node_id
  join people p on p.id = n.reviewer_id
  where s.assignment_id = assignments.id and s.state = 'submitted' and n.reviewer = 'person'
  order by n.position limit 1`

/** Whose desk something under review lies on: the 党总支's, a named person's, the office's. */
export function deskOf(day: string, named: SQL = firstNamed) {
  return sql`coalesce(
    (select ${nameOf('parent.organisation_id', day)} from assignments parent
      where parent.id = assignments.parent_id),
    (${named}), tasks.department, '党建部')`
}

/** Who answers what is asked of a copy: its 党总支 if somebody there may, else the office. */
function answeringDesk(day: string): SQL {
  const today = sql`${day}::date`
  return sql`coalesce(
    (select ${nameOf('above.organisation_id', day)} from assignments above
      left join lateral ${handInAt(stepInHand)} on true
      where above.id = assignments.parent_id and ${superiorMay(today)}),
    tasks.department, '党建部')`
}

/** What is open across tasks, nearest effective due first, 50 a page. */
export async function supervisionRows(
  ctx: ViewerContext,
  filter: SupervisionFilter,
  after?: Cursor,
): Promise<Page<SupervisionRow>> {
  const day = dayOf(ctx.now)
  const stored = await ctx.db.execute<StoredRow>(sql`
    select assignments.id as "assignmentId", tasks.id as "taskId", tasks.title,
      assignments.organisation_id as "organisationId",
      ${nameOf('assignments.organisation_id', day)} as "organisationName",
      assignments.person_id as "personId",
      (select name from people where id = assignments.person_id) as "personName",
      (select name from people where id = assignments.delegate_id) as "delegateName",
      assignments.state, assignments.state_since as "stateSince",
      assignments.effective_due_at as "effectiveDueAt", ${lightNow(ctx.now)} as light,
      (select array_agg(n.title order by n.position) from steps s join task_nodes n on n.id = s.node_id
        where s.assignment_id = assignments.id and s.state in ('open', 'returned', 'submitted')
          and exists (select 1 from task_nodes other
            where other.task_id = n.task_id and other.id <> n.id)) as nodes,
      case assignments.state when 'submitted' then ${deskOf(day)}
        when 'paused' then ${answeringDesk(day)} end as desk,
      (select max(at) from urges where assignment_id = assignments.id) as "urgedAt",
      ${and(visibleTasks(ctx.viewer), isAssigneesTurn())} as "mayUrge"
    from ${supervisedTables}
    where ${supervised(ctx, filter)} ${after ? sql`and ${behindCursor(after)}` : sql``}
    order by assignments.effective_due_at, assignments.id limit 51`)
  const page = toPage([...stored], (row) => ({
    at: new Date(row.effectiveDueAt),
    id: row.assignmentId,
  }))
  const [used, responsible] = await Promise.all([
    usedTimes(
      ctx,
      page.rows.map((row) => row.assignmentId),
    ),
    responsibleToday(
      ctx,
      page.rows.map((row) => row.organisationId),
    ),
  ])
  return {
    next: page.next,
    rows: page.rows.map((row) => ({
      ...row,
      organisationName: row.organisationName ?? '（已撤销的组织）',
      stateSince: new Date(row.stateSince),
      effectiveDueAt: new Date(row.effectiveDueAt),
      urgedAt: row.urgedAt ? new Date(row.urgedAt) : null,
      nodes: row.nodes ?? [],
      turn: turnOf(row, responsible.get(row.organisationId)),
      usedMs: used.get(row.assignmentId) ?? { assignee: 0, reviewer: 0, paused: 0 },
    })),
  }
}

function behindCursor({ at, id }: Cursor) {
  return sql`(assignments.effective_due_at, assignments.id)
    > (${at.toISOString()}::timestamptz, ${id}::uuid)`
}

function turnOf(row: StoredRow, holder: string | undefined): string {
  if (row.state === 'submitted') {
    return row.desk ?? '审核人'
  }
  if (row.state === 'paused') {
    return `${row.desk ?? '下达部门'}答复申请`
  }
  return row.delegateName ?? row.personName ?? (row.personId ? null : holder) ?? '书记空缺'
}

/** How many copies each chip lists, of `submitted` the steps; and where it is the branch's turn. */
export type SupervisionCounts = Record<(typeof supervisionShows)[number] | 'atBranch', number>

/** The figures over the list, for everything but the chip itself. */
export async function supervisionCounts(
  ctx: ViewerContext,
  filter: SupervisionFilter,
): Promise<SupervisionCounts> {
  const counts = supervisionShows.map((show) => {
    if (show === 'submitted') {
      return sql`coalesce(sum(${waitingOfCopy}), 0)::int as submitted`
    }
    const which = shown(show, ctx.now)
    return sql`(count(*)${which ? sql` filter (where ${which})` : sql``})::int as ${sql.identifier(show)}`
  })
  const [row] = await ctx.db.execute<SupervisionCounts>(sql`
    select ${sql.join(counts, sql`, `)},
      (count(*) filter (where ${isAssigneesTurn()}))::int as "atBranch"
    from ${supervisedTables}
    where ${supervised(ctx, { ...filter, show: 'all' })}`)
  return (
    row ?? {
      all: 0,
      unaccepted: 0,
      late: 0,
      behind: 0,
      soon: 0,
      submitted: 0,
      paused: 0,
      atBranch: 0,
    }
  )
}
