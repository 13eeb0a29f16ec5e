import { invalid } from '@/lib/errors'
import { readWorkbook } from '@/lib/organisation/roster/read-workbook'
import {
  type RosterCell,
  RosterFileError,
  type RosterSheet,
  type RosterWorkbook,
} from '@/lib/organisation/roster/workbook'
import { addDays } from '@/lib/period'
import { type CellFault, cellFaults, type Place } from './cell-faults'
import { decimalOfCell } from './cell-text'
import { type FillWorkbookContent, fillMark, firstTableRow } from './fill-workbook'
import type { Named } from './sheet-cells'
import { type FormField, maxTextLength, type ReportValues, type TableRow } from './states'

export interface ReadFill {
  /** Every field that a workbook can carry; an emptied cell is an emptied field. */
  values: ReportValues
  faults: CellFault[]
  /** Number of fields with something in them. */
  filled: number
}

/**
 * Reads a filled-in workbook back: every fault is named by its cell, everything else goes into the
 * draft. Reading is bounded as for rosters, whatever the file is made of.
 * @throws DomainError invalid with a sentence when it is no workbook, not one of ours, or that of
 *   another version or step
 */
export async function readFillWorkbook(
  bytes: Uint8Array,
  expected: Omit<FillWorkbookContent, 'values' | 'formName' | 'organisationName'>,
): Promise<ReadFill> {
  const book = await open(bytes)
  const main = book.sheets.find((sheet) => cellAt(sheet, 1, 'A')?.text === fillMark)
  assertOurs(main, expected)
  const places = new Map<string, Place>()
  const values: ReportValues = {}
  for (const field of expected.definition.fields) {
    if (field.kind === 'table') {
      values[field.key] = readTable(book, field, places)
    } else if (field.kind !== 'computed' && field.kind !== 'file') {
      const row = main.rows.find((one) => one.cells.D?.text.trim() === field.key)
      places.set(field.key, { sheet: main.name, row: row?.number ?? 1, column: 'B' })
      values[field.key] = readField(field, row?.cells.B, expected)
    }
  }
  const isFilled = (value: ReportValues[string]) => value.length > 0
  return {
    values,
    faults: cellFaults(values, places, expected),
    filled: Object.values(values).filter(isFilled).length,
  }
}

async function open(bytes: Uint8Array): Promise<RosterWorkbook> {
  try {
    return await readWorkbook(bytes, maxTextLength + 1)
  } catch (error) {
    if (error instanceof RosterFileError) {
      throw invalid(
        '这个文件读不出来：不是 .xlsx 工作簿、已损坏、加了密码，或内容过大。已填的内容没有变化。请用本页下载的填报表填写后再上传。',
      )
    }
    throw error
  }
}

function assertOurs(
  main: RosterSheet | undefined,
  expected: { formVersionId: string; stepId: string },
): asserts main is RosterSheet {
  if (!main) {
    throw invalid(
      '这不是从本系统下载的填报表。已填的内容没有变化。请先在本页下载填报表，填好后再上传。',
    )
  }
  if (cellAt(main, 1, 'C')?.text !== expected.stepId) {
    throw invalid(
      '这是另一项任务或另一个支部的填报表，没有读入。已填的内容没有变化。请用本页下载的那一份。',
    )
  }
  if (cellAt(main, 1, 'B')?.text !== expected.formVersionId) {
    throw invalid('这张表后来改过版，没有读入。已填的内容没有变化。请在本页重新下载后填写。')
  }
}

function cellAt(sheet: RosterSheet, row: number, column: string): RosterCell | undefined {
  return sheet.rows.find((one) => one.number === row)?.cells[column]
}

function readField(
  field: FormField,
  cell: RosterCell | undefined,
  expected: Named,
): string | string[] {
  const text = textOf(cell, field.kind)
  if (field.kind === 'choice' && field.multiple) {
    return text
      .split(/[、，,;；\n]/)
      .map((one) => one.trim())
      .filter(Boolean)
  }
  const named =
    field.kind === 'person'
      ? expected.people
      : field.kind === 'organisation'
        ? expected.organisations
        : []
  return named.find((one) => one.label === text.trim())?.id ?? text
}

function textOf(cell: RosterCell | undefined, kind: string): string {
  const text = cell?.text ?? ''
  if (cell?.kind === 'number') {
    return kind === 'date' ? dayOfSerial(text) : kind === 'number' ? decimalOfCell(text) : text
  }
  // The apostrophe that we ourselves put in front of what looked like a formula.
  return /^'[=+\-@＝＋－＠−]/.test(text) ? text.slice(1) : text
}

/** A day that lost its format in the sheet: Excel counts days from the end of 1899. */
function dayOfSerial(text: string): string {
  const serial = Number(text)
  return Number.isInteger(serial) && serial > 20_000 && serial < 80_000
    ? addDays('1899-12-30', serial)
    : text
}

/** The rows of a table's sheet, up to the last one with something in it. */
function readTable(book: RosterWorkbook, field: FormField, places: Map<string, Place>): TableRow[] {
  const isOwn = (sheet: RosterSheet) =>
    Object.values(sheet.rows.find((row) => row.number === 1)?.cells ?? {}).some((cell) =>
      cell.text.startsWith(`${field.key}.`),
    )
  const sheet = book.sheets.find(isOwn)
  const keys = Object.entries(sheet?.rows.find((row) => row.number === 1)?.cells ?? {})
  const rows: TableRow[] = []
  for (const { number, cells } of sheet?.rows ?? []) {
    if (number < firstTableRow) {
      continue
    }
    const row: TableRow = {}
    for (const [column, key] of keys) {
      const own = field.columns.find((one) => `${field.key}.${one.key}` === key.text)
      if (own) {
        row[own.key] = textOf(cells[column], own.kind)
        const at = { sheet: sheet?.name ?? '', row: number, column }
        places.set(`${field.key}.${rows.length}.${own.key}`, at)
      }
    }
    if (Object.values(row).some((text) => text.trim() !== '')) {
      rows.push(row)
    }
  }
  places.set(field.key, { sheet: sheet?.name ?? field.label, row: firstTableRow, column: 'A' })
  return rows
}
