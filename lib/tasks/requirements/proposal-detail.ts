import { eq } from 'drizzle-orm'
import type { ProposalState } from '@/db/enums'
import { people, planMilestones, planObjectives, plans, proposals, requirements } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { can } from '@/lib/policy'
import { loadProposal, type Proposal } from './load-proposal'
import { type ProposalRow, selectProposals } from './proposal-queries'

export interface ProposalDetail {
  proposal: Proposal
  row: ProposalRow
  decidedByName: string | null
  /** The one it was merged into, if the viewer may see that one. */
  into: ProposalRow | null
  /** What became of the one it was merged into; the answer counts for both. */
  outcome: { state: ProposalState; answer: string | null }
  merged: ProposalRow[]
  requirement: { id: string; number: string; title: string; canOpen: boolean } | null
  milestone: { id: string; title: string; year: number } | null
  canDecide: boolean
}

/**
 * One proposal with what became of it.
 * @throws DomainError not_found
 */
export async function proposalDetail(
  ctx: ViewerContext,
  proposalId: string,
): Promise<ProposalDetail> {
  const proposal = await loadProposal(ctx, ctx.db, proposalId)
  const [[row], merged, main, [decidedBy]] = await Promise.all([
    selectProposals(ctx, eq(proposals.id, proposalId)),
    selectProposals(ctx, eq(proposals.mergedIntoId, proposalId)),
    mainOf(ctx, proposal),
    ctx.db
      .select({ name: people.name })
      .from(people)
      .where(eq(people.id, proposal.decidedBy ?? proposal.byId)),
  ])
  if (!row) {
    throw new Error('A proposal without its proposer')
  }
  const final = main?.proposal ?? proposal
  const [requirement, milestone] = await Promise.all([
    requirementOf(ctx, final.requirementId),
    milestoneOf(ctx, final.milestoneId),
  ])
  return {
    proposal,
    row,
    decidedByName: proposal.decidedBy ? (decidedBy?.name ?? null) : null,
    into: main && can(ctx.viewer, 'proposal.view', main.proposal) ? main.row : null,
    outcome: { state: final.state, answer: final.answer },
    merged: can(ctx.viewer, 'proposal.decide', proposal) ? merged : [],
    requirement,
    milestone,
    canDecide: proposal.state === 'submitted' && can(ctx.viewer, 'proposal.decide', proposal),
  }
}

async function mainOf(ctx: ViewerContext, { mergedIntoId }: Proposal) {
  if (mergedIntoId === null) {
    return null
  }
  const [[proposal], [row]] = await Promise.all([
    ctx.db.select().from(proposals).where(eq(proposals.id, mergedIntoId)),
    selectProposals(ctx, eq(proposals.id, mergedIntoId)),
  ])
  return proposal && row ? { proposal, row } : null
}

async function requirementOf(ctx: ViewerContext, requirementId: string | null) {
  const [found] = requirementId
    ? await ctx.db.select().from(requirements).where(eq(requirements.id, requirementId))
    : []
  return found
    ? {
        id: found.id,
        number: found.number,
        title: found.title,
        canOpen: can(ctx.viewer, 'requirement.view', found),
      }
    : null
}

async function milestoneOf(ctx: ViewerContext, milestoneId: string | null) {
  const [found] = milestoneId
    ? await ctx.db
        .select({ id: planMilestones.id, title: planMilestones.title, year: plans.year })
        .from(planMilestones)
        .innerJoin(planObjectives, eq(planObjectives.id, planMilestones.objectiveId))
        .innerJoin(plans, eq(plans.id, planObjectives.planId))
        .where(eq(planMilestones.id, milestoneId))
    : []
  return found ?? null
}
