import { addDecimals, type Decimal, formatDecimal, parseDecimal, roundDecimal } from './decimal'
import { type Expression, evaluate } from './expression'
import { fieldCalled, tableColumnCalled } from './expression-names'
import { ExpressionError, parseExpression } from './read-expression'
import type { FieldValue, FormDefinition, FormField, ReportValues, TableRow } from './states'

/**
 * The computed fields of a report, rounded 四舍五入 to their decimals. One whose numbers are not all
 * there yet, or that would divide by zero, is left out: missing is not zero.
 */
export function computeValues(
  definition: FormDefinition,
  values: ReportValues,
): Record<string, string> {
  const computed: Record<string, string> = {}
  for (const field of definition.fields) {
    const value = field.kind === 'computed' ? computeField(definition, field, values) : null
    if (value) {
      computed[field.key] = formatDecimal(roundDecimal(value, field.decimals))
    }
  }
  return computed
}

/** The rows of a table value; none for anything else. */
export function rowsOf(value: FieldValue | undefined): TableRow[] {
  return Array.isArray(value) ? value.filter((row) => typeof row === 'object') : []
}

function computeField(definition: FormDefinition, field: FormField, values: ReportValues) {
  const tableOf = (name: string) => {
    const table = fieldCalled(definition, name)
    return table?.kind === 'table' ? table : undefined
  }
  const expression = readable(field.expression)
  if (!expression) {
    return null
  }
  return evaluate(expression, {
    field: (name) => {
      const one = fieldCalled(definition, name)
      return one?.kind === 'number' ? asDecimal(values[one.key]) : null
    },
    count: (name) => {
      const table = tableOf(name)
      return table ? { digits: BigInt(rowsOf(values[table.key]).length), scale: 0 } : null
    },
    sum: (name, columnName) => {
      const table = tableOf(name)
      const column = table && tableColumnCalled(table, columnName)
      return table && column ? sumColumn(rowsOf(values[table.key]), column.key) : null
    },
  })
}

/** Null for a formula still being written: the preview beside the builder computes on every key. */
function readable(source: string): Expression | null {
  try {
    return parseExpression(source)
  } catch (error) {
    if (error instanceof ExpressionError) {
      return null
    }
    throw error
  }
}

/** A sum with an unreadable cell is unknown; an empty cell adds nothing. */
function sumColumn(rows: TableRow[], key: string): Decimal | null {
  let sum: Decimal = { digits: 0n, scale: 0 }
  for (const row of rows) {
    const text = row[key] ?? ''
    const value = text === '' ? { digits: 0n, scale: 0 } : parseDecimal(text)
    if (!value) {
      return null
    }
    sum = addDecimals(sum, value)
  }
  return sum
}

function asDecimal(value: FieldValue | undefined): Decimal | null {
  return typeof value === 'string' ? parseDecimal(value) : null
}
