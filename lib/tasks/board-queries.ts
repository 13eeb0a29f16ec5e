import { and, eq, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { type AssignmentState, assigneeTurnStates, type TaskState } from '@/db/enums'
import { assignments, tasks } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { visibleTasks } from './visible'
import { waitingSideBySide } from './waiting-steps'

export const boardPageSize = 50

export type Tallies = Partial<Record<AssignmentState, number>>

export interface BoardRow {
  taskId: string
  title: string
  department: string | null
  dueAt: Date
  state: TaskState
  createdByName: string
  /** Number of assignments in each state. */
  tallies: Tallies
  /** Steps that wait for review. */
  waiting: number
  /** Assignments whose branch is past its effective due. */
  late: number
}

/** Place in a list: the sort key and the id of its last row. */
export interface Cursor {
  at: Date
  id: string
}

export interface BoardFilter {
  state: TaskState
  search?: string | undefined
  after?: Cursor | undefined
}

export interface Page<Row, Key = Cursor> {
  rows: Row[]
  /** Where the next page starts, or null at the end. */
  next: Key | null
}

/**
 * Tasks the viewer issues or supervises, nearest due first (ended ones: latest first), 50 a page,
 * with the figures over the board. Written out: built up at every request, a statement costs more
 * than it runs. One, and as JSON: half of what two and fifty rows of columns cost to ask and read.
 */
export async function taskBoard(
  ctx: ViewerContext,
  filter: BoardFilter,
): Promise<Page<BoardRow> & { totals: BoardTotals }> {
  const { state, search } = filter
  const isOpen = state === 'dispatched' || state === 'draft'
  const direction = sql.raw(isOpen ? 'asc' : 'desc')
  const [found] = await ctx.db.execute<{ rows: StoredRow[]; totals: BoardTotals }>(sql`
    with open as materialized (${openOf(ctx)})
    select (select row_to_json(totals) from (${totals}) totals) as totals,
      coalesce(json_agg(board), '[]') as rows from (
    select tasks.id as "taskId", tasks.title, tasks.department, tasks.due_at as "dueAt", tasks.state,
      people.name as "createdByName",
      coalesce(open.tallies, (select json_object_agg(t.state, t.count) from task_tallies t
        where t.task_id = tasks.id and t.count > 0), '{}') as tallies,
      coalesce(open.waiting, 0) as waiting, coalesce(open.late, 0) as late
    from tasks join people on people.id = tasks.created_by left join open on open.id = tasks.id
    where ${eq(tasks.state, state).inlineParams()} and ${visibleTasks(ctx.viewer)}
      ${search ? sql`and tasks.title ilike ${likePattern(search)}` : sql``}
      ${filter.after ? sql`and ${after(filter.after, isOpen)}` : sql``}
    order by tasks.due_at ${direction}, tasks.id ${direction} limit ${boardPageSize + 1}) board`)
  const rows = (found?.rows ?? []).map((row) => ({ ...row, dueAt: new Date(row.dueAt) }))
  const page = toPage(rows, (row) => ({ at: row.dueAt, id: row.taskId }))
  return { ...page, totals: found?.totals ?? noTotals }
}

interface StoredRow extends Omit<BoardRow, 'dueAt'> {
  /** A moment as JSON writes it. */
  dueAt: string
}

export interface BoardTotals {
  tasks: number
  unaccepted: number
  late: number
  /** Steps that wait for review. */
  waiting: number
  drafts: number
}

const noTotals: BoardTotals = { tasks: 0, unaccepted: 0, late: 0, waiting: 0, drafts: 0 }

/** The figures over the board: all open tasks the viewer sees, and the drafts. */
export async function boardTotals(ctx: ViewerContext): Promise<BoardTotals> {
  const [found] = await ctx.db.execute<BoardTotals & Record<string, unknown>>(
    sql`with open as (${openOf(ctx)}) ${totals}`,
  )
  return found ?? noTotals
}

/** Open tasks and drafts with what is counted of each: the rows and the figures over them read one. */
function openOf(ctx: ViewerContext): SQL {
  return sql`
    select tasks.id, tasks.state, ${lateCount(ctx.now)} as late, tallied.tallies,
      tallied.unaccepted, coalesce(${waitingSideBySide}, tallied.submitted) as waiting
    from tasks left join lateral (
      select json_object_agg(t.state, t.count) as tallies,
        max(t.count) filter (where t.state = 'issued') as unaccepted,
        max(t.count) filter (where t.state = 'submitted') as submitted
      from task_tallies t where t.task_id = tasks.id and t.count > 0) tallied on true
    where tasks.state in ('dispatched', 'draft') and ${visibleTasks(ctx.viewer)}`
}

const totals = sql.raw(`
  select (count(*) filter (where state = 'dispatched'))::int as tasks,
    coalesce(sum(unaccepted), 0)::int as unaccepted, coalesce(sum(late), 0)::int as late,
    coalesce(sum(waiting), 0)::int as waiting,
    (count(*) filter (where state = 'draft'))::int as drafts
  from open`)

/** One more row than a page was asked for: there is a next page, starting after the last shown. */
export function toPage<Row, Key>(rows: Row[], keyOf: (row: Row) => Key): Page<Row, Key> {
  const shown = rows.slice(0, boardPageSize)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > boardPageSize && last ? keyOf(last) : null }
}

/** A pattern that finds the text anywhere, its own wildcards taken literally. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, (wildcard) => `\\${wildcard}`)}%`
}

function lateCount(now: Date): SQL<number> {
  return sql<number>`(select count(*)::int from assignments
    where assignments.task_id = tasks.id and ${isLate(now)})`
}

/** The branch's turn, and its effective due has passed. */
export function isLate(now: Date): SQL {
  return and(isAssigneesTurn(), lt(assignments.effectiveDueAt, now)) as SQL
}

/** The assignee's turn. Its states stand in the text, so that a kept plan may use partial indexes. */
export function isAssigneesTurn(): SQL {
  return inArray(assignments.state, [...assigneeTurnStates]).inlineParams()
}

function after({ at, id }: Cursor, isAscending: boolean): SQL {
  const moment = sql`${at.toISOString()}::timestamptz`
  return isAscending
    ? sql`(${tasks.dueAt}, ${tasks.id}) > (${moment}, ${id}::uuid)`
    : sql`(${tasks.dueAt}, ${tasks.id}) < (${moment}, ${id}::uuid)`
}
