import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import {
  assignments,
  auditEntries,
  clockSegments,
  steps,
  submissions,
  taskNodes,
  tasks,
  taskTallies,
} from '@/db/schema'
import type { Assignment, Step, Submission, Task } from '../load'

/** What the tests of task verbs look up: rows as they stand. */

/** A task as it stands. */
export async function taskNow(db: Db, taskId: string): Promise<Task> {
  return only(await db.select().from(tasks).where(eq(tasks.id, taskId)))
}

/** An assignment as it stands. */
export async function assignmentNow(db: Db, assignmentId: string): Promise<Assignment> {
  return only(await db.select().from(assignments).where(eq(assignments.id, assignmentId)))
}

/** A step as it stands. */
export async function stepNow(db: Db, stepId: string): Promise<Step> {
  return only(await db.select().from(steps).where(eq(steps.id, stepId)))
}

/** The steps of an assignment as they stand, in the order of the nodes. */
export async function stepsNow(db: Db, assignmentId: string): Promise<Step[]> {
  const rows = await db
    .select({ step: steps })
    .from(steps)
    .innerJoin(taskNodes, eq(taskNodes.id, steps.nodeId))
    .where(eq(steps.assignmentId, assignmentId))
    .orderBy(asc(taskNodes.position))
  return rows.map((row) => row.step)
}

/** The versions handed in of a step. */
export function versionsOf(db: Db, stepId: string): Promise<Submission[]> {
  return db
    .select()
    .from(submissions)
    .where(eq(submissions.stepId, stepId))
    .orderBy(asc(submissions.version))
}

/** The clock of a step, in order. */
export async function clockOf(db: Db, stepId: string) {
  return db
    .select({
      party: clockSegments.party,
      startsAt: clockSegments.startsAt,
      endsAt: clockSegments.endsAt,
    })
    .from(clockSegments)
    .where(eq(clockSegments.stepId, stepId))
    .orderBy(asc(clockSegments.startsAt), asc(clockSegments.id))
}

/** The audit entries about one subject, in order; of one action if given. */
export async function auditOf(db: Db, subjectId: string, action?: string) {
  return db
    .select()
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subjectId, subjectId),
        action ? eq(auditEntries.action, action) : undefined,
      ),
    )
    .orderBy(asc(auditEntries.seq))
}

/** The tallies the trigger keeps, and the counts they must equal; zeros left out. */
export async function talliesOf(db: Db, taskId: string) {
  const kept = await db
    .select({ state: taskTallies.state, count: taskTallies.count })
    .from(taskTallies)
    .where(eq(taskTallies.taskId, taskId))
  const counted = await db
    .select({ state: assignments.state, count: sql<number>`count(*)::int` })
    .from(assignments)
    .where(eq(assignments.taskId, taskId))
    .groupBy(assignments.state)
  const asRecord = (rows: { state: string; count: number }[]) =>
    Object.fromEntries(rows.filter((row) => row.count !== 0).map((row) => [row.state, row.count]))
  return { kept: asRecord(kept), counted: asRecord(counted) }
}

/** Waits until some connection of this database waits for a lock. */
export async function untilBlocked(db: Db): Promise<void> {
  for (let tries = 0; tries < 1_500; tries += 1) {
    const [row] = await db.execute<{ count: number }>(sql`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`)
    if (row && row.count > 0) {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('Nobody waits for a lock')
}

/** The single row of a result. */
export function only<T>(rows: readonly T[]): T {
  const [row] = rows
  if (row === undefined || rows.length > 1) {
    throw new Error(`Expected one row, found ${rows.length}`)
  }
  return row
}
