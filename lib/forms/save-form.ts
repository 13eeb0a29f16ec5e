import { and, eq, sql } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { forms, formVersions } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { definitionFaults } from './definition'
import { asVersion, type Form, type FormVersion, latestVersion, loadForm } from './load'
import { officeOf } from './office'
import { formDefinition, type SaveFormInput } from './schema'
import type { FormDefinition } from './states'

export interface SavedForm {
  form: Form
  version: FormVersion
}

const staleWords =
  '这张表刚被改过（可能是同事，也可能是您在另一个页面），这次没有保存，以免覆盖。您改的内容还在本页：请先复制要保留的部分，再刷新页面，在最新一版上修改。'

/**
 * Writes a draft of a form: makes the form at the first call for its id, changes the draft later,
 * and begins the next version where the last one is frozen. Only from the revision that the page
 * showed; the same once more changes nothing.
 * @throws DomainError invalid with a sentence for each faulty field; conflict when it was changed
 *   meanwhile or archived
 */
export async function saveForm(ctx: ViewerContext, input: SaveFormInput): Promise<SavedForm> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'form.create')
    const definition = readDefinition(input)
    const office = officeOf(ctx)
    const [created] = await tx.db
      .insert(forms)
      .values({
        id: input.formId,
        name: input.name,
        issuingOrganisationId: office.organisationId,
        department: office.department,
        createdBy: ctx.viewer.personId,
        createdAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning()
    if (created) {
      const version = await insertVersion(ctx, tx, created.id, 1, definition)
      record(tx, 'form.create', created, version)
      return { form: created, version }
    }
    return changeForm(ctx, tx, input, definition)
  })
}

async function changeForm(
  ctx: ViewerContext,
  tx: Work,
  input: SaveFormInput,
  definition: FormDefinition,
): Promise<SavedForm> {
  // Locked, so that a draft and the version after it are never begun twice.
  await tx.db.select({ id: forms.id }).from(forms).where(eq(forms.id, input.formId)).for('update')
  const form = await loadForm(ctx, tx.db, input.formId)
  authorize(ctx.viewer, 'form.edit', form)
  const last = await latestVersion(tx.db, form.id)
  if (form.archivedAt) {
    throw conflict('这张表已停用，没有保存。您改的内容还在本页；需要时先恢复使用。')
  }
  if (form.name === input.name && JSON.stringify(last.definition) === JSON.stringify(definition)) {
    tx.unchanged()
    return { form, version: last }
  }
  if (last.version !== input.version || last.revision !== input.revision) {
    throw conflict(staleWords)
  }
  const version =
    last.state === 'frozen'
      ? await insertVersion(ctx, tx, form.id, last.version + 1, definition, last.layoutFileId)
      : await changeDraft(ctx, tx, last, definition)
  const [renamed] = await tx.db
    .update(forms)
    .set({ name: input.name })
    .where(eq(forms.id, form.id))
    .returning()
  record(tx, 'form.change', renamed ?? form, version)
  return { form: renamed ?? form, version }
}

/** A draft's new content, written over the revision that was shown and over no other. */
async function changeDraft(
  ctx: ViewerContext,
  tx: Work,
  last: FormVersion,
  definition: FormDefinition,
): Promise<FormVersion> {
  const [changed] = await tx.db
    .update(formVersions)
    .set({
      definition,
      revision: sql`${formVersions.revision} + 1`,
      changedBy: ctx.viewer.personId,
      changedAt: ctx.now,
    })
    .where(
      and(
        eq(formVersions.id, last.id),
        eq(formVersions.state, 'draft'),
        eq(formVersions.revision, last.revision),
      ),
    )
    .returning()
  if (!changed) {
    throw conflict(staleWords)
  }
  return asVersion(changed)
}

/** A new version as a draft. */
export async function insertVersion(
  ctx: ViewerContext,
  tx: Work,
  formId: string,
  version: number,
  definition: FormDefinition,
  layoutFileId: string | null = null,
): Promise<FormVersion> {
  const row = {
    id: newId(),
    formId,
    version,
    definition,
    state: 'draft' as const,
    revision: 1,
    layoutFileId,
    changedBy: ctx.viewer.personId,
    changedAt: ctx.now,
    frozenAt: null,
  }
  await tx.db.insert(formVersions).values(row)
  return row
}

function readDefinition(input: SaveFormInput): FormDefinition {
  const parsed = formDefinition.safeParse(jsonOrNull(input.definition))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const path = issue?.path.join('.') ?? 'fields'
    throw invalid('有内容不符合要求，没有保存，您填写的都还在。请按提示修改。', {
      [path]: issue?.message ?? '请检查这里的内容',
    })
  }
  const faults = definitionFaults(input.name, parsed.data)
  if (Object.keys(faults).length > 0) {
    throw invalid('有几处需要修改，已在对应的位置标出，其他内容都还在。', faults)
  }
  return parsed.data
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function record(
  tx: Work,
  action: 'form.create' | 'form.change',
  form: Form,
  version: FormVersion,
): void {
  tx.record({
    action,
    subjectType: 'form',
    subjectId: form.id,
    detail: {
      name: form.name,
      version: version.version,
      revision: version.revision,
      fields: version.definition.fields.length,
    },
  })
}
