import { and, desc, eq, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { forms, formVersions } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { can } from '@/lib/policy'
import type { Viewer } from '@/lib/policy/viewer'
import { formDefinition } from './schema'
import type { FormDefinition } from './states'

export type Form = typeof forms.$inferSelect
export type FormVersion = Omit<typeof formVersions.$inferSelect, 'definition'> & {
  definition: FormDefinition
}

/** Forms the viewer may see: those of his committee, or of his department. */
export function visibleForms(viewer: Viewer): SQL {
  const parts = viewer.roles.map(({ role, organisationId, department, reach }) => {
    if (role === 'committee_officer') {
      return reach === 'all'
        ? sql`true`
        : sql`${forms.issuingOrganisationId} = any(${sql.param([...reach])}::uuid[])`
    }
    return role === 'department_officer' && organisationId && department
      ? and(eq(forms.issuingOrganisationId, organisationId), eq(forms.department, department))
      : sql`false`
  })
  return or(...parts) ?? sql`false`
}

/**
 * A form the viewer may see.
 * @throws DomainError not_found, the same for none and for a hidden one
 */
export async function loadForm(ctx: ViewerContext, db: Db, formId: string): Promise<Form> {
  const [form] = await db.select().from(forms).where(eq(forms.id, formId))
  if (!form || !can(ctx.viewer, 'form.view', form)) {
    throw notFound('填报表')
  }
  return form
}

/** The latest version of a form; every form has one. */
export async function latestVersion(db: Db, formId: string): Promise<FormVersion> {
  const [row] = await db
    .select()
    .from(formVersions)
    .where(eq(formVersions.formId, formId))
    .orderBy(desc(formVersions.version))
    .limit(1)
  if (!row) {
    throw notFound('填报表')
  }
  return asVersion(row)
}

/** A version by its id, or null. Says nothing about who may see it. */
export async function findVersion(db: Db, versionId: string): Promise<FormVersion | null> {
  const [row] = await db.select().from(formVersions).where(eq(formVersions.id, versionId))
  return row ? asVersion(row) : null
}

/** A stored row with its definition read. */
export function asVersion(row: typeof formVersions.$inferSelect): FormVersion {
  return { ...row, definition: formDefinition.parse(row.definition) }
}
