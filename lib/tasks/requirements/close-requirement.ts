import { and, eq, inArray, sql } from 'drizzle-orm'
import { requirements, tasks } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { holdRequirement, type Requirement } from './load-requirement'

/**
 * 销号, with the result in words, once no task on it is open any more. The rule of one task (销号
 * 人) has been kept when that task was closed.
 * @throws DomainError conflict with the number of open tasks, or when it is closed already
 */
export async function closeRequirement(
  ctx: ViewerContext,
  input: { requirementId: string; result: string },
): Promise<Requirement> {
  return ctx.transact(async (tx) => {
    const requirement = await holdRequirement(ctx, tx, input.requirementId)
    authorize(ctx.viewer, 'requirement.close', requirement)
    await assertNoOpenTask(tx, requirement.id)
    const closed = await move(tx, requirement, {
      from: 'registered',
      set: {
        state: 'closed',
        closedAt: tx.now,
        closedBy: ctx.viewer.personId,
        result: input.result,
      },
    })
    tx.record({
      action: 'requirement.close',
      subjectType: 'requirement',
      subjectId: requirement.id,
      detail: { number: requirement.number, result: input.result },
    })
    return closed
  })
}

/**
 * 恢复办理, with the reason; the result of before stays in the record.
 * @throws DomainError conflict unless it is closed
 */
export async function reopenRequirement(
  ctx: ViewerContext,
  input: { requirementId: string; reason: string },
): Promise<Requirement> {
  return ctx.transact(async (tx) => {
    const requirement = await holdRequirement(ctx, tx, input.requirementId)
    authorize(ctx.viewer, 'requirement.reopen', requirement)
    const opened = await move(tx, requirement, {
      from: 'closed',
      set: { state: 'registered', closedAt: null, closedBy: null, result: null },
    })
    tx.record({
      action: 'requirement.reopen',
      subjectType: 'requirement',
      subjectId: requirement.id,
      detail: { number: requirement.number, reason: input.reason, result: requirement.result },
    })
    return opened
  })
}

async function assertNoOpenTask(tx: Work, requirementId: string): Promise<void> {
  const [open] = await tx.db
    .select({
      drafts: sql<number>`(count(*) filter (where ${tasks.state} = 'draft'))::int`,
      working: sql<number>`(count(*) filter (where ${tasks.state} = 'dispatched'))::int`,
    })
    .from(tasks)
    .where(
      and(eq(tasks.requirementId, requirementId), inArray(tasks.state, ['draft', 'dispatched'])),
    )
  const words = [
    open?.working ? `${open.working} 项任务没有办结` : '',
    open?.drafts ? `${open.drafts} 份任务草稿没有下达` : '',
  ].filter(Boolean)
  if (words.length > 0) {
    throw conflict(`还有${words.join('、')}，不能销号。请先办结或撤销这些任务，填写的内容还在。`)
  }
}

async function move(
  tx: Work,
  requirement: Requirement,
  { from, set }: { from: Requirement['state']; set: Partial<Requirement> },
): Promise<Requirement> {
  const [moved] = await tx.db
    .update(requirements)
    .set({ ...set, version: sql`${requirements.version} + 1` })
    .where(and(eq(requirements.id, requirement.id), eq(requirements.state, from)))
    .returning()
  if (!moved) {
    throw conflict(
      from === 'registered'
        ? '这项立项已经销号，这次没有改动。请刷新后查看结果。'
        : '这项立项正在办理中，这次没有改动。',
    )
  }
  return moved
}
