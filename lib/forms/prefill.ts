import type { Db } from '@/db/client'
import { resolveKnown } from '@/lib/facts/known-facts'
import type { KnownValue } from '@/lib/facts/states'
import type { Day } from '@/lib/period'
import { blankDefinition, type FormDefinition, type FormField, type ReportValues } from './states'
import { validateReport } from './validate'

/** What a form begins with: values filled from known facts, and where each came from. */
export interface Prefilled {
  values: ReportValues
  /** By field key; the value as it was brought in, to tell a changed one. */
  known: Record<string, KnownValue>
}

/**
 * The bound fields of a form filled for some organisations, as they stood on a day; what is not
 * known, or would not be accepted by its field, is left to the writer.
 */
export async function prefill(
  db: Db,
  definition: FormDefinition,
  at: { organisationIds: readonly string[]; day: Day; period: string },
): Promise<Map<string, Prefilled>> {
  const bound = definition.fields.filter((field) => field.knownKey !== '')
  const keys = bound.map((field) => field.knownKey)
  const resolved = await resolveKnown(db, { ...at, keys })
  return new Map(at.organisationIds.map((id) => [id, fill(bound, resolved.get(id) ?? {})] as const))
}

function fill(bound: readonly FormField[], known: Record<string, KnownValue>): Prefilled {
  const filled: Prefilled = { values: {}, known: {} }
  for (const field of bound) {
    const found = known[field.knownKey]
    const value = found && acceptedValue(field, found.value)
    if (found && value !== undefined) {
      filled.values[field.key] = value
      filled.known[field.key] = { ...found, value }
    }
  }
  return filled
}

function acceptedValue(field: FormField, given: string): string | undefined {
  const alone = { ...blankDefinition, fields: [{ ...field, multiple: false }] }
  const { values, faults } = validateReport(alone, { [field.key]: given })
  const value = values[field.key]
  return Object.keys(faults).length === 0 && typeof value === 'string' ? value : undefined
}
