import type ExcelJS from 'exceljs'
import { numberCell, safeText } from './cell-text'
import type { ChoiceLists } from './choice-sheet'
import type { FieldValue, FormField, NamedChoice } from './states'

/** Whom a form can name. */
export interface Named {
  people: readonly NamedChoice[]
  organisations: readonly NamedChoice[]
}

/** Between several choices in one cell. */
export const choiceJoint = '、'
/** What may stand in the cell of a field: choices, or the names of people and organisations. */
export function optionsOf(field: FormField, { people, organisations }: Named): string[] {
  const named =
    field.kind === 'person' ? people : field.kind === 'organisation' ? organisations : []
  return field.kind === 'choice' ? field.choices : named.map((one) => one.label)
}

/** What the cell of a field holds at first: names for ids, several choices in one cell. */
export function cellValue(
  field: FormField,
  value: FieldValue | undefined,
  { people, organisations }: Named,
): ExcelJS.CellValue {
  if (Array.isArray(value)) {
    return safeText(value.filter((one) => typeof one === 'string').join(choiceJoint))
  }
  const named = [...people, ...organisations].find((one) => one.id === value)
  const isNamed = field.kind === 'person' || field.kind === 'organisation'
  return isNamed ? (named ? safeText(named.label) : null) : plainCell(field.kind, value)
}

/** Days shown as they are kept; everything else as it was typed. */
export function formatOf(kind: string): string {
  return kind === 'date' ? 'yyyy-mm-dd' : 'General'
}

/** A value as a cell of its kind: a day, a number, or text made safe. */
export function plainCell(kind: string, value: string | undefined): ExcelJS.CellValue {
  if (!value) {
    return null
  }
  if (kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    return new Date(`${value}T00:00:00Z`)
  }
  return kind === 'number' ? numberCell(value) : safeText(value)
}

/** The rule of a cell: numbers in their range, choices from a list; null where anything goes. */
export function ruleOf(
  field: Pick<FormField, 'kind'> & { min?: string; max?: string; decimals: number },
  options: readonly string[],
  lists: ChoiceLists,
): ExcelJS.DataValidation | null {
  const base = { allowBlank: true, showErrorMessage: true, errorTitle: '请核对' }
  if (field.kind === 'number') {
    const [low, high] = [Number(field.min || -1e15), Number(field.max || 1e15)]
    return {
      ...base,
      type: field.decimals === 0 ? 'whole' : 'decimal',
      operator: 'between',
      formulae: [low, high],
      error: '请填写数字，并在说明的范围内',
    }
  }
  if (options.length === 0) {
    return null
  }
  return { ...base, type: 'list', formulae: [lists.rangeOf(options)], error: '请从列表里选择' }
}
