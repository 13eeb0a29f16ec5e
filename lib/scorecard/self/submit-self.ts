import { selfSubmissions } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { assertStep, holdScored } from '../quarter/hold-scored'
import { lastSelf } from './save-self-assessment'
import type { SubmitSelfInput } from './schema'

/**
 * 自评 handed in as a whole. What is left empty stays without a figure; changes are possible until
 * the step ends.
 * @throws DomainError not_found, forbidden; conflict when nothing was filled in, when it was handed
 *   in before, or in another step
 */
export async function submitSelf(
  ctx: ViewerContext,
  input: SubmitSelfInput,
): Promise<{ indicators: number }> {
  const { quarterId, organisationId } = input
  return ctx.transact(async (tx) => {
    const { quarter } = await holdScored(ctx, tx, input)
    authorize(ctx.viewer, 'score.selfAssess', { organisationId })
    assertStep(quarter, ['self'], '自评')
    const { size: indicators } = await lastSelf(tx.db, quarterId, organisationId)
    if (indicators === 0) {
      throw conflict('还没有填任何一项，没有提交。请至少填一项后再提交。')
    }
    const [submitted] = await tx.db
      .insert(selfSubmissions)
      .values({ quarterId, organisationId, byId: ctx.viewer.personId, at: tx.now })
      .onConflictDoNothing()
      .returning()
    if (!submitted) {
      throw conflict('本支部的自评已经提交过，没有重复提交。截止前修改的内容会自动保存。')
    }
    tx.record({
      action: 'score.submit_self',
      subjectType: 'organisation',
      subjectId: organisationId,
      detail: { quarterId, indicators },
    })
    return { indicators }
  })
}
