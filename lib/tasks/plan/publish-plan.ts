import { eq } from 'drizzle-orm'
import { planMilestones, planObjectives } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { holdPlan, movePlan, type Plan } from './load-plan'

/**
 * 发布: from now on everybody the plan is for sees it, and a due day moves with a reason only.
 * @throws DomainError conflict unless it is a draft with at least one milestone
 */
export async function publishPlan(ctx: ViewerContext, input: { planId: string }): Promise<Plan> {
  return ctx.transact(async (tx) => {
    const plan = await holdPlan(ctx, tx, input.planId)
    authorize(ctx.viewer, 'plan.manage', plan)
    const [milestone] = await tx.db
      .select({ id: planMilestones.id })
      .from(planMilestones)
      .innerJoin(planObjectives, eq(planObjectives.id, planMilestones.objectiveId))
      .where(eq(planObjectives.planId, plan.id))
      .limit(1)
    if (!milestone) {
      throw conflict('这份计划还没有节点，没有发布。请先给目标加上按季度的节点。')
    }
    const published = await movePlan(tx, plan, {
      from: ['draft'],
      set: { state: 'published', publishedAt: tx.now },
      words: '这份计划已经发布过，这次没有改动。',
    })
    tx.record({ action: 'plan.publish', subjectType: 'plan', subjectId: plan.id })
    return published
  })
}

/**
 * 关闭 at the end of the year: nothing of it changes any more, what is unfinished can be carried over.
 * @throws DomainError conflict unless it is published
 */
export async function closePlan(ctx: ViewerContext, input: { planId: string }): Promise<Plan> {
  return ctx.transact(async (tx) => {
    const plan = await holdPlan(ctx, tx, input.planId)
    authorize(ctx.viewer, 'plan.manage', plan)
    const closed = await movePlan(tx, plan, {
      from: ['published'],
      set: { state: 'closed', closedAt: tx.now },
      words: '只有已发布的计划可以关闭，这次没有改动。请刷新后核对。',
    })
    tx.record({ action: 'plan.close', subjectType: 'plan', subjectId: plan.id })
    return closed
  })
}
