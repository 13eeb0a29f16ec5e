import type { ViewerContext } from '@/lib/context'
import { authorize } from '@/lib/policy'
import { loadComplaint, moveComplaint } from './load-complaint'
import type { ComplaintInput } from './schema'

/**
 * 办结, after the answer: by whoever made it, once satisfied, or by the office.
 * @throws DomainError conflict unless it has been answered
 */
export async function closeComplaint(
  ctx: ViewerContext,
  { complaintId }: ComplaintInput,
): Promise<{ id: string; number: string }> {
  return ctx.transact(async (tx) => {
    const complaint = await loadComplaint(ctx, tx.db, complaintId)
    authorize(ctx.viewer, 'complaint.close', complaint)
    const isOwn = complaint.personId === ctx.viewer.personId
    await moveComplaint(ctx, tx, complaint, {
      from: ['answered'],
      to: 'closed',
      words: isOwn ? '本人确认已解决。' : '答复后办结。',
    })
    tx.record({ action: 'complaint.close', subjectType: 'complaint', subjectId: complaintId })
    return complaint
  })
}
