import { and, eq, isNull } from 'drizzle-orm'
import { people, tasks } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { type NewNotice, writeNotices } from '@/lib/notifications/notify'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import type { ChangeCloserInput } from './closer-schema'
import { findOnePerson } from './find-persons'
import { loadTask, type Task } from './load'
import { assertCloser } from './save-task'
import { noteTaskChange } from './task-changes'

export interface CloserChange {
  taskId: string
  /** The new 销号人, null where any officer of the office may close it from now on. */
  name: string | null
}

/**
 * 变更销号人 of a task that is under way, by the issuing office. Both are told, but for who does it.
 * @throws DomainError not_found; invalid when not exactly one officer of the office is meant; conflict
 *   when the task is not under way, when it is the same person, or a colleague changed it meanwhile
 */
export async function changeCloser(
  ctx: ViewerContext,
  input: ChangeCloserInput,
): Promise<CloserChange> {
  return ctx.transact(async (tx) => {
    const before = await loadTask(ctx, tx.db, input.taskId)
    authorize(ctx.viewer, 'task.changeCloser', before)
    const where = { day: dayOf(ctx.now), field: 'closer', label: '销号人' }
    const closerId = await findOnePerson(tx.db, input.closer ?? '', where)
    if (closerId === before.closerId) {
      throw conflict(
        closerId ? '销号人原来就是这一位，没有改动。' : '原来就没有指定销号人，没有改动。',
      )
    }
    if (input.present && input.present !== (before.closerId ?? 'none')) {
      throw conflict(changedMeanwhile)
    }
    await assertCloser(ctx, tx, { ...before, closerId })
    const task = await replace(tx, before, closerId)
    await tellBoth(ctx, tx, before, task)
    await noteTaskChange(ctx, tx, {
      taskId: task.id,
      kind: 'closer',
      fromPersonId: before.closerId,
      toPersonId: closerId,
      reason: input.reason,
    })
    tx.record({
      action: 'task.changeCloser',
      subjectType: 'task',
      subjectId: task.id,
      detail: { from: before.closerId, to: closerId, reason: input.reason },
    })
    const [person] = closerId
      ? await tx.db.select({ name: people.name }).from(people).where(eq(people.id, closerId))
      : []
    return { taskId: task.id, name: person?.name ?? null }
  })
}

const changedMeanwhile = '销号人刚被同事改过，这次没有改动。请刷新页面查看现状。'

async function replace(tx: Work, before: Task, closerId: string | null): Promise<Task> {
  const [task] = await tx.db
    .update(tasks)
    .set({ closerId })
    .where(
      and(
        eq(tasks.id, before.id),
        eq(tasks.state, 'dispatched'),
        before.closerId === null ? isNull(tasks.closerId) : eq(tasks.closerId, before.closerId),
      ),
    )
    .returning()
  if (!task) {
    throw conflict(
      before.state === 'dispatched'
        ? changedMeanwhile
        : '只有办理中的任务可以变更销号人：草稿请直接修改，已办结或撤销的不用再销号。',
    )
  }
  return task
}

async function tellBoth(ctx: ViewerContext, tx: Work, before: Task, task: Task): Promise<void> {
  const told = [
    { personId: before.closerId, body: '您不再担任这项任务的销号人，不用再由您办结。' },
    { personId: task.closerId, body: '请您担任这项任务的销号人：各党组织都办完后，由您办结。' },
  ]
  await writeNotices(
    tx,
    told.flatMap(({ personId, body }): NewNotice[] =>
      personId && personId !== ctx.viewer.personId
        ? [
            {
              personId,
              body,
              kind: 'handover',
              title: task.title,
              // Whoever has left the office does not see the task any more.
              href: personId === task.closerId ? `/tasks/${task.id}` : null,
              subjectType: 'task',
              subjectId: task.id,
              smsTemplate: null,
            },
          ]
        : [],
    ),
  )
}
