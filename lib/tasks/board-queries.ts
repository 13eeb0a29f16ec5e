import { and, asc, desc, eq, ilike, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { type AssignmentState, assigneeTurnStates, type TaskState } from '@/db/enums'
import { assignments, people, tasks, taskTallies } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { visibleTasks } from './visible'

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

/** Tasks the viewer issues or supervises, nearest due first (ended ones: latest first), 50 a page. */
export async function taskBoard(ctx: ViewerContext, filter: BoardFilter): Promise<Page<BoardRow>> {
  const isOpen = filter.state === 'dispatched' || filter.state === 'draft'
  const rows = await ctx.db
    .select({
      taskId: tasks.id,
      title: tasks.title,
      department: tasks.department,
      dueAt: tasks.dueAt,
      state: tasks.state,
      createdByName: people.name,
      tallies: talliesOf(),
      late: lateCount(ctx.now),
    })
    .from(tasks)
    .innerJoin(people, eq(people.id, tasks.createdBy))
    .where(
      and(
        visibleTasks(ctx.viewer),
        eq(tasks.state, filter.state),
        filter.search ? ilike(tasks.title, likePattern(filter.search)) : undefined,
        filter.after ? after(filter.after, isOpen) : undefined,
      ),
    )
    .orderBy(isOpen ? asc(tasks.dueAt) : desc(tasks.dueAt), isOpen ? asc(tasks.id) : desc(tasks.id))
    .limit(boardPageSize + 1)
  return toPage(rows, (row) => ({ at: row.dueAt, id: row.taskId }))
}

export interface BoardTotals {
  tasks: number
  unaccepted: number
  late: number
  submitted: number
  drafts: number
}

/** The figures over the board: all open tasks the viewer sees, and the drafts. */
export async function boardTotals(ctx: ViewerContext): Promise<BoardTotals> {
  const open = ctx.db
    .select({
      state: tasks.state,
      unaccepted: tallyOf('issued').as('unaccepted'),
      submitted: tallyOf('submitted').as('submitted'),
      late: lateCount(ctx.now).as('late'),
    })
    .from(tasks)
    .where(and(visibleTasks(ctx.viewer), inArray(tasks.state, ['dispatched', 'draft'])))
    .as('open')
  const [totals] = await ctx.db
    .select({
      tasks: countIn('dispatched'),
      unaccepted: sum(sql`unaccepted`),
      submitted: sum(sql`submitted`),
      late: sum(sql`late`),
      drafts: countIn('draft'),
    })
    .from(open)
  return totals ?? { tasks: 0, unaccepted: 0, late: 0, submitted: 0, drafts: 0 }
}

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

function talliesOf(): SQL<Tallies> {
  return sql<Tallies>`coalesce((
    select json_object_agg(${taskTallies.state}, ${taskTallies.count})
    from ${taskTallies} where ${taskTallies.taskId} = ${tasks.id} and ${taskTallies.count} > 0), '{}')`
}

// `eq` within `sql`: a query of one table leaves bare columns unqualified, and the inner ones win.
function lateCount(now: Date): SQL<number> {
  return sql<number>`(
    select count(*)::int from ${assignments}
    where ${and(eq(assignments.taskId, tasks.id), isLate(now))})`
}

/** The branch's turn, and its effective due has passed. */
export function isLate(now: Date): SQL {
  return and(
    inArray(assignments.state, [...assigneeTurnStates]),
    lt(assignments.effectiveDueAt, now),
  ) as SQL
}

function tallyOf(state: AssignmentState): SQL<number> {
  return sql<number>`(
    select count from ${taskTallies}
    where ${and(eq(taskTallies.taskId, tasks.id), eq(taskTallies.state, state))})`
}

function countIn(state: TaskState): SQL<number> {
  return sql<number>`(count(*) filter (where state = ${state}))::int`
}

function sum(figures: SQL): SQL<number> {
  return sql<number>`coalesce(sum(${figures}), 0)::int`
}

function after({ at, id }: Cursor, isAscending: boolean): SQL {
  const moment = sql`${at.toISOString()}::timestamptz`
  return isAscending
    ? sql`(${tasks.dueAt}, ${tasks.id}) > (${moment}, ${id}::uuid)`
    : sql`(${tasks.dueAt}, ${tasks.id}) < (${moment}, ${id}::uuid)`
}
