import { like, sql } from 'drizzle-orm'
import type { DispatchKind } from '@/db/enums'
import { newId } from '@/db/ids'
import { lockUntilCommit } from '@/db/locks'
import { dispatches } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { dayOf, quarterOf } from '@/lib/period'
import type { Task } from './load'

export type Dispatch = typeof dispatches.$inferSelect

/** What a request for 补充下达 or 分解 is known by when it comes again. */
export interface DispatchRequest {
  requestKey: string
  requestHash: string
}

/**
 * The row of one pressing of 下达 with its receipt number, which counts within the quarter; the lock
 * keeps two dispatches from taking one. Where the system itself sends, in the name of the task's maker.
 */
export async function insertDispatch(
  ctx: Context,
  tx: Work,
  task: Task,
  kind: DispatchKind,
  request?: DispatchRequest,
): Promise<Dispatch> {
  const prefix = `${quarterOf(dayOf(ctx.now))}-`
  await lockUntilCommit(tx.db, 'dispatchNumber')
  const [last] = await tx.db
    .select({ serial: sql<number>`coalesce(max(split_part(number, '-', 2)::int), 0)` })
    .from(dispatches)
    .where(like(dispatches.number, `${prefix}%`))
  const dispatch = {
    id: newId(),
    taskId: task.id,
    kind,
    number: `${prefix}${String((last?.serial ?? 0) + 1).padStart(4, '0')}`,
    dispatchedBy: ctx.viewer?.personId ?? task.createdBy,
    dispatchedAt: ctx.now,
    requestKey: request?.requestKey ?? null,
    requestHash: request?.requestHash ?? null,
  }
  await tx.db.insert(dispatches).values(dispatch)
  return dispatch
}
