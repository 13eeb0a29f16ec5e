import { and, eq, gt, inArray, notExists, sql } from 'drizzle-orm'
import { bulkInsert } from '@/db/bulk'
import { assigneeTurnStates } from '@/db/enums'
import { newId } from '@/db/ids'
import { assignments, tasks, urges } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { formatMoment } from '@/lib/format'
import { authorize } from '@/lib/policy'
import { loadTask } from './load'
import { tellAssignees } from './tell'

/** Least time between two urgings of one recipient, in milliseconds. */
const spacingMs = 4 * 3_600_000

export interface UrgeResult {
  taskId: string
  urged: number
  /** Left out because they were urged within the last four hours. */
  spared: number
}

/**
 * 催办: everybody who has not answered (or one of them), but nobody twice within four hours.
 * @throws DomainError conflict when there is nobody left to urge
 */
export async function urgeAssignments(
  ctx: ViewerContext,
  input: { taskId: string; assignmentId?: string | undefined; words?: string | undefined },
): Promise<UrgeResult> {
  return ctx.transact(async (tx) => {
    const task = await loadTask(ctx, tx.db, input.taskId)
    authorize(ctx.viewer, 'task.edit', task)
    // Of two presses at once the second waits here, and then sees whom the first urged.
    await tx.db.select({ id: tasks.id }).from(tasks).where(eq(tasks.id, task.id)).for('update')
    const recent = tx.db
      .select({ one: sql`1` })
      .from(urges)
      .where(
        and(
          eq(urges.assignmentId, assignments.id),
          gt(urges.at, new Date(ctx.now.getTime() - spacingMs)),
        ),
      )
    const unanswered = and(
      eq(assignments.taskId, task.id),
      inArray(assignments.state, [...assigneeTurnStates]),
      input.assignmentId ? eq(assignments.id, input.assignmentId) : undefined,
    )
    const waiting = await tx.db.$count(assignments, unanswered)
    const due = await tx.db
      .select()
      .from(assignments)
      .where(and(unanswered, notExists(recent)))
    if (due.length === 0) {
      throw conflict(
        waiting > 0
          ? '这些支部四小时内刚催办过，为减轻打扰，请稍后再催。'
          : '没有需要催办的支部：都已提交或办结。',
      )
    }
    await bulkInsert(
      tx.db,
      urges,
      due.map((assignment) => ({
        id: newId(),
        assignmentId: assignment.id,
        byId: ctx.viewer.personId,
        at: ctx.now,
        words: input.words ?? null,
      })),
    )
    await tellAssignees(tx, task, due, (assignment) => ({
      kind: 'task_urged',
      body: input.words ?? `请于 ${formatMoment(assignment.effectiveDueAt, ctx.now)} 前完成。`,
      smsTemplate: 'task_urged',
    }))
    tx.record({
      action: 'task.urge',
      subjectType: 'task',
      subjectId: task.id,
      detail: { assignments: due.map((assignment) => assignment.id) },
    })
    return { taskId: task.id, urged: due.length, spared: waiting - due.length }
  })
}
