import { eq, sql } from 'drizzle-orm'
import { people, planMilestones, planObjectives, plans } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import type { Day } from '@/lib/period'
import { can } from '@/lib/policy'
import { type LinkedTask, linkedTasks } from '../linked-tasks'
import { type ProposalRow, proposalsOf } from '../requirements/proposal-queries'
import { loadMilestone, type Milestone, type Objective, type Plan } from './load-plan'
import { type MilestoneRow, milestoneRows } from './plan-queries'

/** One move of the due day, from the record. */
export interface DueMove {
  at: Date
  byName: string
  from: Day
  to: Day
  reason: string
}

export interface MilestoneDetail {
  plan: Plan
  objective: Objective
  milestone: Milestone
  row: MilestoneRow
  /** As the form shows them: by number, else by name; only the milestone's own. */
  owner: string
  doneByName: string | null
  moves: DueMove[]
  /** Those the viewer may see; the row's figures count all. */
  tasks: LinkedTask[]
  proposals: ProposalRow[]
  /** The milestone of the year before that this one goes on with, and the one of the next. */
  carriedFrom: { id: string; title: string; year: number } | null
  carriedTo: { id: string; title: string; year: number } | null
  canManage: boolean
  canDeclare: boolean
}

/**
 * One milestone with its tasks, what has moved and what it came from.
 * @throws DomainError not_found
 */
export async function milestoneDetail(
  ctx: ViewerContext,
  milestoneId: string,
): Promise<MilestoneDetail> {
  const { milestone, objective, plan, subject } = await loadMilestone(ctx, ctx.db, milestoneId)
  const [[row], moves, tasks, proposals, owner, doneBy, carriedFrom, carriedTo] = await Promise.all(
    [
      milestoneRows(ctx, { milestoneId }),
      dueMoves(ctx, milestoneId),
      linkedTasks(ctx, { milestoneId }),
      proposalsOf(ctx, { milestoneId }),
      person(ctx, milestone.ownerId),
      person(ctx, milestone.doneBy),
      neighbour(ctx, 'from', milestone),
      neighbour(ctx, 'to', milestone),
    ],
  )
  if (!row) {
    throw notFound('年度节点')
  }
  return {
    plan,
    objective,
    milestone,
    row,
    owner: owner?.employeeNumber ?? owner?.name ?? '',
    doneByName: doneBy?.name ?? null,
    moves,
    tasks,
    proposals,
    carriedFrom,
    carriedTo,
    canManage: plan.state !== 'closed' && can(ctx.viewer, 'plan.manage', plan),
    canDeclare: plan.state === 'published' && can(ctx.viewer, 'plan.declare', subject),
  }
}

async function dueMoves(ctx: ViewerContext, milestoneId: string): Promise<DueMove[]> {
  const rows = await ctx.db.execute<{
    at: string
    name: string | null
    detail: { from: Day; to: Day; reason: string }
  }>(sql`
    select e.at, p.name, e.detail from audit_entries e left join people p on p.id = e.actor_id
    where e.subject_id = ${milestoneId} and e.action = 'plan.moveDue'
    order by e.seq`)
  return rows.map(({ at, name, detail }) => ({
    ...detail,
    at: new Date(at),
    byName: name ?? '',
  }))
}

async function person(ctx: ViewerContext, personId: string | null) {
  const [found] = personId
    ? await ctx.db
        .select({ name: people.name, employeeNumber: people.employeeNumber })
        .from(people)
        .where(eq(people.id, personId))
    : []
  return found ?? null
}

async function neighbour(ctx: ViewerContext, side: 'from' | 'to', milestone: Milestone) {
  if (side === 'from' && milestone.carriedFromId === null) {
    return null
  }
  const [found] = await ctx.db
    .select({ id: planMilestones.id, title: planMilestones.title, year: plans.year })
    .from(planMilestones)
    .innerJoin(planObjectives, eq(planObjectives.id, planMilestones.objectiveId))
    .innerJoin(plans, eq(plans.id, planObjectives.planId))
    .where(
      side === 'from'
        ? eq(planMilestones.id, milestone.carriedFromId ?? milestone.id)
        : eq(planMilestones.carriedFromId, milestone.id),
    )
    .limit(1)
  return found ?? null
}
