import { and, eq, inArray } from 'drizzle-orm'
import { proposals } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { decide, loadProposal, type Proposal, tellProposers } from './load-proposal'
import type { MergeProposalsInput } from './schema'

/**
 * 合并: several proposals go on as one; what had been merged into them comes along. Those who made
 * them are told, and will hear its answer.
 * @throws DomainError conflict when one of them has been decided meanwhile
 */
export async function mergeProposals(
  ctx: ViewerContext,
  input: MergeProposalsInput,
): Promise<{ into: Proposal; merged: number }> {
  const mergedIds = [...new Set(input.mergedIds)].filter((id) => id !== input.proposalId)
  if (mergedIds.length === 0) {
    throw invalid('请至少再选一项需求，才能合并。')
  }
  return ctx.transact(async (tx) => {
    // In one order: two who merge the same proposals crosswise wait instead of blocking each other.
    await tx.db
      .select({ id: proposals.id })
      .from(proposals)
      .where(inArray(proposals.id, [input.proposalId, ...mergedIds]))
      .orderBy(proposals.id)
      .for('update')
    for (const id of [input.proposalId, ...mergedIds]) {
      authorize(ctx.viewer, 'proposal.decide', await loadProposal(ctx, tx.db, id))
    }
    const into = await loadProposal(ctx, tx.db, input.proposalId)
    if (into.state !== 'submitted') {
      throw conflict('要合并到的需求已经研究处理过，这次没有改动。请刷新后另选一项。')
    }
    const answer = `已与同类需求“${into.title}”合并研究，结果会一并告知。`
    const merged = await decide(ctx, tx, mergedIds, {
      state: 'merged',
      mergedIntoId: into.id,
      answer,
    })
    await tx.db
      .update(proposals)
      .set({ mergedIntoId: into.id })
      .where(and(inArray(proposals.mergedIntoId, mergedIds), eq(proposals.state, 'merged')))
    await tellProposers(ctx, tx, merged, answer)
    tx.record({
      action: 'proposal.merge',
      subjectType: 'proposal',
      subjectId: into.id,
      detail: { merged: mergedIds },
    })
    return { into, merged: merged.length }
  })
}
