import type { ViewerContext } from '@/lib/context'
import { DomainError } from '@/lib/errors'
import { pointsIn } from '../self/schema'
import { type AppealEffect, appealEffect } from './appeal-effect'
import { decidedAmount } from './decide-appeal'
import { loadAppeal } from './load-appeal'
import type { Verdict } from './schema'

/**
 * A verdict as it is being considered: its effect, or the sentence that says why it cannot be.
 * @throws DomainError not_found, forbidden
 */
export async function considerAppeal(
  ctx: ViewerContext,
  appealId: string,
  verdict: Verdict,
  points: string,
): Promise<{ effect: AppealEffect | null; refusal: string | null }> {
  const loaded = await loadAppeal(ctx, ctx.db, appealId)
  try {
    const decided = await decidedAmount(ctx, loaded, verdict, pointsIn(points))
    return { effect: await appealEffect(ctx, appealId, decided), refusal: null }
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invalid') {
      return { effect: null, refusal: error.fields.points ?? error.message }
    }
    throw error
  }
}
