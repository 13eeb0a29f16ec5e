import { and, sql } from 'drizzle-orm'
import type { ViewerContext } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { isAssigneesTurn } from './board-queries'
import type { UrgeFilteredInput } from './supervision-address'
import { supervised, supervisedTables } from './supervision-scope'
import { type UrgeResult, urgeMany } from './urge-assignments'
import { visibleTasks } from './visible'

/** Copies urged by one press at most. */
export const urgedAtOnce = 1000

/**
 * 催办 of everything the supervision view lists under a filter that waits for its branch, of tasks
 * the viewer issues; the most urgent first, a thousand at most.
 * @throws DomainError conflict when there is nobody left to urge
 */
export async function urgeFiltered(
  ctx: ViewerContext,
  { words, ...filter }: UrgeFilteredInput,
): Promise<UrgeResult> {
  const rows = await ctx.db.execute<{ id: string }>(sql`
    select assignments.id from ${supervisedTables}
    where ${and(supervised(ctx, filter), visibleTasks(ctx.viewer), isAssigneesTurn())}
    order by assignments.effective_due_at, assignments.id limit ${urgedAtOnce}`)
  if (rows.length === 0) {
    throw conflict('这个条件下没有需要催办的：都已提交，或不是您下达的任务。')
  }
  return urgeMany(ctx, { assignmentIds: rows.map((row) => row.id), words })
}
