import { forms } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { authorize } from '@/lib/policy'
import { type Form, latestVersion, loadForm } from './load'
import { officeOf } from './office'
import { insertVersion } from './save-form'
import type { CopyFormInput } from './schema'

const longestName = 60
const suffix = '（副本）'

/**
 * Makes a new form from the latest version of another, in the name of the viewer's office. Pressed
 * twice it is one copy.
 * @throws DomainError not_found, forbidden
 */
export async function copyForm(ctx: ViewerContext, input: CopyFormInput): Promise<Form> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'form.create')
    const source = await loadForm(ctx, tx.db, input.formId)
    const office = officeOf(ctx)
    const [created] = await tx.db
      .insert(forms)
      .values({
        id: input.newFormId,
        name: source.name.slice(0, longestName - suffix.length) + suffix,
        issuingOrganisationId: office.organisationId,
        department: office.department,
        createdBy: ctx.viewer.personId,
        createdAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning()
    if (!created) {
      tx.unchanged()
      return loadForm(ctx, tx.db, input.newFormId)
    }
    const { definition, layoutFileId } = await latestVersion(tx.db, source.id)
    await insertVersion(ctx, tx, created.id, 1, definition, layoutFileId)
    tx.record({
      action: 'form.copy',
      subjectType: 'form',
      subjectId: created.id,
      detail: { from: source.id, name: created.name },
    })
    return created
  })
}
