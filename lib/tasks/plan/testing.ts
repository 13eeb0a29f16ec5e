import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { newId } from '@/db/ids'
import { plans } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { createPlan } from './create-plan'
import type { Milestone, Objective, Plan } from './load-plan'
import { publishPlan } from './publish-plan'
import { saveMilestone } from './save-milestone'
import { saveObjective } from './save-objective'
import { saveMilestoneInput, saveObjectiveInput } from './schema'

/** Shared set-up of the tests of the plan. */

/** The committee’s plan of a year; there is one, so each test takes a year of its own. */
export function planned(by: ViewerContext, year: number): Promise<Plan> {
  return createPlan(by, { year, title: `${year}年度重点任务` })
}

/** An objective of a plan. */
export function objectiveOf(
  by: ViewerContext,
  planId: string,
  given: Partial<z.input<typeof saveObjectiveInput>> = {},
): Promise<Objective> {
  const form = { planId, objectiveId: newId(), title: '党支部标准化建设', measure: '全部达标' }
  return saveObjective(by, saveObjectiveInput.parse({ ...form, ...given }))
}

/** A filled-in form of a milestone in the third quarter of 2026. */
export function milestoneForm(
  objectiveId: string,
  given: Partial<z.input<typeof saveMilestoneInput>> = {},
) {
  return saveMilestoneInput.parse({
    objectiveId,
    milestoneId: newId(),
    title: '首批支部建成验收',
    quarter: '2026Q3',
    startsOn: '2026-07-01',
    dueOn: '2026-09-30',
    measure: '十个支部通过验收',
    ...given,
  })
}

/** A published plan of a year with one objective and one milestone over its third quarter. */
export async function publishedPlan(
  by: ViewerContext,
  year: number,
): Promise<{ plan: Plan; objective: Objective; milestone: Milestone }> {
  const plan = await planned(by, year)
  const objective = await objectiveOf(by, plan.id)
  const days = { quarter: `${year}Q3`, startsOn: `${year}-07-01`, dueOn: `${year}-09-30` }
  const milestone = await saveMilestone(by, milestoneForm(objective.id, days))
  return { plan: await publishPlan(by, { planId: plan.id }), objective, milestone }
}

/** A plan as it stands. */
export async function planNow(ctx: ViewerContext, planId: string): Promise<Plan | undefined> {
  return (await ctx.db.select().from(plans).where(eq(plans.id, planId)))[0]
}
