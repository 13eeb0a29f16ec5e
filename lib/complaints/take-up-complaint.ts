import type { ViewerContext } from '@/lib/context'
import { authorize } from '@/lib/policy'
import { loadComplaint, moveComplaint } from './load-complaint'
import type { ComplaintInput } from './schema'

/**
 * 受理: the office says that somebody is looking after it.
 * @throws DomainError conflict unless it has only been received
 */
export async function takeUpComplaint(
  ctx: ViewerContext,
  { complaintId }: ComplaintInput,
): Promise<{ id: string; number: string }> {
  return ctx.transact(async (tx) => {
    const complaint = await loadComplaint(ctx, tx.db, complaintId)
    authorize(ctx.viewer, 'complaint.handle', complaint)
    await moveComplaint(ctx, tx, complaint, {
      from: ['received'],
      to: 'handling',
      words: '已受理，正在核实办理。',
    })
    tx.record({ action: 'complaint.takeUp', subjectType: 'complaint', subjectId: complaintId })
    return complaint
  })
}
