import { and, eq, inArray, isNull } from 'drizzle-orm'
import { openAssignmentStates } from '@/db/enums'
import { assignments, clockSegments, steps, tasks } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { whoHeardNothing } from '@/lib/notifications/heard-nothing'
import { withdrawUnsent } from '@/lib/notifications/withdraw-unsent'
import { authorize } from '@/lib/policy'
import { loadTask, type Task } from './load'
import { noteChanges } from './note-changes'
import { tellAssignees } from './tell'

/**
 * 撤销: ends a task for everybody who still works on it; what has been approved stays. Unsent
 * messages stop, those who were told hear why: by SMS only if one about the task has left. A draft
 * just ends.
 * @throws DomainError conflict when the task has ended already
 */
export async function cancelTask(
  ctx: ViewerContext,
  input: { taskId: string; reason: string },
): Promise<Task> {
  return ctx.transact(async (tx) => {
    const task = await loadTask(ctx, tx.db, input.taskId)
    authorize(ctx.viewer, 'task.cancel', task)
    const [cancelled] = await tx.db
      .update(tasks)
      .set({ state: 'cancelled', cancelledAt: ctx.now, cancelReason: input.reason })
      .where(and(eq(tasks.id, task.id), inArray(tasks.state, ['draft', 'dispatched'])))
      .returning()
    if (!cancelled) {
      throw conflict('这项任务已经办结或撤销，不能再撤销。')
    }
    const ended = await endOpenAssignments(tx, task, input.reason)
    const endedIds = ended.map((assignment) => assignment.id)
    await noteChanges(ctx, tx, endedIds, { kind: 'cancelled', reason: input.reason })
    await withdrawUnsent(tx, { subjectIds: endedIds })
    const heardNothing = await whoHeardNothing(tx.db, endedIds)
    await tellAssignees(tx, task, ended, (assignment, personId) => ({
      kind: 'task_cancelled',
      body: `已撤销，无需再办理。原因：${input.reason}`,
      smsTemplate: heardNothing(personId, assignment.id) ? null : 'task_cancelled',
    }))
    tx.record({
      action: 'task.cancel',
      subjectType: 'task',
      subjectId: task.id,
      detail: { reason: input.reason, assignments: ended.length },
    })
    return cancelled
  })
}

async function endOpenAssignments(tx: Work, task: Task, reason: string) {
  const ended = await tx.db
    .update(assignments)
    .set({ state: 'cancelled', stateSince: tx.now, closingReason: reason })
    .where(
      and(eq(assignments.taskId, task.id), inArray(assignments.state, [...openAssignmentStates])),
    )
    .returning()
  await stopClocks(
    tx,
    ended.map((assignment) => assignment.id),
  )
  return ended
}

/** Ends the steps of assignments that nobody works on any more, and their clocks. */
export async function stopClocks(tx: Work, assignmentIds: readonly string[]): Promise<void> {
  const ended = await tx.db
    .update(steps)
    .set({ state: 'ended' })
    .where(inArray(steps.assignmentId, [...assignmentIds]))
    .returning({ id: steps.id })
  await tx.db
    .update(clockSegments)
    .set({ endsAt: tx.now })
    .where(
      and(
        inArray(
          clockSegments.stepId,
          ended.map((step) => step.id),
        ),
        isNull(clockSegments.endsAt),
      ),
    )
}

/**
 * 办结 of the whole task, once nobody has anything left to hand in or to review.
 * @throws DomainError conflict with the number of assignments still open
 */
export async function closeTask(ctx: ViewerContext, input: { taskId: string }): Promise<Task> {
  return ctx.transact(async (tx) => {
    const task = await loadTask(ctx, tx.db, input.taskId)
    authorize(ctx.viewer, 'task.close', task)
    const [closed] = await tx.db
      .update(tasks)
      .set({ state: 'closed', closedAt: ctx.now })
      .where(and(eq(tasks.id, task.id), eq(tasks.state, 'dispatched')))
      .returning()
    if (!closed) {
      throw conflict('这项任务不在办理中，不能办结。')
    }
    const open = await tx.db.$count(
      assignments,
      and(eq(assignments.taskId, task.id), inArray(assignments.state, [...openAssignmentStates])),
    )
    if (open > 0) {
      throw conflict(`还有 ${open} 份没有办完（未提交或待审核），办完后再办结。`)
    }
    tx.record({ action: 'task.close', subjectType: 'task', subjectId: task.id })
    return closed
  })
}
