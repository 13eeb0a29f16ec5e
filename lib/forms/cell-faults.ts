import { nearestName } from '@/lib/organisation/roster/nearest-name'
import { type Named, optionsOf } from './sheet-cells'
import type { FormDefinition, FormField, ReportValues, TableRow } from './states'
import { validateReport } from './validate'

/** What is wrong in one cell of an uploaded workbook. */
export interface CellFault {
  sheet: string
  row: number
  column: string
  label: string
  message: string
  suggestion: string
}

/** Where a value stood in the workbook. */
export interface Place {
  sheet: string
  row: number
  column: string
}

/** Every fault of what was read, by its cell; `places` says where each value stood. */
export function cellFaults(
  values: ReportValues,
  places: ReadonlyMap<string, Place>,
  expected: Named & { definition: FormDefinition },
): CellFault[] {
  const checked = validateReport(expected.definition, values, expected)
  return Object.entries(checked.faults).flatMap(([path, message]) => {
    const place = places.get(path)
    const [key = '', row, column] = path.split('.')
    const field = expected.definition.fields.find((one) => one.key === key)
    const label = field?.columns.find((one) => one.key === column)?.label ?? field?.label ?? ''
    const given = values[key]
    const cell =
      row !== undefined && column !== undefined
        ? (given as TableRow[])[Number(row)]?.[column]
        : given
    return place && field
      ? [{ ...place, label, message, suggestion: suggestionFor(field, cell, column, expected) }]
      : []
  })
}

function suggestionFor(
  field: FormField,
  given: unknown,
  columnKey: string | undefined,
  expected: Named,
): string {
  const text = typeof given === 'string' ? given.trim() : ''
  if (text === '') {
    return ''
  }
  const column = field.columns.find((one) => one.key === columnKey)
  const options = column ? column.choices : optionsOf(field, expected)
  const near = options.length > 0 ? nearestName(text, options) : null
  if (near) {
    return `是不是“${near}”？`
  }
  const digits = /-?\d+(?:\.\d+)?/.exec(text.normalize('NFKC').replaceAll(',', ''))?.[0]
  return (column ?? field).kind === 'number' && digits && digits !== text
    ? `只填数字，例如 ${digits}`
    : ''
}
