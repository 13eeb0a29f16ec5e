import type { FieldValue, FormDefinition, ReportValues, TableRow } from './states'
import { maxTableRows } from './states'

/** Names of the controls of a form begin so; `v.f1`, `v.f2[]`, `v.f5.0.c2`. */
const prefix = 'v.'

/**
 * What a browser without scripts sent, put together from the names of its controls; null when there
 * is none of them.
 */
export function plainValues(
  fields: Readonly<Record<string, string | string[] | undefined>>,
): ReportValues | null {
  const sent = Object.entries(fields).filter(([name]) => name.startsWith(prefix))
  if (sent.length === 0) {
    return null
  }
  const values: Record<string, FieldValue> = {}
  for (const [name, text = ''] of sent) {
    const [key = '', row, column] = name.slice(prefix.length).split('.')
    if (row === undefined || column === undefined) {
      values[key] = text
    } else if (typeof text === 'string') {
      putCell(values, { key, row: Number(row), column }, text)
    }
  }
  return values
}

/**
 * Files that came without their field (a browser without scripts sends them all under one name) go
 * to the first file field that is empty.
 */
export function withLooseFiles(
  definition: FormDefinition,
  values: ReportValues,
  fileIds: readonly string[],
): ReportValues {
  const files = definition.fields.filter((field) => field.kind === 'file')
  const placed = new Set<unknown>(files.flatMap((field) => [values[field.key] ?? []].flat()))
  const loose = fileIds.filter((id) => !placed.has(id))
  const empty = files.find((field) => field.required && (values[field.key] ?? []).length === 0)
  return empty && loose.length > 0 ? { ...values, [empty.key]: loose } : values
}

function putCell(
  values: Record<string, FieldValue>,
  at: { key: string; row: number; column: string },
  text: string,
): void {
  if (!Number.isInteger(at.row) || at.row < 0 || at.row >= maxTableRows) {
    return
  }
  const given = values[at.key]
  const rows = (Array.isArray(given) ? given : []) as TableRow[]
  while (rows.length <= at.row) {
    rows.push({})
  }
  rows[at.row] = { ...rows[at.row], [at.column]: text }
  values[at.key] = rows
}
