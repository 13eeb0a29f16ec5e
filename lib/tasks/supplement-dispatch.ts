import { createHash } from 'node:crypto'
import { and, eq, notInArray } from 'drizzle-orm'
import { assignments, dispatches } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { dayOf, momentOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { assertWithinReach } from './dispatch-task'
import { findPersons } from './find-persons'
import { insertDispatch } from './insert-dispatch'
import { type Copy, copiesFor, insertCopies } from './issue-copies'
import { holdTaskUnderWay, loadTask, type Task } from './load'
import { nodesOf } from './plan-nodes'
import type { SupplementInput } from './requests/schema'
import { resolveRecipients } from './resolve-recipients'
import { type RecipientChoice, recipientChoice } from './schema'
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
 * finds what its key has made; the same key with another choice is refused.
 * @throws DomainError invalid when nobody new is chosen or the due has passed and no later one is
 *   given; conflict when the task is not under way
 */
export async function supplementDispatch(
  ctx: ViewerContext,
  input: SupplementInput,
): Promise<SupplementResult> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'task.dispatch', await loadTask(ctx, tx.db, input.taskId))
    // Two presses at once: the second waits here, and then finds what the first has made.
    const task = await holdTaskUnderWay(tx, input.taskId)
    const personIds = await findPersons(tx.db, input.persons ?? '', dayOf(ctx.now))
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
      ...(dueAt ? { dueAt } : {}),
    })
    return {
      taskId: task.id,
      dispatchId: done.dispatchId,
      number: done.number,
      spared: done.spared,
    }
  })
}

interface More {
  choice: RecipientChoice
  requestKey: string
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
  const { fresh, spared } = await withoutHolders(tx, task, copiesFor(recipients))
  if (fresh.length === 0) {
    throw invalid(
      spared.length > 0
        ? `选中的 ${spared.length} 个对象都已经有这项任务，没有需要补充的。`
        : '还没有选中任何党支部或人员，请选择后再补充下达。',
    )
  }
  const nodes = shifted(await nodesOf(tx.db, task.id), task, more.dueAt, tx.now)
  const dispatch = await insertDispatch(ctx, tx, task, 'supplement', {
    requestKey: more.requestKey,
    requestHash: more.requestHash ?? hashOf(more.choice, more.dueAt),
  })
  await insertCopies(ctx, tx, task, nodes, dispatch.id, fresh)
  await tellRecipients(ctx, tx, task, nodes, dispatch.id, fresh)
  await tellCopied(tx, task, dispatch.id, recipients.copied, fresh)
  tx.record({
    action: 'task.supplement',
    subjectType: 'task',
    subjectId: task.id,
    detail: { dispatchId: dispatch.id, number: dispatch.number, assignments: fresh.length },
  })
  return { dispatchId: dispatch.id, number: dispatch.number, copies: fresh, spared }
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

/** Who holds an open or finished copy does not get another; one that was 撤回 or 退办 may. */
async function withoutHolders(tx: Work, task: Task, copies: readonly Copy[]) {
  const held = await tx.db
    .select({ organisationId: assignments.organisationId, personId: assignments.personId })
    .from(assignments)
    .where(
      and(
        eq(assignments.taskId, task.id),
        notInArray(assignments.state, ['cancelled', 'not_applicable']),
      ),
    )
  const keyOf = (one: { organisationId: string; personId: string | null }) =>
    one.personId ?? one.organisationId
  const holders = new Set(held.map(keyOf))
  return {
    fresh: copies.filter((copy) => !holders.has(keyOf(copy))),
    spared: copies
      .filter((copy) => holders.has(keyOf(copy)))
      .map((copy) => (copy.personId ? (copy.told[0]?.name ?? '') : copy.organisationName)),
  }
}

function shifted<T extends { dueAt: Date }>(
  nodes: readonly T[],
  task: Task,
  dueAt: Date | undefined,
  now: Date,
): T[] {
  const due = dueAt ?? task.dueAt
  if (due <= now) {
    throw invalid('截止时间已过，请为补充下达的对象另定截止时间。选中的对象还在。', {
      dueOn: '请选择今天之后的日期',
    })
  }
  const later = due.getTime() - task.dueAt.getTime()
  return nodes.map((node) => ({ ...node, dueAt: new Date(node.dueAt.getTime() + later) }))
}

function hashOf(choice: RecipientChoice, dueAt: Date | undefined): string {
  const sorted = Object.entries(choice)
    .map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value])
    .sort()
  return createHash('sha256')
    .update(JSON.stringify([sorted, dueAt]))
    .digest('hex')
}
