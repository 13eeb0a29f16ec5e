import { type SQL, sql } from 'drizzle-orm'
import type { Tallies } from './board-queries'

// 待审核, counted everywhere the same: a step that was handed in and is not yet decided, of a task
// under way, unless its copy is paused: nobody reviews while 退办 or 改派 is being decided.

/** A step waits for review; speaks of `steps`, `assignments` and `tasks`. */
export const isWaiting = sql.raw(
  `steps.state = 'submitted' and tasks.state = 'dispatched' and assignments.state <> 'paused'`,
)

/** States of a copy in which a step of it may wait for review. */
const mayWait = sql.raw(`assignments.state in ('accepted', 'returned', 'submitted')`)

const waitingSteps = sql.raw(
  `from steps where steps.assignment_id = assignments.id and steps.state = 'submitted'`,
)

/** Something of a copy waits for review, also while another step of it lies with the branch. */
export const hasWaiting: SQL = sql`(${mayWait} and exists (select 1 ${waitingSteps}))`

/** How many steps of a copy wait for review. */
export const waitingOfCopy: SQL<number> = sql<number>`case when ${mayWait}
  then (select count(*)::int ${waitingSteps}) else 0 end`

/**
 * How many steps of a task wait for review where it has steps side by side; else null: a copy that
 * has one step at a time waits with it, and the tally of `submitted` copies is the number. Most have
 * one node, and that they have no second one is read from an index.
 */
export const waitingSideBySide: SQL<number | null> = sql<number | null>`case
  when exists (select 1 from task_nodes n where n.task_id = tasks.id and n.position = 2)
    and (select count(*) > count(distinct n.stage) from task_nodes n where n.task_id = tasks.id)
  then (select count(*)::int from task_nodes n
    join steps s on s.node_id = n.id and s.state = 'submitted'
    join assignments a on a.id = s.assignment_id and a.state <> 'paused'
    where n.task_id = tasks.id) end`

/** The number of a task from both. */
export function waitingOf(tallies: Tallies, sideBySide: number | null): number {
  return sideBySide ?? tallies.submitted ?? 0
}
