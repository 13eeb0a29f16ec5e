import { and, eq, isNull } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { scoreEntries, setAsides } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict, notFound } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { assertStep } from '../quarter/hold-scored'
import { holdQuarter, quarterSubject } from '../quarter/load-quarter'
import { standingEntry } from './load-appeal'
import type { ResolveSetAsideInput, SetAsideInput } from './schema'

/**
 * 搁置 of an entry that is in dispute at the meeting: it counts as it stands, and must be settled
 * before 审定.
 * @throws DomainError not_found, forbidden; conflict when it no longer stands, is set aside already, or
 *   in another step
 */
export async function setAside(
  ctx: ViewerContext,
  { entryId, reason }: SetAsideInput,
): Promise<{ id: string; quarterId: string }> {
  return ctx.transact(async (tx) => {
    const [row] = await tx.db.select().from(scoreEntries).where(eq(scoreEntries.id, entryId))
    const { quarterId, ruleKey } = row ?? {}
    if (!row || !quarterId || !ruleKey) {
      throw notFound('分录')
    }
    const quarter = await holdQuarter(ctx, tx, quarterId)
    authorize(ctx.viewer, 'review.hold', quarterSubject(quarter))
    assertStep(quarter, ['meeting'], '搁置')
    const { organisationId, basisKey } = row
    const standing = await standingEntry(tx.db, { quarterId, organisationId, ruleKey, basisKey })
    if (standing?.id !== entryId) {
      throw conflict('这条分录已经变动，没有搁置。请刷新后核对。')
    }
    const [made] = await tx.db
      .insert(setAsides)
      .values({
        ...{ id: newId(), quarterId, entryId, reason },
        byId: ctx.viewer.personId,
        at: tx.now,
      })
      .onConflictDoNothing()
      .returning()
    if (!made) {
      throw conflict('这条分录已经搁置，没有重复搁置。')
    }
    tx.record({
      action: 'score.set_aside',
      subjectType: 'score_entry',
      subjectId: entryId,
      detail: { quarterId, organisationId, reason },
    })
    return { id: made.id, quarterId }
  })
}

/**
 * Settles what was set aside, in words; a change of the score is a judgement or a ruling of its own.
 * @throws DomainError not_found, forbidden; conflict when it is settled already, or after 定稿
 */
export async function resolveSetAside(
  ctx: ViewerContext,
  { setAsideId, resolution }: ResolveSetAsideInput,
): Promise<{ quarterId: string }> {
  return ctx.transact(async (tx) => {
    const [row] = await tx.db.select().from(setAsides).where(eq(setAsides.id, setAsideId))
    if (!row) {
      throw notFound('搁置事项')
    }
    const quarter = await holdQuarter(ctx, tx, row.quarterId)
    authorize(ctx.viewer, 'review.hold', quarterSubject(quarter))
    assertStep(quarter, ['meeting', 'publication', 'approved'], '处理搁置事项')
    const [resolved] = await tx.db
      .update(setAsides)
      .set({ resolution, resolvedBy: ctx.viewer.personId, resolvedAt: tx.now })
      .where(and(eq(setAsides.id, setAsideId), isNull(setAsides.resolvedAt)))
      .returning()
    if (!resolved) {
      throw conflict('这一条已经处理过，没有改动。请刷新后查看。')
    }
    tx.record({
      action: 'score.resolve_set_aside',
      subjectType: 'score_entry',
      subjectId: row.entryId,
      detail: { quarterId: row.quarterId, resolution },
    })
    return { quarterId: row.quarterId }
  })
}
