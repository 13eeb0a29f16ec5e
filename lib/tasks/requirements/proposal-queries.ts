import { and, count, desc, eq, lt, or, type SQL, sql } from 'drizzle-orm'
import type { ProposalState } from '@/db/enums'
import { organisationVersions, people, proposals, requirements } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { boardPageSize, type Cursor, type Page, toPage } from '../board-queries'
import { decidableProposals, ownProposals } from './visible'

export interface ProposalRow {
  id: string
  title: string
  content: string
  state: ProposalState
  organisationName: string | null
  department: string | null
  byName: string
  at: Date
  answer: string | null
  requirementNumber: string | null
}

/** What the staff decide on, or what the viewer's own branch or department has proposed. */
export type ProposalSide = 'queue' | 'own'

/**
 * Proposals, the newest first, 50 a page.
 * @throws DomainError forbidden for the queue unless the viewer decides on proposals
 */
export async function proposalList(
  ctx: ViewerContext,
  side: ProposalSide,
  { state, after }: { state: ProposalState | 'all'; after?: Cursor | undefined },
): Promise<Page<ProposalRow>> {
  const rows = await selectProposals(
    ctx,
    and(
      sideOf(ctx, side),
      state === 'all' ? undefined : eq(proposals.state, state),
      after ? older(after) : undefined,
    ),
  ).limit(boardPageSize + 1)
  return toPage(rows, (row) => ({ at: row.at, id: row.id }))
}

/** How many proposals are in each state. */
export async function proposalCounts(
  ctx: ViewerContext,
  side: ProposalSide,
): Promise<Record<ProposalState, number>> {
  const rows = await ctx.db
    .select({ state: proposals.state, count: count() })
    .from(proposals)
    .where(sideOf(ctx, side))
    .groupBy(proposals.state)
  const none = { submitted: 0, merged: 0, adopted: 0, declined: 0 }
  return { ...none, ...Object.fromEntries(rows.map((row) => [row.state, row.count])) }
}

/** What a requirement or a milestone was made from, merged ones included. */
export async function proposalsOf(
  ctx: ViewerContext,
  of: { requirementId: string } | { milestoneId: string },
): Promise<ProposalRow[]> {
  const isAdopted =
    'requirementId' in of
      ? eq(proposals.requirementId, of.requirementId)
      : eq(proposals.milestoneId, of.milestoneId)
  const adopted = ctx.db.select({ id: proposals.id }).from(proposals).where(isAdopted)
  return selectProposals(
    ctx,
    and(
      or(decidableProposals(ctx.viewer), ownProposals(ctx.viewer)),
      or(sql`${proposals.id} in ${adopted}`, sql`${proposals.mergedIntoId} in ${adopted}`),
    ),
  ).limit(boardPageSize)
}

/** Rows of proposals, the newest first; to be limited by the caller. */
export function selectProposals(ctx: ViewerContext, where: SQL | undefined) {
  return ctx.db
    .select({
      id: proposals.id,
      title: proposals.title,
      content: proposals.content,
      state: proposals.state,
      organisationName: organisationVersions.name,
      department: proposals.department,
      byName: people.name,
      at: proposals.at,
      answer: proposals.answer,
      requirementNumber: requirements.number,
    })
    .from(proposals)
    .innerJoin(people, eq(people.id, proposals.byId))
    .leftJoin(requirements, eq(requirements.id, proposals.requirementId))
    .leftJoin(
      organisationVersions,
      and(
        eq(organisationVersions.organisationId, proposals.organisationId),
        validOn(organisationVersions, dayOf(ctx.now)),
      ),
    )
    .where(where)
    .orderBy(desc(proposals.at), desc(proposals.id))
    .$dynamic()
}

function sideOf(ctx: ViewerContext, side: ProposalSide): SQL {
  if (side === 'own') {
    return ownProposals(ctx.viewer)
  }
  authorize(ctx.viewer, 'proposal.list')
  return decidableProposals(ctx.viewer)
}

function older({ at, id }: Cursor): SQL | undefined {
  return or(lt(proposals.at, at), and(eq(proposals.at, at), lt(proposals.id, id)))
}
