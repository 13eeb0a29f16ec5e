import { and, eq, inArray } from 'drizzle-orm'
import { planMilestones, planObjectives, plans } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, notFound } from '@/lib/errors'
import { organisationsOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import type { MilestoneSubject, PlanSubject } from '@/lib/policy/plan'

export type Plan = typeof plans.$inferSelect
export type Objective = typeof planObjectives.$inferSelect
export type Milestone = typeof planMilestones.$inferSelect

/** Organisations the viewer belongs to or is in post at, and all those above them today. */
export async function standsUnder(ctx: ViewerContext, db: Work['db']): Promise<Set<string>> {
  const own = [...ctx.viewer.memberOf, ...ctx.viewer.posts.map((held) => held.organisationId)]
  const found = new Set<string>()
  if (own.length === 0) {
    return found
  }
  const parents = new Map(
    (await organisationsOn(db, dayOf(ctx.now))).map((one) => [one.id, one.parentId]),
  )
  for (const start of own) {
    for (let id: string | null = start; id && !found.has(id); id = parents.get(id) ?? null) {
      found.add(id)
    }
  }
  return found
}

/** What the rules ask about a plan. */
export function planSubject(plan: Plan, above: ReadonlySet<string>): PlanSubject {
  const { organisationId, state } = plan
  return { organisationId, state, viewerStandsUnder: above.has(organisationId) }
}

/**
 * A plan the viewer may see, locked until commit: its state still holds when the verb acts on it.
 * @throws DomainError not_found
 */
export async function holdPlan(ctx: ViewerContext, tx: Work, planId: string): Promise<Plan> {
  const [plan] = await tx.db.select().from(plans).where(eq(plans.id, planId)).for('update')
  return seenPlan(ctx, tx.db, plan)
}

async function seenPlan(ctx: ViewerContext, db: Work['db'], plan: Plan | undefined): Promise<Plan> {
  const above = plan ? await standsUnder(ctx, db) : new Set<string>()
  if (!plan || !can(ctx.viewer, 'plan.view', planSubject(plan, above))) {
    throw notFound('年度计划')
  }
  return plan
}

export interface LoadedMilestone {
  milestone: Milestone
  objective: Objective
  plan: Plan
  subject: MilestoneSubject
}

/**
 * A milestone of a plan the viewer may see.
 * @throws DomainError not_found
 */
export async function loadMilestone(
  ctx: ViewerContext,
  db: Work['db'],
  milestoneId: string,
): Promise<LoadedMilestone> {
  const [row] = await db
    .select({ milestone: planMilestones, objective: planObjectives, plan: plans })
    .from(planMilestones)
    .innerJoin(planObjectives, eq(planObjectives.id, planMilestones.objectiveId))
    .innerJoin(plans, eq(plans.id, planObjectives.planId))
    .where(eq(planMilestones.id, milestoneId))
  if (!row) {
    throw notFound('年度节点')
  }
  await seenPlan(ctx, db, row.plan)
  const { milestone, objective, plan } = row
  const subject = {
    organisationId: plan.organisationId,
    department: milestone.department ?? objective.department,
    ownerId: milestone.ownerId ?? objective.ownerId,
  }
  return { ...row, subject }
}

/**
 * The objective with its plan, the plan locked until commit.
 * @throws DomainError not_found
 */
export async function holdObjective(
  ctx: ViewerContext,
  tx: Work,
  objectiveId: string,
): Promise<{ objective: Objective; plan: Plan }> {
  const [objective] = await tx.db
    .select()
    .from(planObjectives)
    .where(eq(planObjectives.id, objectiveId))
  if (!objective) {
    throw notFound('年度目标')
  }
  return { objective, plan: await holdPlan(ctx, tx, objective.planId) }
}

/**
 * Refuses to change a plan that is closed.
 * @throws DomainError conflict
 */
export function assertOpen(plan: Plan): void {
  if (plan.state === 'closed') {
    throw conflict(
      `${plan.year}年度计划已经关闭，不能再改。您填写的内容还在；未完成的可结转到下一年。`,
    )
  }
}

/** Moves a plan; zero rows is a conflict with these words. */
export async function movePlan(
  tx: Work,
  plan: Plan,
  { from, set, words }: { from: Plan['state'][]; set: Partial<Plan>; words: string },
): Promise<Plan> {
  const [moved] = await tx.db
    .update(plans)
    .set(set)
    .where(and(eq(plans.id, plan.id), inArray(plans.state, from)))
    .returning()
  if (!moved) {
    throw conflict(words)
  }
  return moved
}
