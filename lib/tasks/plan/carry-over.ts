import { and, asc, eq, inArray } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { planMilestones, planObjectives } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { planOfYear } from './create-plan'
import { assertOpen, holdPlan, type Milestone, type Objective, type Plan } from './load-plan'

export interface CarriedOver {
  /** The plan of the next year. */
  plan: Plan
  objectives: number
  milestones: number
}

/**
 * 结转: copies what is unfinished into next year's plan, which is made as a draft when there is none.
 * The copies fall due in its first quarter and can be changed there. Whatever has been carried over
 * already is left alone, so pressing again changes nothing.
 * @throws DomainError conflict when this plan is a draft, or next year's is closed
 */
export async function carryOver(
  ctx: ViewerContext,
  input: { planId: string },
): Promise<CarriedOver> {
  return ctx.transact(async (tx) => {
    const from = await holdPlan(ctx, tx, input.planId)
    authorize(ctx.viewer, 'plan.manage', from)
    if (from.state === 'draft') {
      throw conflict('这份计划还没有发布，没有可结转的内容。')
    }
    const year = from.year + 1
    const title = `${year}年度重点任务`
    const { plan, isNew } = await planOfYear(ctx, tx, {
      organisationId: from.organisationId,
      year,
      title,
    })
    assertOpen(plan)
    const unfinished = await unfinishedOf(tx, from)
    const carried = await copy(tx, plan, unfinished)
    if (isNew || carried.objectives + carried.milestones > 0) {
      tx.record({
        action: 'plan.carryOver',
        subjectType: 'plan',
        subjectId: plan.id,
        detail: { from: from.year, to: year, ...carried },
      })
    } else {
      tx.unchanged()
    }
    return { plan, ...carried }
  })
}

interface Unfinished {
  objective: Objective
  milestones: Milestone[]
}

/** Objectives with what is not done under them; those without any milestone have not been begun. */
async function unfinishedOf(tx: Work, plan: Plan): Promise<Unfinished[]> {
  const objectives = await tx.db
    .select()
    .from(planObjectives)
    .where(eq(planObjectives.planId, plan.id))
    .orderBy(asc(planObjectives.position))
  const milestones = await tx.db
    .select()
    .from(planMilestones)
    .where(
      inArray(
        planMilestones.objectiveId,
        objectives.map((one) => one.id),
      ),
    )
    .orderBy(asc(planMilestones.position), asc(planMilestones.id))
  return objectives
    .map((objective) => ({
      objective,
      all: milestones.filter((one) => one.objectiveId === objective.id),
    }))
    .map(({ objective, all }) => ({
      objective,
      isUntouched: all.length === 0,
      milestones: all.filter((one) => one.doneOn === null),
    }))
    .filter((one) => one.isUntouched || one.milestones.length > 0)
}

async function copy(tx: Work, plan: Plan, unfinished: readonly Unfinished[]) {
  const present = await tx.db
    .select()
    .from(planObjectives)
    .where(eq(planObjectives.planId, plan.id))
  const carriedAs = new Map(present.map((one) => [one.carriedFromId, one.id]))
  const known = await carriedMilestones(tx, plan)
  let position = Math.max(0, ...present.map((one) => one.position))
  const objectives: (typeof planObjectives.$inferInsert)[] = []
  const milestones: (typeof planMilestones.$inferInsert)[] = []
  for (const { objective, milestones: open } of unfinished) {
    const objectiveId = carriedAs.get(objective.id) ?? newId()
    if (!carriedAs.has(objective.id)) {
      position += 1
      const { title, department, ownerId, measure } = objective
      const carriedFromId = objective.id
      const content = { title, department, ownerId, measure, carriedFromId }
      objectives.push({ ...content, id: objectiveId, planId: plan.id, position })
    }
    const fresh = open.filter((one) => !known.has(one.id))
    milestones.push(...fresh.map((one) => copyOf(one, objectiveId, plan.year)))
  }
  if (objectives.length > 0) {
    await tx.db.insert(planObjectives).values(objectives)
  }
  if (milestones.length > 0) {
    await tx.db.insert(planMilestones).values(milestones)
  }
  return { objectives: objectives.length, milestones: milestones.length }
}

async function carriedMilestones(tx: Work, plan: Plan): Promise<Set<string | null>> {
  const rows = await tx.db
    .select({ from: planMilestones.carriedFromId })
    .from(planMilestones)
    .innerJoin(planObjectives, eq(planObjectives.id, planMilestones.objectiveId))
    .where(and(eq(planObjectives.planId, plan.id)))
  return new Set(rows.map((row) => row.from))
}

function copyOf(milestone: Milestone, objectiveId: string, year: number) {
  const { title, position, department, ownerId, measure } = milestone
  return {
    id: newId(),
    objectiveId,
    position,
    title,
    department,
    ownerId,
    measure,
    quarter: `${year}Q1`,
    startsOn: `${year}-01-01`,
    dueOn: `${year}-03-31`,
    carriedFromId: milestone.id,
  }
}
