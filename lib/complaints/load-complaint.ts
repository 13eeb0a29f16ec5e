import { and, eq, inArray } from 'drizzle-orm'
import type { ComplaintState } from '@/db/enums'
import { complaintSteps, complaints } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, notFound } from '@/lib/errors'
import { can } from '@/lib/policy'

export type Complaint = typeof complaints.$inferSelect

/**
 * A complaint the viewer may see.
 * @throws DomainError not_found, also when it exists but is not for the viewer's eyes
 */
export async function loadComplaint(
  ctx: ViewerContext,
  db: Work['db'],
  complaintId: string,
): Promise<Complaint> {
  const [row] = await db.select().from(complaints).where(eq(complaints.id, complaintId))
  if (!row || !can(ctx.viewer, 'complaint.view', row)) {
    throw notFound('意见')
  }
  return row
}

/**
 * Moves a complaint and writes the step that whoever made it will see.
 * @throws DomainError conflict when it is in none of the states `from`
 */
export async function moveComplaint(
  ctx: ViewerContext,
  tx: Work,
  complaint: Complaint,
  move: { from: readonly ComplaintState[]; to: ComplaintState; words: string },
): Promise<void> {
  const moved = await tx.db
    .update(complaints)
    .set({ state: move.to })
    .where(and(eq(complaints.id, complaint.id), inArray(complaints.state, [...move.from])))
    .returning({ id: complaints.id })
  if (moved.length === 0) {
    throw conflict('这件意见的办理状态刚刚变了，您填写的内容还在。请刷新后核对，再决定是否继续。')
  }
  await tx.db.insert(complaintSteps).values({
    complaintId: complaint.id,
    state: move.to,
    words: move.words,
    byId: ctx.viewer.personId,
    at: tx.now,
  })
}
