import { eq, sql } from 'drizzle-orm'
import { planMilestones, planObjectives } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { findOnePerson } from '../find-persons'
import { assertOpen, holdObjective, holdPlan, type Objective } from './load-plan'
import type { SaveObjectiveInput } from './schema'

/**
 * Adds an objective at the end of a plan, or changes it; the same once more changes nothing.
 * @throws DomainError conflict when the plan is closed; invalid for an unknown person
 */
export async function saveObjective(
  ctx: ViewerContext,
  input: SaveObjectiveInput,
): Promise<Objective> {
  return ctx.transact(async (tx) => {
    const plan = await holdPlan(ctx, tx, input.planId)
    authorize(ctx.viewer, 'plan.manage', plan)
    assertOpen(plan)
    const content = await contentOf(ctx, tx, input)
    const [before] = await tx.db
      .select()
      .from(planObjectives)
      .where(eq(planObjectives.id, input.objectiveId))
    if (before && before.planId !== plan.id) {
      throw conflict('页面已过期，没有保存。请复制填写的内容，刷新后再保存。')
    }
    if (before && isSame(before, content)) {
      tx.unchanged()
      return before
    }
    const saved = before
      ? await tx.db
          .update(planObjectives)
          .set(content)
          .where(eq(planObjectives.id, before.id))
          .returning()
      : await tx.db
          .insert(planObjectives)
          .values({
            ...content,
            id: input.objectiveId,
            planId: plan.id,
            position: sql`(select coalesce(max(position), 0) + 1 from plan_objectives
              where plan_id = ${plan.id})`,
          })
          .returning()
    tx.record({
      action: 'plan.saveObjective',
      subjectType: 'plan_objective',
      subjectId: input.objectiveId,
      detail: { planId: plan.id, isNew: !before, ...content },
    })
    const [objective] = saved
    if (!objective) {
      throw new Error('An objective was locked with its plan and is gone')
    }
    return objective
  })
}

/**
 * Takes an empty objective out of a draft.
 * @throws DomainError conflict once the plan is published, or while milestones stand under it
 */
export async function removeObjective(
  ctx: ViewerContext,
  input: { objectiveId: string },
): Promise<Objective> {
  return ctx.transact(async (tx) => {
    const { objective, plan } = await holdObjective(ctx, tx, input.objectiveId)
    authorize(ctx.viewer, 'plan.manage', plan)
    const milestones = await tx.db.$count(
      planMilestones,
      eq(planMilestones.objectiveId, objective.id),
    )
    if (plan.state !== 'draft' || milestones > 0) {
      throw conflict(
        plan.state === 'draft'
          ? `这个目标下还有 ${milestones} 个节点，没有删除。请先删除节点。`
          : '计划发布后不再删除目标，以免查不到来龙去脉。可以修改，或关闭后结转。',
      )
    }
    await tx.db.delete(planObjectives).where(eq(planObjectives.id, objective.id))
    tx.record({
      action: 'plan.removeObjective',
      subjectType: 'plan_objective',
      subjectId: objective.id,
      detail: { planId: plan.id, title: objective.title },
    })
    return objective
  })
}

async function contentOf(ctx: ViewerContext, tx: Work, input: SaveObjectiveInput) {
  const named = { day: dayOf(ctx.now), field: 'owner', label: '责任人' }
  return {
    title: input.title,
    measure: input.measure,
    department: input.department ?? null,
    ownerId: await findOnePerson(tx.db, input.owner ?? '', named),
  }
}

/** Whether a form sent again says what is stored already. */
export function isSame<C extends object>(stored: C, content: Partial<C>): boolean {
  return (Object.keys(content) as (keyof C)[]).every((name) => stored[name] === content[name])
}
