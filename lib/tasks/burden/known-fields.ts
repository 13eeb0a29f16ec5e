import { eq, inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { forms, formVersions } from '@/db/schema'
import type { Context } from '@/lib/context'
import { asVersion, type FormVersion } from '@/lib/forms/load'
import { knownOverlap } from '@/lib/forms/overlap'
import type { FormField } from '@/lib/forms/states'
import { type FieldEffort, formMinutes } from './states'

/** A field that asks for what is known already. */
export interface KnownField {
  formName: string
  label: string
  /** Where it is known from, a sentence without its stop. */
  source: string
  /** `filled` by itself, `wanted` again for a stated reason, `open` where nobody has decided. */
  standing: 'filled' | 'wanted' | 'open'
}

export interface FormBurden {
  formVersionId: string
  minutes: number
  fields: number
  known: KnownField[]
}

/** What the forms of a task ask for, by the id of their versions. */
export async function formBurdens(
  ctx: Pick<Context, 'db' | 'now'>,
  formVersionIds: readonly string[],
): Promise<Map<string, FormBurden>> {
  const versions = await versionsWithNames(ctx.db, [...new Set(formVersionIds)])
  const burdens = await Promise.all(versions.map((version) => burdenOf(ctx, version)))
  return new Map(burdens.map((one) => [one.formVersionId, one]))
}

type NamedVersion = FormVersion & { formName: string; committeeId: string }

async function versionsWithNames(db: Db, ids: string[]): Promise<NamedVersion[]> {
  if (ids.length === 0) {
    return []
  }
  const rows = await db
    .select({
      version: formVersions,
      formName: forms.name,
      committeeId: forms.issuingOrganisationId,
    })
    .from(formVersions)
    .innerJoin(forms, eq(forms.id, formVersions.formId))
    .where(inArray(formVersions.id, ids))
  return rows.map(({ version, ...of }) => ({ ...asVersion(version), ...of }))
}

async function burdenOf(ctx: Pick<Context, 'db' | 'now'>, version: NamedVersion) {
  const { definition, formId, formName, committeeId } = version
  const overlaps = await knownOverlap(ctx, definition, { committeeId, formId })
  const asked = definition.fields.filter((field) => field.kind !== 'computed')
  return {
    formVersionId: version.id,
    minutes: formMinutes(definition.fields.map(effortOf), definition.minutes),
    fields: asked.length,
    known: overlaps.map(({ fieldKey, label, source }) => ({
      formName,
      label,
      source,
      standing: standingOf(asked.find((field) => field.key === fieldKey)),
    })),
  }
}

/** What an estimate reads of a field. */
export function effortOf({ kind, knownKey, columns }: FormField): FieldEffort {
  return { kind, isKnown: knownKey !== '', columns: columns.length }
}

function standingOf(field: FormField | undefined): KnownField['standing'] {
  if (field && field.knownKey !== '') {
    return 'filled'
  }
  return field?.stillWanted && field.stillWantedReason !== '' ? 'wanted' : 'open'
}
