import type { Context } from '@/lib/context'
import { rowsOf } from '@/lib/forms/compute'
import type { FieldValue, FormDefinition, FormField } from '@/lib/forms/states'
import { organisationsOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { namesOfPeople } from './choices'
import type { CompiledRow } from './compiled-rows'

/** Texts of the cells of some rows, in the order of the fields; no cells for a row without a report. */
export async function cellTexts(
  ctx: Pick<Context, 'db' | 'now'>,
  definition: FormDefinition,
  rows: readonly CompiledRow[],
): Promise<string[][]> {
  const names = await namesFor(ctx, definition, rows)
  return rows.map(({ values }) =>
    values ? definition.fields.map((field) => textOf(field, values[field.key], names)) : [],
  )
}

/** Names of the people and organisations that the values name. */
async function namesFor(
  { db, now }: Pick<Context, 'db' | 'now'>,
  definition: FormDefinition,
  rows: readonly CompiledRow[],
): Promise<ReadonlyMap<string, string>> {
  const idsOf = (kind: FormField['kind']) => {
    const fields = definition.fields.filter((field) => field.kind === kind)
    return rows.flatMap(({ values }) =>
      fields.map((field) => values?.[field.key]).filter((id) => typeof id === 'string'),
    )
  }
  const [people, organisations] = await Promise.all([
    namesOfPeople(db, [...new Set(idsOf('person'))]),
    idsOf('organisation').length > 0 ? organisationsOn(db, dayOf(now)) : [],
  ])
  return new Map([...people, ...organisations.map((one) => [one.id, one.name] as const)])
}

function textOf(
  field: FormField,
  value: FieldValue | undefined,
  names: ReadonlyMap<string, string>,
): string {
  if (value === undefined || value.length === 0) {
    return ''
  }
  if (field.kind === 'table') {
    return `${rowsOf(value).length} 行`
  }
  if (field.kind === 'file') {
    return `${value.length} 个附件`
  }
  if (Array.isArray(value)) {
    return value.filter((one) => typeof one === 'string').join('、')
  }
  return field.kind === 'person' || field.kind === 'organisation'
    ? (names.get(value) ?? '（已不在册）')
    : value
}
