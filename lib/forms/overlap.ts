import { and, desc, eq, gte, ne, sql } from 'drizzle-orm'
import { formReports, forms, formVersions } from '@/db/schema'
import type { Context } from '@/lib/context'
import { publishedNames } from '@/lib/facts/known-reported'
import { knownFacts, knownLabel, standingPrefix } from '@/lib/facts/states'
import { dayOf, periodOf, quarterOf, startOfDay } from '@/lib/period'
import { closeLabels } from './close-labels'
import { formDefinition } from './schema'
import { type FormDefinition, type FormField, isPlain } from './states'

/** A field that asks for what the system knows already. */
export interface Overlap {
  fieldKey: string
  label: string
  /** Where it is known from, in a sentence. */
  source: string
  /** The key it could be filled from; null when only another form holds it. */
  knownKey: string | null
  /** Filled in by itself, or wanted again for a stated reason. */
  isSettled: boolean
}

/** Whose form it is. */
export interface FormOrigin {
  committeeId: string
  /** Absent for one that is not kept yet. */
  formId?: string
}

const otherFormsRead = 100

/**
 * The fields of a form that are known elsewhere: bound to a known fact, called like one, called like
 * something that reports of its committee have published, or asked by another form of that committee
 * that was answered this quarter. What another committee asks or knows stays there.
 */
export async function knownOverlap(
  ctx: Pick<Context, 'db' | 'now'>,
  definition: FormDefinition,
  of: FormOrigin,
): Promise<Overlap[]> {
  const { committeeId } = of
  const [names, others] = await Promise.all([
    publishedNames(ctx.db, { committeeId, day: dayOf(ctx.now) }),
    answeredFields(ctx, of),
  ])
  return definition.fields.flatMap((field) => {
    const found =
      isPlain(field) && field.kind !== 'computed' ? sourceOf(field, names, others) : null
    return found
      ? [
          {
            fieldKey: field.key,
            label: field.label,
            ...found,
            isSettled:
              field.knownKey !== '' || (field.stillWanted && field.stillWantedReason !== ''),
          },
        ]
      : []
  })
}

function sourceOf(field: FormField, names: readonly string[], others: readonly AnsweredField[]) {
  if (field.knownKey !== '') {
    const label = knownLabel(field.knownKey)
    return { source: `会自动带出${label ?? '已知数据'}，填报人只需核对`, knownKey: field.knownKey }
  }
  const fact = knownFacts.find((one) =>
    closeLabels(field.label, [one.label, ...(one.otherLabels ?? [])]),
  )
  if (fact) {
    return { source: `系统台账里有“${fact.label}”，可以自动带出`, knownKey: fact.key }
  }
  const name = names.find((one) => one !== field.publishKey && closeLabels(field.label, [one]))
  if (name) {
    return {
      source: `支部报过“${name}”并已审核，可以自动带出`,
      knownKey: standingPrefix + name,
    }
  }
  const other = others.find(
    (one) => one.kind === field.kind && closeLabels(field.label, [one.label]),
  )
  return other
    ? { source: `本季度已在《${other.formName}》里填过“${other.label}”`, knownKey: null }
    : null
}

interface AnsweredField {
  formName: string
  label: string
  kind: FormField['kind']
}

/** The fields of other forms of the committee that were answered this quarter. */
async function answeredFields(
  ctx: Pick<Context, 'db' | 'now'>,
  { committeeId, formId }: FormOrigin,
): Promise<AnsweredField[]> {
  const since = startOfDay(periodOf(quarterOf(dayOf(ctx.now))).from)
  const rows = await ctx.db
    .select({ name: forms.name, definition: formVersions.definition })
    .from(formVersions)
    .innerJoin(forms, eq(forms.id, formVersions.formId))
    .where(
      and(
        eq(forms.issuingOrganisationId, committeeId),
        formId ? ne(forms.id, formId) : undefined,
        sql`exists (select 1 from ${formReports}
          where ${eq(formReports.formVersionId, formVersions.id)} and ${gte(formReports.at, since)})`,
      ),
    )
    .orderBy(desc(formVersions.changedAt))
    .limit(otherFormsRead)
  return rows.flatMap(({ name, definition }) =>
    formDefinition
      .parse(definition)
      .fields.filter(isPlain)
      .map(({ label, kind }) => ({ formName: name, label, kind })),
  )
}
