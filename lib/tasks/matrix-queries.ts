import { sql } from 'drizzle-orm'
import type { ViewerContext } from '@/lib/context'
import { dayOf } from '@/lib/period'
import { loadTask, type Task } from './load'
import { nodesOf } from './plan-nodes'
import type { MatrixRow, MatrixShow } from './states'

/** Rows shown at most: a task to every member of a large company has more. */
export const mostMatrixRows = 1000
/** Without any move for so many days, a copy is stuck. */
const stuckDays = 5

export interface Matrix {
  task: Task
  nodes: { position: number; title: string; dueAt: Date }[]
  rows: MatrixRow[]
  /** Of `waiting` the steps, as everywhere; of the others the copies. */
  counts: Record<MatrixShow, number>
  isCut: boolean
}

/**
 * Who stands where at every node of a task: a row for each copy in the order of the organisations.
 * @throws DomainError not_found
 */
export async function taskMatrix(
  ctx: ViewerContext,
  taskId: string,
  show: MatrixShow,
): Promise<Matrix> {
  const task = await loadTask(ctx, ctx.db, taskId)
  const [nodes, stored] = await Promise.all([nodesOf(ctx.db, taskId), storedRows(ctx, taskId)])
  const rows = stored.slice(0, mostMatrixRows)
  const of = (which: MatrixShow) => rows.filter((row) => isShown(row, which, ctx.now))
  return {
    task,
    nodes: nodes.map(({ position, title, dueAt }) => ({ position, title, dueAt })),
    rows: of(show).map(({ id, name, cells }) => [id, name, ...cells.split(' ')]),
    counts: {
      all: rows.length,
      unaccepted: of('unaccepted').length,
      late: of('late').length,
      stuck: of('stuck').length,
      waiting: rows.flatMap((row) => row.cells.split(' ')).filter((cell) => cell.startsWith('s'))
        .length,
    },
    isCut: stored.length > mostMatrixRows,
  }
}

interface StoredRow extends Record<string, unknown> {
  id: string
  name: string
  state: string
  stateSince: string
  /** A letter and a date for each node: `d9/12 l9/20 w9/30`. */
  cells: string
}

// One short text a row: the cells are made where the steps lie, four thousand rows do not travel.
function storedRows(ctx: ViewerContext, taskId: string): Promise<StoredRow[]> {
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const day = (moment: ReturnType<typeof sql>) =>
    sql`to_char(${moment} at time zone 'Asia/Shanghai', 'FMMM/FMDD')`
  return ctx.db.execute<StoredRow>(sql`
    select assignments.id, assignments.state, assignments.state_since as "stateSince",
      coalesce((select name || '（' from people where id = assignments.person_id), '')
        || coalesce(org.name, '（已撤销的组织）')
        || case when assignments.person_id is null then '' else '）' end as name,
      cells.text as cells
    from assignments
      left join organisation_versions org on org.organisation_id = assignments.organisation_id
        and org.valid_from <= ${dayOf(ctx.now)}
        and (org.valid_to is null or org.valid_to > ${dayOf(ctx.now)})
      join lateral (
        select string_agg(case
            when s.state = 'approved' then 'd' || ${day(sql`coalesce((select max(ends_at)
              from clock_segments where step_id = s.id), s.effective_due_at)`)}
            when s.state = 'ended' then 'e'
            when s.state = 'waiting' then 'w' || ${day(sql`s.effective_due_at`)}
            when assignments.state = 'paused' then 'p' || ${day(sql`s.effective_due_at`)}
            when s.state = 'submitted' then 's' || ${day(sql`(select starts_at
              from clock_segments where step_id = s.id and ends_at is null)`)}
            when s.effective_due_at < ${now} then 'l' || ${day(sql`s.effective_due_at`)}
            when s.state = 'returned' then 'r' || ${day(sql`s.effective_due_at`)}
            when assignments.state = 'issued' then 'u' || ${day(sql`s.effective_due_at`)}
            else 'o' || ${day(sql`s.effective_due_at`)} end, ' ' order by n.position) as text
        from steps s join task_nodes n on n.id = s.node_id
        where s.assignment_id = assignments.id) cells on true
    where assignments.task_id = ${taskId}
    order by org.position, org.name, assignments.id limit ${mostMatrixRows + 1}`)
}

function isShown(row: StoredRow, show: MatrixShow, now: Date): boolean {
  const has = (letter: string) => row.cells.split(' ').some((cell) => cell.startsWith(letter))
  switch (show) {
    case 'all':
      return true
    case 'unaccepted':
      return row.state === 'issued'
    case 'late':
      return has('l')
    case 'waiting':
      return has('s')
    case 'stuck':
      return (
        ['issued', 'accepted', 'returned', 'submitted', 'paused'].includes(row.state) &&
        now.getTime() - new Date(row.stateSince).getTime() >= stuckDays * 86_400_000
      )
  }
}
