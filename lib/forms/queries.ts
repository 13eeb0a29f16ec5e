import { and, desc, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { FormVersionState } from '@/db/enums'
import { newId } from '@/db/ids'
import { files, forms, formVersions, people } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { publishedNames } from '@/lib/facts/known-reported'
import { knownFacts, lastPrefix, standingPrefix } from '@/lib/facts/states'
import { dayOf } from '@/lib/period'
import { abilities, authorize } from '@/lib/policy'
import { type DefinitionChange, diffDefinitions } from './diff'
import { asVersion, type Form, type FormVersion, loadForm, visibleForms } from './load'
import { officeOf } from './office'
import { knownOverlap, type Overlap } from './overlap'

const pageSize = 30

/** An id for a form about to be made: it goes out with the page, so that sending twice makes one. */
export function newFormId(): string {
  return newId()
}

export interface FormLine {
  id: string
  name: string
  department: string | null
  version: number
  state: FormVersionState
  fields: number
  changedAt: Date
  changedByName: string
}

/** Forms, the newest first; a page goes on behind the id of its last row (ids rise with time). */
export async function formPage(
  ctx: ViewerContext,
  options: { search?: string; show: 'active' | 'archived'; after?: string },
): Promise<{ rows: FormLine[]; next: string | null }> {
  authorize(ctx.viewer, 'form.list')
  const { search, show, after } = options
  const rows = await ctx.db
    .select({
      id: forms.id,
      name: forms.name,
      department: forms.department,
      version: formVersions.version,
      state: formVersions.state,
      fields: sql<number>`jsonb_array_length(${formVersions.definition} -> 'fields')`,
      changedAt: formVersions.changedAt,
      changedByName: people.name,
    })
    .from(forms)
    .innerJoin(formVersions, isLatestVersion)
    .innerJoin(people, eq(people.id, formVersions.changedBy))
    .where(
      and(
        visibleForms(ctx.viewer),
        show === 'active' ? isNull(forms.archivedAt) : isNotNull(forms.archivedAt),
        search ? sql`position(lower(${search}) in lower(${forms.name})) > 0` : undefined,
        after ? lt(forms.id, after) : undefined,
      ),
    )
    .orderBy(desc(forms.id))
    .limit(pageSize + 1)
  const shown = rows.slice(0, pageSize)
  return { rows: shown, next: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null }
}

const isLatestVersion = and(
  eq(formVersions.formId, forms.id),
  sql`${formVersions.version} = (select max(v.version) from form_versions v where v.form_id = ${forms.id})`,
)

/** A form that a node may carry: its latest version, draft or frozen. */
export interface FormChoice {
  formVersionId: string
  name: string
  version: number
  state: FormVersionState
  fields: number
}

/** The forms in use that the viewer may issue, for the task form. */
export async function formChoices(ctx: ViewerContext): Promise<FormChoice[]> {
  authorize(ctx.viewer, 'form.list')
  return ctx.db
    .select({
      formVersionId: formVersions.id,
      name: forms.name,
      version: formVersions.version,
      state: formVersions.state,
      fields: sql<number>`jsonb_array_length(${formVersions.definition} -> 'fields')`,
    })
    .from(forms)
    .innerJoin(formVersions, isLatestVersion)
    .where(and(visibleForms(ctx.viewer), isNull(forms.archivedAt)))
    .orderBy(desc(forms.id))
    .limit(200)
}

export interface FormView {
  form: Form
  latest: FormVersion
  versions: { version: number; state: FormVersionState; changedAt: Date; frozenAt: Date | null }[]
  /** What is different from the version before. */
  changes: DefinitionChange[]
  overlaps: Overlap[]
  layout: { id: string; name: string } | null
  can: Record<'form.edit' | 'form.archive', boolean>
}

/**
 * A form with its versions and what of it is known elsewhere.
 * @throws DomainError not_found
 */
export async function formView(ctx: ViewerContext, formId: string): Promise<FormView> {
  const form = await loadForm(ctx, ctx.db, formId)
  const versions = await versionsOf(ctx.db, formId)
  const [latest, before] = versions
  if (!latest) {
    throw new Error(`Form ${formId} has no version`)
  }
  const [overlaps, layout] = await Promise.all([
    latest.state === 'draft'
      ? knownOverlap(ctx, latest.definition, {
          committeeId: form.issuingOrganisationId,
          formId,
        })
      : [],
    latest.layoutFileId ? fileName(ctx.db, latest.layoutFileId) : null,
  ])
  return {
    form,
    latest,
    versions,
    changes: before ? diffDefinitions(before.definition, latest.definition) : [],
    overlaps,
    layout,
    can: abilities(ctx.viewer, ['form.edit', 'form.archive'], form),
  }
}

/** Every version of a form, the latest first. */
async function versionsOf(db: Db, formId: string): Promise<FormVersion[]> {
  const rows = await db
    .select()
    .from(formVersions)
    .where(eq(formVersions.formId, formId))
    .orderBy(desc(formVersions.version))
    .limit(50)
  return rows.map(asVersion)
}

async function fileName(db: Db, fileId: string): Promise<{ id: string; name: string } | null> {
  const [row] = await db
    .select({ id: files.id, name: files.name })
    .from(files)
    .where(eq(files.id, fileId))
  return row ?? null
}

/** What a field can be filled from, for the builder of a form or, without one, of the viewer's office. */
export async function knownChoices(
  ctx: ViewerContext,
  formId?: string,
): Promise<{ key: string; label: string; kind: 'text' | 'number' | 'date' | null }[]> {
  authorize(ctx.viewer, 'form.list')
  const committeeId = formId
    ? (await loadForm(ctx, ctx.db, formId)).issuingOrganisationId
    : officeOf(ctx).organisationId
  const names = await publishedNames(ctx.db, { committeeId, day: dayOf(ctx.now) })
  return [
    ...knownFacts.map(({ key, label, kind }) => ({ key, label, kind })),
    ...names.flatMap((name) => [
      { key: standingPrefix + name, label: `已报的“${name}”`, kind: null },
      { key: lastPrefix + name, label: `上期的“${name}”`, kind: null },
    ]),
  ]
}
