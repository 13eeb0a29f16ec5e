import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { forms } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { type Form, loadForm } from './load'

/**
 * 停用: the form is offered no more; what was reported with it stays.
 * @throws DomainError not_found, forbidden; conflict when it already is
 */
export function archiveForm(ctx: ViewerContext, input: { formId: string }): Promise<Form> {
  return setArchived(ctx, input.formId, true)
}

/**
 * 恢复使用.
 * @throws DomainError not_found, forbidden; conflict when it is in use
 */
export function restoreForm(ctx: ViewerContext, input: { formId: string }): Promise<Form> {
  return setArchived(ctx, input.formId, false)
}

async function setArchived(ctx: ViewerContext, formId: string, isArchived: boolean): Promise<Form> {
  return ctx.transact(async (tx) => {
    const form = await loadForm(ctx, tx.db, formId)
    authorize(ctx.viewer, 'form.archive', form)
    const [changed] = await tx.db
      .update(forms)
      .set({ archivedAt: isArchived ? ctx.now : null })
      .where(
        and(
          eq(forms.id, formId),
          isArchived ? isNull(forms.archivedAt) : isNotNull(forms.archivedAt),
        ),
      )
      .returning()
    if (!changed) {
      throw conflict(isArchived ? '这张表已经停用，请刷新页面。' : '这张表正在使用，请刷新页面。')
    }
    tx.record({
      action: isArchived ? 'form.archive' : 'form.restore',
      subjectType: 'form',
      subjectId: formId,
      detail: { name: changed.name },
    })
    return changed
  })
}
