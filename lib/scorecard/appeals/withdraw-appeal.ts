import { and, eq } from 'drizzle-orm'
import { appeals } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { type Appeal, loadAppeal } from './load-appeal'
import type { AppealInput } from './schema'

/**
 * The branch takes its appeal back before it is decided.
 * @throws DomainError not_found, forbidden; conflict when it is decided or withdrawn
 */
export async function withdrawAppeal(
  ctx: ViewerContext,
  { appealId }: AppealInput,
): Promise<Appeal> {
  return ctx.transact(async (tx) => {
    const { subject } = await loadAppeal(ctx, tx.db, appealId, { isHeld: true })
    authorize(ctx.viewer, 'appeal.file', subject)
    const [withdrawn] = await tx.db
      .update(appeals)
      .set({ state: 'withdrawn' })
      .where(and(eq(appeals.id, appealId), eq(appeals.state, 'filed')))
      .returning()
    if (!withdrawn) {
      throw conflict('这件申诉已有结果，不能再撤回。请刷新后查看。')
    }
    tx.record({ action: 'appeal.withdraw', subjectType: 'appeal', subjectId: appealId })
    return withdrawn
  })
}
