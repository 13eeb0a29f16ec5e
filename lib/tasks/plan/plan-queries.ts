import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { people, planMilestones, planObjectives, plans } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { organisationOn } from '@/lib/organisation/queries'
import { addDays, type Day, dayOf, startOfDay } from '@/lib/period'
import { authorize, can } from '@/lib/policy'
import { type LinkedFigures, linkedFigures, shareOf } from '../linked-figures'
import { elapsedShare, lightOfProgress, type ProgressLight } from '../progress'
import { type Plan, planSubject, standsUnder } from './load-plan'

/** How near a due day is near for a milestone that takes months. */
const nearMs = 7 * 86_400_000

export interface MilestoneRow {
  id: string
  objectiveId: string
  title: string
  quarter: string
  startsOn: Day
  dueOn: Day
  measure: string
  department: string | null
  ownerName: string | null
  doneOn: Day | null
  result: string | null
  carriedFromId: string | null
  figures: LinkedFigures
  /** The due days before this one, oldest first; empty when it never moved. */
  movedFrom: Day[]
  /** 1 once declared done; else the share of approved copies; null where nothing measures it. */
  doneShare: number | null
  /** 序时进度 from 0 to 1. */
  elapsed: number
  light: ProgressLight | null
}

export interface ObjectiveRow {
  id: string
  title: string
  measure: string
  department: string | null
  ownerName: string | null
  carriedFromId: string | null
  milestones: MilestoneRow[]
}

export interface PlanView {
  plan: Plan
  organisationName: string
  objectives: ObjectiveRow[]
  canManage: boolean
}

/**
 * The plans the viewer may see, the newest year first.
 * @throws DomainError forbidden for people outside every organisation
 */
export async function visiblePlans(ctx: ViewerContext): Promise<Plan[]> {
  authorize(ctx.viewer, 'plan.open')
  const [rows, above] = await Promise.all([
    ctx.db.select().from(plans).orderBy(desc(plans.year), asc(plans.id)),
    standsUnder(ctx, ctx.db),
  ])
  return rows.filter((plan) => can(ctx.viewer, 'plan.view', planSubject(plan, above)))
}

/** A plan that `visiblePlans` gave, with every objective, milestone and figure, at once. */
export async function planView(ctx: ViewerContext, plan: Plan): Promise<PlanView> {
  const [organisation, objectives, milestones] = await Promise.all([
    organisationOn(ctx.db, plan.organisationId, dayOf(ctx.now)),
    ctx.db
      .select({
        id: planObjectives.id,
        title: planObjectives.title,
        measure: planObjectives.measure,
        department: planObjectives.department,
        ownerName: people.name,
        carriedFromId: planObjectives.carriedFromId,
      })
      .from(planObjectives)
      .leftJoin(people, eq(people.id, planObjectives.ownerId))
      .where(eq(planObjectives.planId, plan.id))
      .orderBy(asc(planObjectives.position)),
    milestoneRows(ctx, { planId: plan.id }),
  ])
  return {
    plan,
    organisationName: organisation?.name ?? '',
    objectives: objectives.map((objective) => ({
      ...objective,
      milestones: milestones.filter((one) => one.objectiveId === objective.id),
    })),
    canManage: can(ctx.viewer, 'plan.manage', plan),
  }
}

const milestoneOwner = alias(people, 'milestone_owner')
const objectiveOwner = alias(people, 'objective_owner')

/** Milestones of a plan, or one of them, with what is done of each and its light. */
export async function milestoneRows(
  ctx: ViewerContext,
  of: { planId: string } | { milestoneId: string },
): Promise<MilestoneRow[]> {
  const rows = await ctx.db
    .select({
      id: planMilestones.id,
      objectiveId: planMilestones.objectiveId,
      title: planMilestones.title,
      quarter: planMilestones.quarter,
      startsOn: planMilestones.startsOn,
      dueOn: planMilestones.dueOn,
      measure: planMilestones.measure,
      department: sql<
        string | null
      >`coalesce(${planMilestones.department}, ${planObjectives.department})`,
      ownerName: sql<string | null>`coalesce(${milestoneOwner.name}, ${objectiveOwner.name})`,
      doneOn: planMilestones.doneOn,
      result: planMilestones.result,
      carriedFromId: planMilestones.carriedFromId,
      figures: linkedFigures('milestone_id', '"plan_milestones"."id"'),
      movedFrom: sql<Day[]>`coalesce((
        select json_agg(e.detail ->> 'from' order by e.seq) from audit_entries e
        where e.subject_id = ${planMilestones.id}::text and e.action = 'plan.moveDue'), '[]')`,
    })
    .from(planMilestones)
    .innerJoin(planObjectives, eq(planObjectives.id, planMilestones.objectiveId))
    .leftJoin(milestoneOwner, eq(milestoneOwner.id, planMilestones.ownerId))
    .leftJoin(objectiveOwner, eq(objectiveOwner.id, planObjectives.ownerId))
    .where(
      and(
        'planId' in of
          ? eq(planObjectives.planId, of.planId)
          : eq(planMilestones.id, of.milestoneId),
      ),
    )
    .orderBy(asc(planMilestones.startsOn), asc(planMilestones.dueOn), asc(planMilestones.position))
  return rows.map((row) => ({ ...row, ...standingOf(row, ctx.now) }))
}

/** What is done against the time gone by. */
export function standingOf(
  row: Pick<MilestoneRow, 'startsOn' | 'dueOn' | 'doneOn' | 'figures'>,
  now: Date,
): Pick<MilestoneRow, 'doneShare' | 'elapsed' | 'light'> {
  const span = { startsAt: startOfDay(row.startsOn), dueAt: startOfDay(addDays(row.dueOn, 1)) }
  const doneShare = row.doneOn === null ? shareOf(row.figures) : 1
  const elapsed = elapsedShare(span, now)
  if (row.doneOn !== null) {
    return { doneShare, elapsed, light: null }
  }
  // All copies approved is not yet 完成: somebody still has to declare it, and in time.
  const measured = doneShare === 1 ? null : doneShare
  return {
    doneShare,
    elapsed,
    light: lightOfProgress({ ...span, doneShare: measured }, now, { nearMs }),
  }
}
