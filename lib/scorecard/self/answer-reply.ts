import { and, eq, isNull } from 'drizzle-orm'
import { verificationReplies } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict, notFound } from '@/lib/errors'
import { formatPeriod } from '@/lib/format'
import { writeNotices } from '@/lib/notifications/notify'
import { authorize, can } from '@/lib/policy'
import { judgingSeats } from '../judging/judging-seats'
import { loadFrame } from '../ledger/quarter-frame'
import { assertStep, holdScored } from '../quarter/hold-scored'
import { indicatorsOf } from '../scheme/schema'
import type { AnswerReplyInput } from './schema'

/**
 * The responsible department answers an objection of 反馈核对; to the score as a whole the Party office
 * does. Where the answer changes a score, the judgement is corrected beside it.
 * @throws DomainError not_found, forbidden; conflict when it is answered already, or in another step
 */
export async function answerReply(
  ctx: ViewerContext,
  { replyId, words }: AnswerReplyInput,
): Promise<{ quarterId: string }> {
  return ctx.transact(async (tx) => {
    const [reply] = await tx.db
      .select()
      .from(verificationReplies)
      .where(eq(verificationReplies.id, replyId))
    if (!reply || !can(ctx.viewer, 'score.viewEntries', reply)) {
      throw notFound('核对意见')
    }
    const { quarter } = await holdScored(ctx, tx, reply)
    const frame = await loadFrame(tx.db, quarter.id)
    const indicator = indicatorsOf(frame.prepared.document).find(
      (one) => one.key === reply.indicatorKey,
    )
    const department = indicator?.department ?? null
    const seats = await judgingSeats(ctx, tx.db, quarter, [reply.organisationId])
    authorize(ctx.viewer, 'score.answerReply', seats(department, reply.organisationId))
    assertStep(quarter, ['verification'], '答复核对意见')
    const [answered] = await tx.db
      .update(verificationReplies)
      .set({ answer: words, answeredBy: ctx.viewer.personId, answeredAt: tx.now })
      .where(
        and(
          eq(verificationReplies.id, replyId),
          eq(verificationReplies.isAgreed, false),
          isNull(verificationReplies.answeredAt),
        ),
      )
      .returning()
    if (!answered) {
      throw conflict('这条意见已有答复，没有改动。请刷新后查看。')
    }
    await writeNotices(tx, [
      {
        personId: reply.byId,
        kind: 'score_step',
        title: `${formatPeriod(quarter.period)}党建指数核对意见已答复`,
        body: '归口部门已答复您支部提出的意见，请查看。',
        href: `/scorecard/${quarter.id}/verify/${reply.organisationId}`,
        subjectType: 'scorecard_quarter',
        subjectId: quarter.id,
        smsTemplate: null,
      },
    ])
    tx.record({
      action: 'score.answer_reply',
      subjectType: 'organisation',
      subjectId: reply.organisationId,
      detail: { quarterId: quarter.id, replyId, indicatorKey: reply.indicatorKey },
    })
    return { quarterId: quarter.id }
  })
}
