import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { planMilestones } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { holdPlan, type LoadedMilestone, loadMilestone, type Milestone } from './load-plan'
import type { DeclareMilestoneInput } from './schema'

/**
 * 登记完成, with the day and the result in words.
 * @throws DomainError conflict unless its plan is published and it is not done yet; invalid for a
 *   day yet to come or before its start
 */
export async function declareMilestone(
  ctx: ViewerContext,
  input: DeclareMilestoneInput,
): Promise<Milestone> {
  return ctx.transact(async (tx) => {
    const { milestone } = await held(ctx, tx, input.milestoneId)
    if (input.doneOn > dayOf(ctx.now) || input.doneOn < milestone.startsOn) {
      throw invalid('完成日期需要修改，其他内容都还在。', {
        doneOn: '完成日期不早于开始日期，不晚于今天',
      })
    }
    const [done] = await tx.db
      .update(planMilestones)
      .set({ doneOn: input.doneOn, doneBy: ctx.viewer.personId, result: input.result })
      .where(and(eq(planMilestones.id, milestone.id), isNull(planMilestones.doneOn)))
      .returning()
    if (!done) {
      throw conflict('这个节点已登记完成，这次没有改动。请刷新后查看结果。')
    }
    tx.record({
      action: 'plan.declare',
      subjectType: 'plan_milestone',
      subjectId: milestone.id,
      detail: { doneOn: input.doneOn, result: input.result },
    })
    return done
  })
}

/**
 * 撤回完成登记, with the reason; the result of before stays in the record.
 * @throws DomainError conflict unless it has been declared done
 */
export async function withdrawDeclaration(
  ctx: ViewerContext,
  input: { milestoneId: string; reason: string },
): Promise<Milestone> {
  return ctx.transact(async (tx) => {
    const { milestone } = await held(ctx, tx, input.milestoneId)
    const [opened] = await tx.db
      .update(planMilestones)
      .set({ doneOn: null, doneBy: null, result: null })
      .where(and(eq(planMilestones.id, milestone.id), isNotNull(planMilestones.doneOn)))
      .returning()
    if (!opened) {
      throw conflict('这个节点没有登记完成，这次没有改动。请刷新后核对。')
    }
    tx.record({
      action: 'plan.withdrawDeclaration',
      subjectType: 'plan_milestone',
      subjectId: milestone.id,
      detail: { reason: input.reason, doneOn: milestone.doneOn, result: milestone.result },
    })
    return opened
  })
}

async function held(ctx: ViewerContext, tx: Work, milestoneId: string): Promise<LoadedMilestone> {
  const loaded = await loadMilestone(ctx, tx.db, milestoneId)
  authorize(ctx.viewer, 'plan.declare', loaded.subject)
  const plan = await holdPlan(ctx, tx, loaded.plan.id)
  if (plan.state !== 'published') {
    throw conflict(
      plan.state === 'draft'
        ? '这份计划还没有发布，不能登记完成情况。请先发布计划。'
        : '这份计划已经关闭，不能再登记完成情况。',
    )
  }
  return loaded
}
