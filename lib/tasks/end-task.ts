import { and, eq, inArray, isNull } from 'drizzle-orm'
import { openAssignmentStates } from '@/db/enums'
import { assignments, tasks } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { whoHeardNothing } from '@/lib/notifications/heard-nothing'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { endAssignments } from './end-assignments'
import { loadTask, type Task } from './load'
import { closableBy } from './reviewers'
import { tellAssignees } from './tell'
import { tellCopiedCancelled } from './tell-copied-cancelled'

/**
 * 撤销: ends a task for everybody who still works on it; what has been approved stays. Unsent
 * messages stop, those who were told hear why: by SMS only if one about the task has left; those to
 * whom it was copied (抄送), in the application. A draft just ends.
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
    const ended = await endAssignments(ctx, tx, await openOf(tx, task), {
      kind: 'cancelled',
      reason: input.reason,
    })
    const heardNothing = await whoHeardNothing(
      tx.db,
      ended.map((assignment) => assignment.id),
    )
    const told = await tellAssignees(tx, task, ended, (assignment, personId) => ({
      kind: 'task_cancelled',
      body: `已撤销，无需再办理。原因：${input.reason}`,
      smsTemplate: heardNothing(personId, assignment.id) ? null : 'task_cancelled',
    }))
    await tellCopiedCancelled(tx, task, input.reason, told)
    tx.record({
      action: 'task.cancel',
      subjectType: 'task',
      subjectId: task.id,
      detail: { reason: input.reason, assignments: ended.length },
    })
    return cancelled
  })
}

async function openOf(tx: Work, task: Task): Promise<string[]> {
  const rows = await tx.db
    .select({ id: assignments.id })
    .from(assignments)
    .where(
      and(eq(assignments.taskId, task.id), inArray(assignments.state, [...openAssignmentStates])),
    )
  return rows.map((row) => row.id)
}

/**
 * 办结 of the whole task, once nobody has anything left to hand in or to review; by the one who is
 * named for it (销号) while he is in office.
 * @throws DomainError conflict with the number of assignments still open
 */
export async function closeTask(ctx: ViewerContext, input: { taskId: string }): Promise<Task> {
  return ctx.transact(async (tx) => {
    const task = await loadTask(ctx, tx.db, input.taskId)
    authorize(ctx.viewer, 'task.close', await closableBy(tx.db, task, dayOf(ctx.now)))
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

/**
 * 归档 of a task that is done with: out of the lists of what was closed lately, kept for good.
 * @throws DomainError conflict unless it is closed
 */
export async function archiveTask(ctx: ViewerContext, input: { taskId: string }): Promise<Task> {
  return ctx.transact(async (tx) => {
    const task = await loadTask(ctx, tx.db, input.taskId)
    authorize(ctx.viewer, 'task.archive', task)
    if (task.archivedAt) {
      tx.unchanged()
      return task
    }
    const [archived] = await tx.db
      .update(tasks)
      .set({ archivedAt: ctx.now })
      .where(and(eq(tasks.id, task.id), eq(tasks.state, 'closed'), isNull(tasks.archivedAt)))
      .returning()
    if (!archived) {
      throw conflict('只有已办结的任务可以归档，没有改动。')
    }
    tx.record({ action: 'task.archive', subjectType: 'task', subjectId: task.id })
    return archived
  })
}
