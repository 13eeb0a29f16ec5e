import type { ViewerContext } from '@/lib/context'
import { writeNotices } from '@/lib/notifications/notify'
import { authorize } from '@/lib/policy'
import { loadComplaint, moveComplaint } from './load-complaint'
import type { AnswerComplaintInput } from './schema'

/**
 * 答复: the words go to whoever made it, with a notice and an SMS. Nobody answers his own.
 * @throws DomainError conflict when it has been answered or closed meanwhile
 */
export async function answerComplaint(
  ctx: ViewerContext,
  { complaintId, words }: AnswerComplaintInput,
): Promise<{ id: string; number: string }> {
  return ctx.transact(async (tx) => {
    const complaint = await loadComplaint(ctx, tx.db, complaintId)
    authorize(ctx.viewer, 'complaint.handle', complaint)
    await moveComplaint(ctx, tx, complaint, {
      from: ['received', 'handling'],
      to: 'answered',
      words,
    })
    await writeNotices(tx, [
      {
        personId: complaint.personId,
        kind: 'complaint_answered',
        title: complaint.number,
        body: '您反映的情况已有答复，请查看。还有疑问可以另提一件，注明这个编号。',
        href: `/complaints/${complaint.id}`,
        subjectType: 'complaint',
        subjectId: complaint.id,
        smsTemplate: 'complaint_answered',
      },
    ])
    tx.record({ action: 'complaint.answer', subjectType: 'complaint', subjectId: complaintId })
    return complaint
  })
}
