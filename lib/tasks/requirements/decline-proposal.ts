import type { ViewerContext } from '@/lib/context'
import { authorize } from '@/lib/policy'
import { decide, loadProposal, mergedInto, type Proposal, tellProposers } from './load-proposal'

/**
 * 不采纳, with the reason that the proposers read, those of merged proposals too.
 * @throws DomainError conflict when it has been decided meanwhile
 */
export async function declineProposal(
  ctx: ViewerContext,
  input: { proposalId: string; answer: string },
): Promise<Proposal> {
  return ctx.transact(async (tx) => {
    const proposal = await loadProposal(ctx, tx.db, input.proposalId)
    authorize(ctx.viewer, 'proposal.decide', proposal)
    const [declined = proposal] = await decide(ctx, tx, [proposal.id], {
      state: 'declined',
      answer: input.answer,
    })
    const told = [declined, ...(await mergedInto(tx.db, proposal.id))]
    await tellProposers(ctx, tx, told, `未采纳。理由：${input.answer}`)
    tx.record({
      action: 'proposal.decline',
      subjectType: 'proposal',
      subjectId: proposal.id,
      detail: { answer: input.answer },
    })
    return declined
  })
}
