import { and, asc, desc, eq, ne, or, sql } from 'drizzle-orm'
import { planMilestones, planObjectives, plans, requirements } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { can } from '@/lib/policy'
import { visibleRequirements } from './requirements/visible'

export interface LinkChoice {
  id: string
  label: string
}

const mostOffered = 200

/** Both lists for the form of a task, with what it stands on already. */
export async function linkChoices(
  ctx: ViewerContext,
  current: { requirementId?: string | null; milestoneId?: string | null } = {},
): Promise<Record<'requirements' | 'milestones', LinkChoice[]>> {
  const [ofRequirements, ofMilestones] = await Promise.all([
    requirementChoices(ctx, current.requirementId),
    milestoneChoices(ctx, current.milestoneId),
  ])
  return { requirements: ofRequirements, milestones: ofMilestones }
}

/** What a task may stand on: open requirements of the viewer's office, and the one it stands on. */
export async function requirementChoices(
  ctx: ViewerContext,
  current?: string | null,
): Promise<LinkChoice[]> {
  const rows = await ctx.db
    .select({ id: requirements.id, number: requirements.number, title: requirements.title })
    .from(requirements)
    .where(
      or(
        and(visibleRequirements(ctx.viewer), eq(requirements.state, 'registered')),
        current ? eq(requirements.id, current) : undefined,
      ),
    )
    .orderBy(desc(requirements.createdAt))
    .limit(mostOffered)
  return rows.map(({ id, number, title }) => ({ id, label: `${number} ${title}` }))
}

/** Milestones a task may serve: of plans not closed of the viewer's committee, not yet done. */
export async function milestoneChoices(
  ctx: ViewerContext,
  current?: string | null,
): Promise<LinkChoice[]> {
  const committees = ctx.viewer.roles.flatMap((held) => held.organisationId ?? [])
  const isOpen = and(
    sql`${plans.organisationId} = any(${sql.param(committees)}::uuid[])`,
    ne(plans.state, 'closed'),
    sql`${planMilestones.doneOn} is null`,
  )
  const rows = await ctx.db
    .select({ id: planMilestones.id, title: planMilestones.title, quarter: planMilestones.quarter })
    .from(planMilestones)
    .innerJoin(planObjectives, eq(planObjectives.id, planMilestones.objectiveId))
    .innerJoin(plans, eq(plans.id, planObjectives.planId))
    .where(or(isOpen, current ? eq(planMilestones.id, current) : undefined))
    .orderBy(desc(plans.year), asc(planMilestones.dueOn), asc(planMilestones.id))
    .limit(mostOffered)
  return rows.map(({ id, title, quarter }) => ({ id, label: `${quarter} ${title}` }))
}

/**
 * Makes sure that a task may stand on these; they stay as they are until commit.
 * @throws DomainError invalid, at the field, for what is unknown, hidden, closed or done
 */
export async function assertLinkable(
  ctx: ViewerContext,
  tx: Work,
  to: { requirementId?: string | undefined; milestoneId?: string | undefined },
): Promise<void> {
  const [requirementFits, milestoneFits] = [
    to.requirementId === undefined || (await fitsRequirement(ctx, tx, to.requirementId)),
    to.milestoneId === undefined || (await fitsMilestone(ctx, tx, to.milestoneId)),
  ]
  const fields = {
    ...(requirementFits ? {} : { requirementId: '这项立项已销号或不在您的范围内，请重新选择' }),
    ...(milestoneFits ? {} : { milestoneId: '这个节点已完成或计划已关闭，请重新选择' }),
  }
  if (Object.keys(fields).length > 0) {
    throw invalid('任务的来源需要修改，其他内容都还在。', fields)
  }
}

// Shared locks: who closes the requirement or the plan waits, and then counts this task.
async function fitsRequirement(ctx: ViewerContext, tx: Work, id: string): Promise<boolean> {
  const [found] = await tx.db
    .select()
    .from(requirements)
    .where(eq(requirements.id, id))
    .for('share')
  return found?.state === 'registered' && can(ctx.viewer, 'requirement.view', found)
}

async function fitsMilestone(ctx: ViewerContext, tx: Work, id: string): Promise<boolean> {
  const [found] = await tx.db
    .select({ doneOn: planMilestones.doneOn, plan: plans })
    .from(planMilestones)
    .innerJoin(planObjectives, eq(planObjectives.id, planMilestones.objectiveId))
    .innerJoin(plans, eq(plans.id, planObjectives.planId))
    .where(eq(planMilestones.id, id))
    .for('share', { of: plans })
  return (
    found !== undefined &&
    found.doneOn === null &&
    found.plan.state !== 'closed' &&
    ctx.viewer.roles.some((held) => held.organisationId === found.plan.organisationId)
  )
}
