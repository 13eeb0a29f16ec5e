import { and, eq, inArray } from 'drizzle-orm'
import { proposals } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, notFound } from '@/lib/errors'
import { writeNotices } from '@/lib/notifications/notify'
import { can } from '@/lib/policy'

export type Proposal = typeof proposals.$inferSelect

/**
 * A proposal the viewer may see.
 * @throws DomainError not_found, also when it exists but is not for the viewer's eyes
 */
export async function loadProposal(
  ctx: ViewerContext,
  db: Work['db'],
  proposalId: string,
): Promise<Proposal> {
  const [row] = await db.select().from(proposals).where(eq(proposals.id, proposalId))
  if (!row || !can(ctx.viewer, 'proposal.view', row)) {
    throw notFound('需求')
  }
  return row
}

/**
 * Decides proposals that nobody has decided yet.
 * @throws DomainError conflict when one of them has been decided meanwhile
 */
export async function decide(
  ctx: ViewerContext,
  tx: Work,
  proposalIds: readonly string[],
  set: Partial<Proposal> & Pick<Proposal, 'state'>,
): Promise<Proposal[]> {
  const decided = await tx.db
    .update(proposals)
    .set({ ...set, decidedBy: ctx.viewer.personId, decidedAt: tx.now })
    .where(and(inArray(proposals.id, [...proposalIds]), eq(proposals.state, 'submitted')))
    .returning()
  if (decided.length < new Set(proposalIds).size) {
    throw conflict('其中有需求刚被研究处理过，这次没有改动。请刷新后核对，再决定是否继续。')
  }
  return decided
}

/** Tells those who proposed them, inside the application, what has become of it. */
export async function tellProposers(
  ctx: ViewerContext,
  tx: Work,
  told: readonly Proposal[],
  body: string,
): Promise<void> {
  await writeNotices(
    tx,
    told
      .filter((proposal) => proposal.byId !== ctx.viewer.personId)
      .map((proposal) => ({
        personId: proposal.byId,
        kind: 'proposal_decided' as const,
        title: proposal.title,
        body,
        href: `/proposals/${proposal.id}`,
        subjectType: 'proposal',
        subjectId: proposal.id,
        smsTemplate: null,
      })),
  )
}

/** The proposals that were merged into one. */
export async function mergedInto(db: Work['db'], proposalId: string): Promise<Proposal[]> {
  return db.select().from(proposals).where(eq(proposals.mergedIntoId, proposalId))
}
