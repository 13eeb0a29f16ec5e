import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { dispatches, drafts } from '@/db/schema'
import { loadCalendar } from '@/lib/calendar'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { dayOf, momentOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { assertWithinReach } from './dispatch-task'
import { tieDuties } from './duties-of-copies'
import { findPersons } from './find-persons'
import { insertDispatch } from './insert-dispatch'
import { copiesFor, insertCopies } from './issue-copies'
import { holdTaskUnderWay, loadTask, type Task } from './load'
import { nodesOf } from './plan-nodes'
import type { SupplementInput } from './requests/schema'
import { type Recipients, resolveRecipients } from './resolve-recipients'
import { type RecipientChoice, recipientChoice } from './schema'
import { shifted, supplementMark, withoutHolders } from './supplement-copies'
import { tellCopied, tellRecipients } from './tell-recipients'

export interface SupplementResult {
  taskId: string
  dispatchId: string
  number: string
  /** Those who have it already and were left out. */
  spared: string[]
}

/**
 * 补充下达: further recipients of a task under way, with a receipt of its own. A retried request
 * finds what its key has made; the same key with another choice is refused. With the mark that stood
 * beside the button, only what was shown goes out.
 * @throws DomainError invalid when nobody new is chosen or the due has passed and no later one is
 *   given; conflict when the task is not under way, or with the new numbers when those who receive it
 *   have changed since they were shown
 */
export async function supplementDispatch(
  ctx: ViewerContext,
  input: SupplementInput & { personIds?: string[] },
): Promise<SupplementResult> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'task.dispatch', await loadTask(ctx, tx.db, input.taskId))
    // Two presses at once: the second waits here, and then finds what the first has made.
    const task = await holdTaskUnderWay(tx, input.taskId)
    const personIds =
      input.personIds ?? (await findPersons(tx.db, input.persons ?? '', dayOf(ctx.now)))
    const choice = recipientChoice.parse({ ...input, personIds })
    const dueAt = input.dueOn ? momentOf(input.dueOn, input.dueTime) : undefined
    const requestHash = hashOf(choice, dueAt)
    const earlier = await sameRequest(tx, task, input.requestKey, requestHash)
    if (earlier) {
      tx.unchanged()
      return earlier
    }
    const done = await issueMore(ctx, tx, task, {
      choice,
      requestKey: input.requestKey,
      requestHash,
      seen: input.seen,
      ...(dueAt ? { dueAt } : {}),
    })
    await tx.db
      .delete(drafts)
      .where(and(eq(drafts.personId, ctx.viewer.personId), eq(drafts.key, supplementKey(task.id))))
    return {
      taskId: task.id,
      dispatchId: done.dispatchId,
      number: done.number,
      spared: done.spared,
    }
  })
}

/** Where the choice of one officer for one task waits for his confirmation. */
export function supplementKey(taskId: string): string {
  return `supplement:${taskId}`
}

/** What an officer confirmed or an answer asks for. */
interface More {
  choice: RecipientChoice
  requestKey: string
  /** The mark of what was shown; nothing was shown where a request is answered. */
  seen?: string | undefined
  requestHash?: string
  /** Due of the new copies; the nodes before keep their distance from it. */
  dueAt?: Date
  /** 改派: the office's answer to a request, whoever gives it; the target is checked against its reach. */
  isReassignment?: boolean
}

/**
 * Issues copies of a task under way to those of a choice who have none: part of 补充下达 and 改派.
 * @throws DomainError conflict, invalid
 */
export async function issueMore(ctx: ViewerContext, tx: Work, task: Task, more: More) {
  if (task.state !== 'dispatched') {
    throw conflict('这项任务不在办理中，不能补充下达。')
  }
  const recipients = await resolveRecipients(tx.db, more.choice, dayOf(tx.now), 'direct')
  if (!more.isReassignment) {
    assertWithinReach(ctx.viewer, recipients)
  }
  const { fresh, spared } = await withoutHolders(tx.db, task.id, recipients)
  const copies = copiesFor(fresh)
  const dueAt = more.dueAt ?? task.dueAt
  if (dueAt <= tx.now) {
    throw invalid('截止时间已过，请为补充下达的对象另定截止时间。选中的对象还在。', {
      dueOn: '请选择今天之后的日期',
    })
  }
  assertAsShown(more.seen, fresh, dueAt)
  if (copies.length === 0) {
    throw invalid(
      spared.length > 0
        ? `选中的 ${spared.length} 个对象都已经有这项任务，没有需要补充的。`
        : '还没有选中任何党支部或人员，请选择后再补充下达。',
    )
  }
  const planned = await nodesOf(tx.db, task.id)
  const nodes = shifted(planned, task, {
    ...{ dueAt, now: tx.now },
    calendar: await loadCalendar(tx.db),
  })
  const dispatch = await insertDispatch(ctx, tx, task, 'supplement', {
    requestKey: more.requestKey,
    requestHash: more.requestHash ?? hashOf(more.choice, more.dueAt),
  })
  await insertCopies(ctx, tx, task, nodes, dispatch.id, copies)
  await tieDuties(tx, { ...task, dueAt }, planned, copies)
  await tellRecipients(ctx, tx, task, nodes, dispatch.id, copies)
  await tellCopied(tx, task, dispatch.id, fresh.copied, copies)
  tx.record({
    action: 'task.supplement',
    subjectType: 'task',
    subjectId: task.id,
    detail: { dispatchId: dispatch.id, number: dispatch.number, assignments: copies.length },
  })
  return { dispatchId: dispatch.id, number: dispatch.number, copies, spared }
}

/** What goes out is what was looked at. */
function assertAsShown(seen: string | undefined, fresh: Recipients, dueAt: Date): void {
  if (seen === undefined || seen === supplementMark(fresh, dueAt)) {
    return
  }
  const told = new Set([
    ...fresh.organisations.flatMap((one) => one.told.map((holder) => holder.personId)),
    ...fresh.people.map((person) => person.personId),
  ])
  throw conflict(
    `党组织、名册或这项任务的对象刚有变动，和您看到的不一样，所以还没有下达。现在是：${fresh.organisations.length} 个党组织、${fresh.people.length} 份直接交办到人，共通知 ${told.size} 人。请刷新页面核对后再下达。`,
  )
}

async function sameRequest(
  tx: Work,
  task: Task,
  requestKey: string,
  requestHash: string,
): Promise<SupplementResult | null> {
  const [earlier] = await tx.db
    .select()
    .from(dispatches)
    .where(and(eq(dispatches.taskId, task.id), eq(dispatches.requestKey, requestKey)))
  if (!earlier) {
    return null
  }
  if (earlier.requestHash !== requestHash) {
    throw conflict('这次补充下达已经发出，之后改动的对象没有包括在内。请刷新页面后另行补充。')
  }
  return { taskId: task.id, dispatchId: earlier.id, number: earlier.number, spared: [] }
}

function hashOf(choice: RecipientChoice, dueAt: Date | undefined): string {
  const sorted = Object.entries(choice)
    .map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value])
    .sort()
  return createHash('sha256')
    .update(JSON.stringify([sorted, dueAt]))
    .digest('hex')
}
