import { rowsOf } from './compute'
import {
  addDecimals,
  type Decimal,
  formatDecimal,
  parseDecimal,
  roundDecimal,
  trimDecimal,
} from './decimal'
import { type Expression, evaluate, namesIn } from './expression'
import { fieldCalled, tableColumnCalled } from './expression-names'
import { parseExpression } from './read-expression'
import { type FormDefinition, type FormField, isNumeric, type ReportValues } from './states'

/** What all reports make together. */
export interface FieldTotal {
  /** Sum as text; null where nothing can be added up. */
  sum: string | null
  /** Reports with a value in this field. */
  filled: number
  /** A share such as 实到 / 应到: computed anew from the sums of those who gave both, not added up. */
  isRecomputed: boolean
}

const zero: Decimal = { digits: 0n, scale: 0 }
/** Nearly all are such; hundreds of thousands of them still add up exactly without a BigInt each. */
const shortWhole = /^-?\d{1,9}$/

/** Totals of the numeric fields and numbers of entries of all, by field key; exact. */
export function totalsOf(
  definition: FormDefinition,
  reports: readonly ReportValues[],
): Record<string, FieldTotal> {
  const totals = new Map<string, FieldTotal>()
  const sums = new Map<string, Decimal>()
  for (const field of definition.fields) {
    const { sum, filled } = sumOf(field, reports)
    sums.set(field.key, sum)
    const isSummed = isNumeric(field) && filled > 0
    totals.set(field.key, {
      sum: isSummed ? formatDecimal(trimDecimal(sum)) : null,
      filled,
      isRecomputed: false,
    })
  }
  for (const field of definition.fields) {
    const expression = field.kind === 'computed' ? parseExpression(field.expression) : null
    const total = totals.get(field.key)
    if (expression && total && hasDivision(expression)) {
      // A report that lacks one of its numbers counts neither above nor below the line.
      const whole = reports.filter((values) => values[field.key] !== undefined)
      const value = evaluate(
        expression,
        whole.length === reports.length
          ? sumsAsValues(definition, reports, sums)
          : sumsAsValues(definition, whole, sumsOfNamed(definition, expression, whole)),
      )
      total.sum = value ? formatDecimal(roundDecimal(value, field.decimals)) : null
      total.isRecomputed = true
    }
  }
  return Object.fromEntries(totals)
}

function sumOf(field: FormField, reports: readonly ReportValues[]) {
  const isSummed = isNumeric(field)
  let sum = zero
  let whole = 0
  let filled = 0
  for (const values of reports) {
    const value = values[field.key]
    if (value === undefined || value.length === 0) {
      continue
    }
    filled += 1
    if (!isSummed || typeof value !== 'string') {
      continue
    }
    if (shortWhole.test(value)) {
      whole += Number(value)
      continue
    }
    const number = parseDecimal(value)
    sum = number ? addDecimals(sum, number) : sum
  }
  return { sum: addDecimals(sum, { digits: BigInt(whole), scale: 0 }), filled }
}

/** Sums of the number fields an expression names, over some of the reports. */
function sumsOfNamed(
  definition: FormDefinition,
  expression: Expression,
  reports: readonly ReportValues[],
): Map<string, Decimal> {
  const named = namesIn(expression).flatMap(({ name }) => fieldCalled(definition, name) ?? [])
  return new Map(named.map((field) => [field.key, sumOf(field, reports).sum]))
}

function hasDivision(expression: Expression): boolean {
  switch (expression.kind) {
    case 'binary':
      return (
        expression.operator === '/' || hasDivision(expression.left) || hasDivision(expression.right)
      )
    case 'negative':
      return hasDivision(expression.of)
    default:
      return false
  }
}

function sumsAsValues(
  definition: FormDefinition,
  reports: readonly ReportValues[],
  sums: ReadonlyMap<string, Decimal>,
) {
  const allRows = (key: string) => reports.flatMap((values) => rowsOf(values[key]))
  return {
    field: (name: string) => sums.get(fieldCalled(definition, name)?.key ?? '') ?? null,
    count: (name: string) => {
      const table = fieldCalled(definition, name)
      return table ? { digits: BigInt(allRows(table.key).length), scale: 0 } : null
    },
    sum: (name: string, columnName: string) => {
      const table = fieldCalled(definition, name)
      const column = table && tableColumnCalled(table, columnName)
      return table && column
        ? allRows(table.key).reduce(
            (sum, row) => addDecimals(sum, parseDecimal(row[column.key] ?? '') ?? zero),
            zero,
          )
        : null
    },
  }
}
