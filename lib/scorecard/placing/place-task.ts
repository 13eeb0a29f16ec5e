import { and, eq } from 'drizzle-orm'
import { tasks } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { loadTask, type Task } from '@/lib/tasks/load'
import type { PlaceTaskInput } from './schema'
import { taskPlace } from './task-place'

/**
 * Says before a task goes out in which indicator of the index it stands, or that it does not score.
 * Nothing scores unless it is said; after 下达 it stays as it went out.
 * @throws DomainError not_found, forbidden; invalid for an indicator that reads no tasks; conflict
 *   once it has gone out, or when the draft was changed meanwhile
 */
export async function placeTask(ctx: ViewerContext, input: PlaceTaskInput): Promise<Task> {
  const indicatorKey = input.indicatorKey ?? null
  return ctx.transact(async (tx) => {
    const task = await loadTask(ctx, tx.db, input.taskId)
    authorize(ctx.viewer, 'task.edit', task)
    const { choices } = await taskPlace(tx.db, task)
    if (indicatorKey !== null && !choices.some((one) => one.key === indicatorKey)) {
      throw invalid('这项指标不从任务取数，或不在本季度的办法里，没有保存。请刷新后重新选择。', {
        indicatorKey: '请重新选择指标',
      })
    }
    const isScored = indicatorKey !== null
    if (task.indicatorKey === indicatorKey && task.isScored === isScored) {
      tx.unchanged()
      return task
    }
    const [placed] = await tx.db
      .update(tasks)
      .set({ indicatorKey, isScored, version: task.version + 1 })
      .where(and(eq(tasks.id, task.id), eq(tasks.state, 'draft'), eq(tasks.version, input.version)))
      .returning()
    if (!placed) {
      throw conflict('这份草稿刚被修改过或已经下达，没有保存。请刷新后核对，再选择。')
    }
    tx.record({
      action: 'task.place',
      subjectType: 'task',
      subjectId: task.id,
      detail: { indicatorKey, isScored, version: placed.version },
    })
    return placed
  })
}
