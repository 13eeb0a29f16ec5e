import { eq, sql } from 'drizzle-orm'
import { planMilestones, tasks } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { dayOf, periodOf, quarterOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { findOnePerson } from '../find-persons'
import { assertOpen, holdObjective, loadMilestone, type Milestone, type Plan } from './load-plan'
import { isSame } from './save-objective'
import type { SaveMilestoneInput } from './schema'

/**
 * Adds a milestone to an objective, or changes it; the same once more changes nothing. Once the plan
 * is published a due day moves with a reason only, and the record keeps every move.
 * @throws DomainError conflict when the plan is closed or the milestone is done; invalid for days
 *   outside the plan's year, a quarter that is not the due day's, or a move without a reason
 */
export async function saveMilestone(
  ctx: ViewerContext,
  input: SaveMilestoneInput,
): Promise<Milestone> {
  return ctx.transact(async (tx) => {
    const { objective, plan } = await holdObjective(ctx, tx, input.objectiveId)
    authorize(ctx.viewer, 'plan.manage', plan)
    assertOpen(plan)
    assertDays(plan, input)
    const content = await contentOf(ctx, tx, input)
    const [before] = await tx.db
      .select()
      .from(planMilestones)
      .where(eq(planMilestones.id, input.milestoneId))
    if (before && before.objectiveId !== objective.id) {
      throw conflict('页面已过期，没有保存。请复制填写的内容，刷新后再保存。')
    }
    if (before && isSame(before, content)) {
      tx.unchanged()
      return before
    }
    if (before) {
      assertChangeable(plan, before, input)
    }
    const saved = before
      ? await tx.db
          .update(planMilestones)
          .set(content)
          .where(eq(planMilestones.id, before.id))
          .returning()
      : await tx.db
          .insert(planMilestones)
          .values({
            ...content,
            id: input.milestoneId,
            objectiveId: objective.id,
            position: sql`(select coalesce(max(position), 0) + 1 from plan_milestones
              where objective_id = ${objective.id})`,
          })
          .returning()
    const [milestone] = saved
    if (!milestone) {
      throw new Error('A milestone was locked with its plan and is gone')
    }
    record(tx, plan, { before, milestone, reason: input.reason })
    return milestone
  })
}

/**
 * Takes a milestone out of a draft.
 * @throws DomainError conflict once the plan is published, or while tasks stand on it
 */
export async function removeMilestone(
  ctx: ViewerContext,
  input: { milestoneId: string },
): Promise<Milestone> {
  return ctx.transact(async (tx) => {
    const { milestone } = await loadMilestone(ctx, tx.db, input.milestoneId)
    const { plan } = await holdObjective(ctx, tx, milestone.objectiveId)
    authorize(ctx.viewer, 'plan.manage', plan)
    const linked = await tx.db.$count(tasks, eq(tasks.milestoneId, milestone.id))
    if (plan.state !== 'draft' || linked > 0) {
      throw conflict(
        linked > 0
          ? `已有 ${linked} 项任务关联这个节点，没有删除。可以改名称或时限。`
          : '计划发布后不再删除节点，以免查不到来龙去脉。可以修改，或登记完成情况。',
      )
    }
    await tx.db.delete(planMilestones).where(eq(planMilestones.id, milestone.id))
    tx.record({
      action: 'plan.removeMilestone',
      subjectType: 'plan_milestone',
      subjectId: milestone.id,
      detail: { planId: plan.id, title: milestone.title },
    })
    return milestone
  })
}

function assertDays(plan: Plan, input: SaveMilestoneInput): void {
  const year = periodOf(String(plan.year))
  const isInside = (day: string) => day >= year.from && day < year.to
  const fields = {
    ...(isInside(input.startsOn) ? {} : { startsOn: `请填写${plan.year}年内的日期` }),
    ...(isInside(input.dueOn) ? {} : { dueOn: `请填写${plan.year}年内的日期` }),
    ...(quarterOf(input.dueOn) === input.quarter
      ? {}
      : { quarter: '完成时限不在这个季度，请改季度或时限' }),
  }
  if (Object.keys(fields).length > 0) {
    throw invalid('节点的时间需要修改，其他内容都还在。', fields)
  }
}

function assertChangeable(plan: Plan, before: Milestone, input: SaveMilestoneInput): void {
  if (before.doneOn !== null) {
    throw conflict('这个节点已登记完成，不能再改。您填写的内容还在；确需修改，请先撤回完成登记。')
  }
  if (plan.state === 'published' && before.dueOn !== input.dueOn && !input.reason) {
    throw invalid('计划已发布，调整完成时限须写明原因，其他内容都还在。', {
      reason: '请写明调整完成时限的原因',
    })
  }
}

async function contentOf(ctx: ViewerContext, tx: Work, input: SaveMilestoneInput) {
  const { title, quarter, startsOn, dueOn, measure } = input
  const named = { day: dayOf(ctx.now), field: 'owner', label: '责任人' }
  return {
    title,
    quarter,
    startsOn,
    dueOn,
    measure,
    department: input.department ?? null,
    ownerId: await findOnePerson(tx.db, input.owner ?? '', named),
  }
}

interface Change {
  before: Milestone | undefined
  milestone: Milestone
  reason: string | undefined
}

function record(tx: Work, plan: Plan, { before, milestone, reason }: Change): void {
  const { objectiveId, title, quarter, startsOn, dueOn, ownerId, department } = milestone
  tx.record({
    action: 'plan.saveMilestone',
    subjectType: 'plan_milestone',
    subjectId: milestone.id,
    detail: { objectiveId, isNew: !before, title, quarter, startsOn, dueOn, ownerId, department },
  })
  if (before && before.dueOn !== dueOn && plan.state === 'published') {
    tx.record({
      action: 'plan.moveDue',
      subjectType: 'plan_milestone',
      subjectId: milestone.id,
      detail: { from: before.dueOn, to: dueOn, reason },
    })
  }
}
