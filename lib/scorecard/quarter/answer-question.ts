import { newId } from '@/db/ids'
import { questionAnswers } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { authorize } from '@/lib/policy'
import { holdQuarter, quarterSubject } from './load-quarter'
import type { AnswerQuestionInput } from './schema'

/**
 * What a reviewer says to a question about a pattern in the facts. Words only: no answer changes a
 * score, and branches never see question or answer.
 * @throws DomainError not_found, forbidden
 */
export async function answerQuestion(
  ctx: ViewerContext,
  { quarterId, questionKey, words }: AnswerQuestionInput,
): Promise<{ quarterId: string }> {
  return ctx.transact(async (tx) => {
    const quarter = await holdQuarter(ctx, tx, quarterId)
    authorize(ctx.viewer, 'quarter.question', quarterSubject(quarter))
    await tx.db.insert(questionAnswers).values({
      ...{ id: newId(), quarterId, questionKey, words },
      byId: ctx.viewer.personId,
      at: tx.now,
    })
    tx.record({
      action: 'quarter.answer_question',
      subjectType: 'scorecard_quarter',
      subjectId: quarterId,
      detail: { questionKey },
    })
    return { quarterId }
  })
}
