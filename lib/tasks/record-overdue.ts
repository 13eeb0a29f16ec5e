import { and, asc, eq, inArray, lte, type SQL, sql } from 'drizzle-orm'
import { assigneeTurnStates } from '@/db/enums'
import { assignments, tasks } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { isCompletionScored, recordCompletion } from './record-completion'

const batchSize = 200

/**
 * Records what lies with its branch beyond the effective due as not done, and says so again once it
 * has been urged for a day without result. Idempotent and bounded; for the sweep of every minute.
 * @returns number of assignments recorded, at most 200
 */
export async function recordOverdue(ctx: Context): Promise<number> {
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  return recordBatch(
    ctx,
    and(
      inArray(assignments.state, [...assigneeTurnStates]),
      lte(assignments.effectiveDueAt, ctx.now),
      sql`coalesce((select f.value ->> 'outcome' <> 'not_done'
          or f.value ->> 'isUrged' = 'false' and exists (select 1 from urges u
            where u.assignment_id = ${assignments.id} and u.at <= ${now} - interval '1 day')
        from facts f where ${ofAssignment} order by f.version desc limit 1), true)`,
    ),
  )
}

/**
 * Records the outcome of what was finished and has no fact, as after the task came into an
 * indicator; for the sweep of every night.
 * @returns number of assignments recorded, at most 200
 */
export async function recordMissingCompletions(ctx: Context): Promise<number> {
  return recordBatch(
    ctx,
    and(
      inArray(assignments.state, ['approved', 'evaluated']),
      sql`not exists (select 1 from facts f where ${ofAssignment})`,
    ),
  )
}

const ofAssignment = sql`f.kind = 'task_completion' and f.source_type = 'assignment'
  and f.source_id = ${assignments.id}`

async function recordBatch(ctx: Context, which: SQL | undefined): Promise<number> {
  return ctx.transact(async (tx) => {
    const ids = await held(tx, which)
    const recorded = await recordCompletion(ctx, tx, ids)
    if (recorded.length === 0) {
      tx.unchanged()
    }
    for (const subjectId of recorded) {
      tx.record({ action: 'assignment.recordCompletion', subjectType: 'assignment', subjectId })
    }
    return recorded.length
  })
}

/** Locked until commit; what somebody works on right now waits for the next sweep. */
async function held(tx: Work, which: SQL | undefined): Promise<string[]> {
  const rows = await tx.db
    .select({ id: assignments.id })
    .from(assignments)
    .innerJoin(tasks, eq(tasks.id, assignments.taskId))
    .where(and(which, isCompletionScored, inArray(tasks.state, ['dispatched', 'closed'])))
    .orderBy(asc(assignments.effectiveDueAt), asc(assignments.id))
    .limit(batchSize)
    .for('no key update', { of: assignments, skipLocked: true })
  return rows.map((row) => row.id)
}
