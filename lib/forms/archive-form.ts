import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { forms, formVersions, taskTemplates } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { type Form, loadForm } from './load'

/**
 * 停用: the form is offered no more; what was reported with it stays.
 * @throws DomainError not_found, forbidden; conflict when it already is, or while templates that are
 *   turned on would still go out with it
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
    if (isArchived) {
      await assertNoTemplate(tx, form)
    }
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

/** A template goes out by itself, when nobody is there to choose another form. */
async function assertNoTemplate(tx: Work, { id: formId, name }: Form): Promise<void> {
  // Held as 启用 of a template holds them: of two at once, the second sees the first.
  const versions = await tx.db
    .select({ id: formVersions.id })
    .from(formVersions)
    .where(eq(formVersions.formId, formId))
    .orderBy(asc(formVersions.id))
    .for('update')
  const ids = versions.map((one) => one.id)
  const using = await tx.db
    .select({ name: taskTemplates.name })
    .from(taskTemplates)
    .where(
      and(
        eq(taskTemplates.isActive, true),
        sql`exists (select 1 from jsonb_array_elements(${taskTemplates.content} -> 'nodes') node
          where node ->> 'formVersionId' = any(${sql.param(ids)}::text[]))`,
      ),
    )
    .orderBy(asc(taskTemplates.name), asc(taskTemplates.id))
  if (using.length > 0) {
    const names = using.slice(0, 5).map((one) => `“${one.name}”`)
    throw conflict(
      `${using.length} 个启用中的模板还用“${name}”：${names.join('、')}${using.length > 5 ? '等' : ''}。这张表没有停用。请先停用这些模板，或在模板里换一张表。`,
    )
  }
}
