import { eq, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { acceptances, assignments, declineRequests, evaluations, tasks } from '@/db/schema'
import type { Work } from '@/lib/context'
import type { Assignment } from './load'

export interface Facts {
  assignment: Assignment
  reworkAllowanceDays: number
  isAccepted: boolean
  isDeclinePending: boolean
  isEvaluated: boolean
}

/** What has been written of an assignment. */
export async function factsOf(tx: Work, assignmentId: string): Promise<Facts> {
  const exists = (table: PgTable, condition: SQL) =>
    sql<boolean>`exists (select 1 from ${table} where assignment_id = ${assignmentId}::uuid
      and ${condition})`
  const [row] = await tx.db
    .select({
      assignment: assignments,
      reworkAllowanceDays: tasks.reworkAllowanceDays,
      isAccepted: exists(acceptances, sql`rejected_at is null`),
      isDeclinePending: exists(declineRequests, sql`decision is null`),
      isEvaluated: exists(evaluations, sql`true`),
    })
    .from(assignments)
    .innerJoin(tasks, eq(tasks.id, assignments.taskId))
    .where(eq(assignments.id, assignmentId))
  if (!row) {
    throw new Error(`No assignment ${assignmentId}`)
  }
  return row
}
