import { and, eq } from 'drizzle-orm'
import { planMilestones, planObjectives, plans, requirements } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { authorize, can } from '@/lib/policy'
import { decide, loadProposal, mergedInto, type Proposal, tellProposers } from './load-proposal'

interface Adoption {
  requirementId?: string
  milestoneId?: string
  /** What the proposer reads. */
  answer: string
}

/**
 * 采纳 into a requirement that stands already.
 * @throws DomainError invalid for an unknown number; conflict for a closed one or a decided proposal
 */
export async function adoptIntoRequirement(
  ctx: ViewerContext,
  input: { proposalId: string; number: string; answer?: string | undefined },
): Promise<Proposal> {
  return ctx.transact(async (tx) => {
    const [found] = await tx.db
      .select()
      .from(requirements)
      .where(eq(requirements.number, input.number))
      .for('share')
    if (!found || !can(ctx.viewer, 'requirement.view', found)) {
      throw invalid('没有找到这个编号的立项，其他内容都还在。', {
        number: '没有找到这个编号的立项',
      })
    }
    if (found.state === 'closed') {
      throw conflict(`${found.number} 已经销号，不能再并入。请选择办理中的立项，或另行立项。`)
    }
    return adoptInto(ctx, tx, input.proposalId, {
      requirementId: found.id,
      answer: input.answer ?? `已采纳，并入立项 ${found.number}。`,
    })
  })
}

/**
 * 采纳 into the annual plan: a milestone will take care of it.
 * @throws DomainError invalid for an unknown milestone or one of a closed plan
 */
export async function adoptIntoMilestone(
  ctx: ViewerContext,
  input: { proposalId: string; milestoneId: string; answer?: string | undefined },
): Promise<Proposal> {
  return ctx.transact(async (tx) => {
    const [found] = await tx.db
      .select({ title: planMilestones.title, year: plans.year, plan: plans })
      .from(planMilestones)
      .innerJoin(planObjectives, eq(planObjectives.id, planMilestones.objectiveId))
      .innerJoin(plans, eq(plans.id, planObjectives.planId))
      .where(and(eq(planMilestones.id, input.milestoneId)))
    if (!found || found.plan.state === 'closed' || !can(ctx.viewer, 'plan.manage', found.plan)) {
      throw invalid('没有找到这个年度节点，其他内容都还在。', {
        milestoneId: '请选择未关闭的年度计划里的节点',
      })
    }
    return adoptInto(ctx, tx, input.proposalId, {
      milestoneId: input.milestoneId,
      answer: input.answer ?? `已采纳，纳入${found.year}年度重点任务“${found.title}”。`,
    })
  })
}

/**
 * Adopts a proposal within a transaction: it and those merged into it hear the answer.
 * @throws DomainError conflict when it has been decided meanwhile
 */
export async function adoptInto(
  ctx: ViewerContext,
  tx: Work,
  proposalId: string,
  { requirementId = undefined, milestoneId = undefined, answer }: Adoption,
): Promise<Proposal> {
  const proposal = await loadProposal(ctx, tx.db, proposalId)
  authorize(ctx.viewer, 'proposal.decide', proposal)
  const [adopted = proposal] = await decide(ctx, tx, [proposalId], {
    state: 'adopted',
    requirementId: requirementId ?? null,
    milestoneId: milestoneId ?? null,
    answer,
  })
  await tellProposers(ctx, tx, [adopted, ...(await mergedInto(tx.db, proposalId))], answer)
  tx.record({
    action: 'proposal.adopt',
    subjectType: 'proposal',
    subjectId: proposalId,
    detail: { requirementId, milestoneId },
  })
  return adopted
}
