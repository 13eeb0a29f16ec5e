import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { dispatches, drafts } from '@/db/schema'
import { loadCalendar } from '@/lib/calendar'
import type { ViewerContext } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { dayOf, momentOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { type DispatchEffect, effectOn } from './dispatch-effect'
import { assertWithinReach } from './dispatch-task'
import { findPersons } from './find-persons'
import { loadTask, type Task } from './load'
import { nodesOf } from './plan-nodes'
import {
  type ConfirmSupplementInput,
  type SupplementInput,
  supplementInput,
} from './requests/schema'
import { resolveRecipients } from './resolve-recipients'
import { recipientChoice } from './schema'
import { shifted, supplementMark, withoutHolders } from './supplement-copies'
import { type SupplementResult, supplementDispatch, supplementKey } from './supplement-dispatch'

/** What an officer chose for 补充下达 and has not sent yet; single persons as they were found. */
const storedPlan = supplementInput.extend({ personIds: z.array(z.uuid()) })
export type SupplementPlan = z.output<typeof storedPlan>

export interface SupplementEffect extends DispatchEffect {
  /** Those who have it already and are left out. */
  spared: string[]
  /** Due of the new copies. */
  dueAt: Date
}

/**
 * Keeps a choice for 补充下达, for its effect to be looked at; nothing goes out. An officer has one at
 * a time for a task. Not audited, as no draft is (seams.md 12).
 * @throws DomainError not_found, forbidden; invalid when nobody new is chosen, somebody is not known,
 *   or the due has passed; conflict when the task is not under way
 */
export async function planSupplement(
  ctx: ViewerContext,
  input: SupplementInput,
): Promise<{ taskId: string; requestKey: string }> {
  return ctx.transact(async (tx) => {
    tx.unchanged()
    const task = await loadTask(ctx, tx.db, input.taskId)
    authorize(ctx.viewer, 'task.dispatch', task)
    if (task.state !== 'dispatched') {
      throw conflict('这项任务不在办理中，不能补充下达。')
    }
    const personIds = await findPersons(tx.db, input.persons ?? '', dayOf(ctx.now))
    const plan = { ...input, personIds }
    const { fresh, spared, dueAt } = await chosen(ctx, task, plan)
    assertWithinReach(ctx.viewer, fresh)
    if (dueAt <= ctx.now) {
      throw invalid('截止时间已过，请为补充下达的对象另定截止时间。选中的对象还在。', {
        dueOn: '请选择今天之后的日期',
      })
    }
    if (fresh.organisations.length + fresh.people.length === 0) {
      throw invalid(
        spared.length > 0
          ? `选中的 ${spared.length} 个对象都已经有这项任务，没有需要补充的。`
          : '还没有选中任何党支部或人员，请选择后再看影响。',
      )
    }
    const next = { version: 1, body: plan, updatedAt: ctx.now }
    await tx.db
      .insert(drafts)
      .values({ personId: ctx.viewer.personId, key: supplementKey(task.id), ...next })
      .onConflictDoUpdate({ target: [drafts.personId, drafts.key], set: next })
    return input
  })
}

/** The viewer's own choice under its key, null once it has gone out or was replaced by another. */
export async function plannedSupplement(
  ctx: ViewerContext,
  { taskId, requestKey }: { taskId: string; requestKey: string },
): Promise<SupplementPlan | null> {
  const [row] = await ctx.db
    .select({ body: drafts.body })
    .from(drafts)
    .where(and(eq(drafts.personId, ctx.viewer.personId), eq(drafts.key, supplementKey(taskId))))
  const plan = storedPlan.safeParse(row?.body)
  return plan.success && plan.data.requestKey === requestKey ? plan.data : null
}

/** What sending a choice out now would do, in numbers; reads only. */
export async function supplementEffect(
  ctx: ViewerContext,
  task: Task,
  plan: SupplementPlan,
): Promise<SupplementEffect> {
  const [{ fresh, spared, dueAt }, calendar, nodes] = await Promise.all([
    chosen(ctx, task, plan),
    loadCalendar(ctx.db),
    nodesOf(ctx.db, task.id),
  ])
  const effect = await effectOn(
    ctx,
    { ...task, dueAt },
    { recipients: fresh, calendar, nodes: shifted(nodes, task, { dueAt, now: ctx.now, calendar }) },
  )
  return {
    ...effect,
    spared,
    dueAt,
    isDuePast: dueAt <= ctx.now,
    seen: supplementMark(fresh, dueAt),
  }
}

async function chosen(ctx: ViewerContext, task: Task, plan: SupplementPlan) {
  const choice = recipientChoice.parse(plan)
  const recipients = await resolveRecipients(ctx.db, choice, dayOf(ctx.now), 'direct')
  return {
    ...(await withoutHolders(ctx.db, task.id, recipients)),
    dueAt: plan.dueOn ? momentOf(plan.dueOn, plan.dueTime) : task.dueAt,
  }
}

/**
 * Sends out the choice whose effect was shown. A retried request finds what it has made.
 * @throws DomainError as `supplementDispatch`; conflict when the choice was replaced meanwhile
 */
export async function confirmSupplement(
  ctx: ViewerContext,
  input: ConfirmSupplementInput,
): Promise<SupplementResult> {
  const plan = await plannedSupplement(ctx, input)
  if (plan) {
    return supplementDispatch(ctx, { ...plan, seen: input.seen })
  }
  const { id: taskId } = await loadTask(ctx, ctx.db, input.taskId)
  const [done] = await ctx.db
    .select({ dispatchId: dispatches.id, number: dispatches.number })
    .from(dispatches)
    .where(and(eq(dispatches.taskId, taskId), eq(dispatches.requestKey, input.requestKey)))
  if (!done) {
    throw conflict('选中的对象在另一个页面改过了，所以还没有下达。请重新看一遍影响再下达。')
  }
  return { taskId, ...done, spared: [] }
}
