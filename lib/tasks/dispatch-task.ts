import { and, eq } from 'drizzle-orm'
import { dispatches, tasks } from '@/db/schema'
import type { Context, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { freezeFormVersion } from '@/lib/forms/freeze-version'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { covers, reachOf, type Viewer } from '@/lib/policy/viewer'
import { keptRecipients } from './branches-under'
import { insertDispatch } from './insert-dispatch'
import { type Copy, copiesFor, insertCopies } from './issue-copies'
import { loadTask, type Task, type TaskNode } from './load'
import { nodesForDispatch } from './plan-nodes'
import { type Recipients, recipientsMark, resolveRecipients } from './resolve-recipients'
import { type DispatchInput, recipientChoice } from './schema'
import { tellCopied, tellRecipients } from './tell-recipients'

export interface DispatchResult {
  taskId: string
  dispatchId: string
  number: string
}

/**
 * 下达: turns a draft into one independent assignment for each recipient, resolved from today's
 * organisation tree, and writes their notices; all in one transaction. A second click, a second tab
 * and a retried request find the dispatch that is already there. With what stood beside the button
 * (version, number of copies, mark of the recipients), only that goes out. The system itself (no
 * viewer) sends in the name of who made the task.
 * @throws DomainError invalid when nobody is chosen or the due date has passed; conflict with the new
 *   numbers when draft or organisation tree have changed since they were shown
 */
export async function dispatchTask(ctx: Context, input: DispatchInput): Promise<DispatchResult> {
  return ctx.transact(async (tx) => {
    const found = await loadTask(ctx, tx.db, input.taskId)
    authorize(ctx.viewer, 'task.dispatch', found)
    // The row as it was taken: a change saved at the same moment belongs to what goes out.
    const [task] = await tx.db
      .update(tasks)
      .set({ state: 'dispatched', dispatchedAt: ctx.now })
      .where(and(eq(tasks.id, found.id), eq(tasks.state, 'draft')))
      .returning()
    if (!task) {
      tx.unchanged()
      return earlierDispatch(tx, found)
    }
    const nodes = await nodesForDispatch(tx.db, task)
    if (nodes.some((node) => node.dueAt <= ctx.now)) {
      throw invalid('截止时间已过，请先改截止时间再下达。草稿还在。', { dueOn: '截止时间已过' })
    }
    const choice = recipientChoice.parse(task.recipients)
    const recipients = await resolveRecipients(tx.db, choice, dayOf(ctx.now), task.route)
    if (ctx.viewer) {
      assertWithinReach(ctx.viewer, recipients)
    }
    const copies = copiesFor(recipients)
    assertAsShown(task, recipients, copies, input)
    if (copies.length === 0) {
      throw invalid('还没有选中任何党支部或人员，请选择后再下达。草稿还在。')
    }
    return issue(ctx, tx, task, { nodes, recipients, copies })
  })
}

async function earlierDispatch(tx: Work, task: Task): Promise<DispatchResult> {
  const [dispatch] = await tx.db
    .select({ id: dispatches.id, number: dispatches.number })
    .from(dispatches)
    .innerJoin(tasks, eq(tasks.id, dispatches.taskId))
    .where(
      and(
        eq(dispatches.taskId, task.id),
        eq(dispatches.kind, 'initial'),
        eq(tasks.state, 'dispatched'),
      ),
    )
  if (!dispatch) {
    throw conflict('这项任务已撤销或办结，不能下达。')
  }
  return { taskId: task.id, dispatchId: dispatch.id, number: dispatch.number }
}

function assertAsShown(task: Task, recipients: Recipients, copies: Copy[], shown: DispatchInput) {
  const isChanged = shown.version !== undefined && shown.version !== task.version
  const isSame =
    (shown.copies ?? copies.length) === copies.length &&
    (shown.seen === undefined || shown.seen === recipientsMark(recipients))
  if (!isChanged && isSame) {
    return
  }
  const branches = copies.filter((copy) => copy.personId === null).length
  const told = new Set(copies.flatMap((copy) => copy.told.map((person) => person.personId))).size
  const gone = recipients.gone.length > 0 ? `，另有 ${recipients.gone.length} 个对象已不在` : ''
  throw conflict(
    `${isChanged ? '草稿刚被改过' : '党组织或名册刚有变动'}，和您看到的不一样，所以还没有下达。现在是：${branches} 个党组织、${copies.length - branches} 份直接交办到人，共通知 ${told} 人${gone}。请刷新页面核对后再下达。`,
  )
}

/** An office issues to what is under it, not to its neighbours. */
export function assertWithinReach(viewer: Viewer, { organisations, people }: Recipients) {
  const reach = reachOf({ ...viewer, posts: [] })
  const outside = [
    ...organisations.map(({ organisation }) => organisation),
    ...people.map((person) => ({ id: person.organisationId, name: person.name })),
  ].filter((one) => !covers(reach, one.id))
  if (outside.length > 0) {
    throw invalid(
      `“${outside[0]?.name}”等 ${outside.length} 个对象不在您的下达范围内，请移除后再下达。草稿还在。`,
    )
  }
}

async function issue(
  ctx: Context,
  tx: Work,
  task: Task,
  going: { nodes: readonly TaskNode[]; recipients: Recipients; copies: Copy[] },
): Promise<DispatchResult> {
  const { nodes, recipients, copies } = going
  for (const versionId of new Set(nodes.flatMap((node) => node.formVersionId ?? []))) {
    await freezeFormVersion(ctx, tx, versionId)
  }
  if (recipients.under.size > 0) {
    const kept = keptRecipients(recipientChoice.parse(task.recipients), recipients)
    await tx.db.update(tasks).set({ recipients: kept }).where(eq(tasks.id, task.id))
  }
  const dispatch = await insertDispatch(ctx, tx, task, 'initial')
  await insertCopies(ctx, tx, task, nodes, dispatch.id, copies)
  await tellRecipients(ctx, tx, task, nodes, dispatch.id, copies)
  await tellCopied(tx, task, dispatch.id, recipients.copied, copies)
  tx.record({
    action: 'task.dispatch',
    subjectType: 'task',
    subjectId: task.id,
    detail: {
      dispatchId: dispatch.id,
      number: dispatch.number,
      assignments: copies.length,
      people: copies.reduce((count, copy) => count + copy.told.length, 0),
    },
  })
  return { taskId: task.id, dispatchId: dispatch.id, number: dispatch.number }
}
