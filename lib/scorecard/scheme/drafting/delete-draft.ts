import { and, eq } from 'drizzle-orm'
import { schemes } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { holdDraft, type Scheme } from './load-scheme'
import type { SeenSchemeInput } from './schema'

/**
 * Deletes a draft; what has been published is never removed.
 * @throws DomainError not_found, forbidden; conflict once published, or changed meanwhile
 */
export async function deleteDraft(ctx: ViewerContext, input: SeenSchemeInput): Promise<Scheme> {
  return ctx.transact(async (tx) => {
    const draft = await holdDraft(ctx, tx, input)
    authorize(ctx.viewer, 'scheme.manage', { organisationId: draft.committeeId })
    const removed = await tx.db
      .delete(schemes)
      .where(and(eq(schemes.id, draft.id), eq(schemes.state, 'draft')))
      .returning({ id: schemes.id })
    if (removed.length === 0) {
      throw conflict('这一版考核办法已经发布，没有删除。')
    }
    tx.record({
      action: 'scheme.delete',
      subjectType: 'scheme',
      subjectId: draft.id,
      detail: { year: draft.year, version: draft.version, name: draft.name },
    })
    return draft
  })
}
