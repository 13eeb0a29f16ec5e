import { computeValues, rowsOf } from './compute'
import { type ReadValue, readChoice, readDay, readNumber, readText } from './read-value'
import {
  type FieldValue,
  type FormDefinition,
  type FormField,
  maxTableRows,
  type NamedChoice,
  type ReportValues,
  type TableColumn,
  type TableRow,
} from './states'

/** What a person may choose from; absent where it is not checked here. */
export interface ReportChoices {
  people?: readonly NamedChoice[]
  organisations?: readonly NamedChoice[]
}

export interface CheckedReport {
  /** Tidied, with computed fields; cells that are wrong are left as they were. */
  values: ReportValues
  /** Path of the cell (`f3`, `f5.0.c2` for the first row) → sentence. */
  faults: Record<string, string>
}

/**
 * Holds what was filled in against its form; the same in the browser and on the server. Unknown keys
 * are dropped, computed fields are always computed anew.
 */
export function validateReport(
  definition: FormDefinition,
  given: ReportValues,
  choices: ReportChoices = {},
): CheckedReport {
  const values: ReportValues = {}
  const faults: Record<string, string> = {}
  for (const field of definition.fields) {
    if (field.kind !== 'computed') {
      checkField(field, given[field.key], choices, { values, faults })
    }
  }
  return { values: { ...values, ...computeValues(definition, values) }, faults }
}

type Result = Pick<CheckedReport, 'values' | 'faults'>

function checkField(
  field: FormField,
  given: FieldValue | undefined,
  choices: ReportChoices,
  into: Result,
): void {
  if (field.kind === 'table') {
    checkTable(field, rowsOf(given), into)
    return
  }
  if (field.kind === 'file' || (field.kind === 'choice' && field.multiple)) {
    checkList(field, given, into)
    return
  }
  const text = typeof given === 'string' ? given : ''
  if (text.trim() === '') {
    if (field.required) {
      into.faults[field.key] = missingWords(field)
    }
    return
  }
  settle(into, field.key, field.key, text, readField(field, text, choices))
}

function missingWords(field: FormField): string {
  const verbs: Partial<Record<FormField['kind'], string>> = {
    choice: '请选择',
    person: '请选择',
    organisation: '请选择',
    file: '请上传',
  }
  return `${verbs[field.kind] ?? '请填写'}“${field.label}”`
}

function readField(field: FormField, text: string, choices: ReportChoices): ReadValue {
  switch (field.kind) {
    case 'number':
      return readNumber(text, field)
    case 'date':
      return readDay(text, field)
    case 'choice':
      return readChoice(text, field.choices)
    case 'person':
      return readNamed(text, choices.people, '请从名单里选择一位')
    case 'organisation':
      return readNamed(text, choices.organisations, '请从名单里选择一个党组织')
    default:
      return readText(text)
  }
}

function readNamed(text: string, all: readonly NamedChoice[] | undefined, words: string) {
  return all === undefined || all.some((one) => one.id === text)
    ? { value: text }
    : { fault: words }
}

function checkList(field: FormField, given: FieldValue | undefined, into: Result): void {
  const list = (Array.isArray(given) ? given : [given]).filter(
    (one): one is string => typeof one === 'string' && one !== '',
  )
  const kept = [...new Set(list)]
  if (kept.length === 0) {
    if (field.required) {
      into.faults[field.key] = missingWords(field)
    }
    return
  }
  into.values[field.key] = kept
  const isWrong = field.kind === 'choice' && kept.some((one) => !field.choices.includes(one))
  if (isWrong) {
    into.faults[field.key] = '有选项已不在这张表里，请重新选择'
  }
}

function checkTable(field: FormField, given: TableRow[], into: Result): void {
  const rows = given.filter((row) => Object.values(row).some((cell) => cell.trim() !== ''))
  if (rows.length === 0) {
    if (field.required) {
      into.faults[field.key] = `请至少填写一行“${field.label}”`
    }
    return
  }
  if (rows.length > maxTableRows) {
    into.faults[field.key] = `最多 ${maxTableRows} 行，现有 ${rows.length} 行`
  }
  // Blank rows stay in the count of rows, so that a fault names the row that is on the screen.
  into.values[field.key] = given.flatMap((row, index) => {
    if (!rows.includes(row)) {
      return []
    }
    const kept: TableRow = {}
    for (const column of field.columns) {
      checkCell(column, row[column.key] ?? '', `${field.key}.${index}.${column.key}`, kept, into)
    }
    return [kept]
  })
}

function checkCell(
  column: TableColumn,
  text: string,
  path: string,
  row: TableRow,
  into: Result,
): void {
  if (text.trim() === '') {
    if (column.required) {
      into.faults[path] = `请填写“${column.label}”`
    }
    return
  }
  const read =
    column.kind === 'number'
      ? readNumber(text, column)
      : column.kind === 'date'
        ? readDay(text)
        : column.kind === 'choice'
          ? readChoice(text, column.choices)
          : readText(text)
  row[column.key] = 'value' in read ? read.value : text
  if ('fault' in read) {
    into.faults[path] = read.fault
  }
}

function settle(into: Result, key: string, path: string, text: string, read: ReadValue): void {
  into.values[key] = 'value' in read ? read.value : text
  if ('fault' in read) {
    into.faults[path] = read.fault
  }
}
