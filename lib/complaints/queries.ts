import { and, asc, desc, eq, lt } from 'drizzle-orm'
import type { ComplaintKind, ComplaintState } from '@/db/enums'
import { complaintSteps, complaints, people } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { authorize, can } from '@/lib/policy'
import { loadComplaint } from './load-complaint'

export const complaintPageSize = 50

export interface ComplaintRow {
  id: string
  number: string
  kind: ComplaintKind
  state: ComplaintState
  text: string
  personName: string
  createdAt: Date
}

export interface ComplaintStep {
  id: string
  state: ComplaintState
  words: string
  byName: string
  at: Date
}

export interface ComplaintDetail extends ComplaintRow {
  steps: ComplaintStep[]
  canHandle: boolean
  canClose: boolean
}

const columns = {
  id: complaints.id,
  number: complaints.number,
  kind: complaints.kind,
  state: complaints.state,
  text: complaints.text,
  personName: people.name,
  createdAt: complaints.createdAt,
}

/** What the viewer has filed, newest first, at most 50. */
export async function myComplaints(ctx: ViewerContext): Promise<ComplaintRow[]> {
  return ctx.db
    .select(columns)
    .from(complaints)
    .innerJoin(people, eq(people.id, complaints.personId))
    .where(eq(complaints.personId, ctx.viewer.personId))
    .orderBy(desc(complaints.createdAt), desc(complaints.id))
    .limit(complaintPageSize)
}

/**
 * What has come to the office, newest first, 50 a page by number.
 * @throws DomainError forbidden unless the viewer is an officer of the committee
 */
export async function complaintList(
  ctx: ViewerContext,
  filter: { state?: ComplaintState | undefined; after?: string | undefined },
): Promise<{ rows: ComplaintRow[]; next: string | null }> {
  authorize(ctx.viewer, 'complaint.list')
  const found = await ctx.db
    .select(columns)
    .from(complaints)
    .innerJoin(people, eq(people.id, complaints.personId))
    .where(
      and(
        filter.state ? eq(complaints.state, filter.state) : undefined,
        filter.after ? lt(complaints.number, filter.after) : undefined,
      ),
    )
    .orderBy(desc(complaints.number))
    .limit(complaintPageSize + 1)
  const rows = found.slice(0, complaintPageSize)
  return { rows, next: found.length > complaintPageSize ? (rows.at(-1)?.number ?? null) : null }
}

/**
 * One complaint with every step of its progress, oldest first.
 * @throws DomainError not_found unless it is the viewer's own or he handles such
 */
export async function complaintDetail(
  ctx: ViewerContext,
  complaintId: string,
): Promise<ComplaintDetail> {
  const complaint = await loadComplaint(ctx, ctx.db, complaintId)
  const [author] = await ctx.db
    .select({ name: people.name })
    .from(people)
    .where(eq(people.id, complaint.personId))
  const steps = await ctx.db
    .select({
      id: complaintSteps.id,
      state: complaintSteps.state,
      words: complaintSteps.words,
      byName: people.name,
      at: complaintSteps.at,
    })
    .from(complaintSteps)
    .innerJoin(people, eq(people.id, complaintSteps.byId))
    .where(eq(complaintSteps.complaintId, complaintId))
    .orderBy(asc(complaintSteps.at), asc(complaintSteps.id))
  const isOpen = complaint.state === 'received' || complaint.state === 'handling'
  return {
    ...complaint,
    personName: author?.name ?? '',
    steps,
    canHandle: isOpen && can(ctx.viewer, 'complaint.handle', complaint),
    canClose: complaint.state === 'answered' && can(ctx.viewer, 'complaint.close', complaint),
  }
}
