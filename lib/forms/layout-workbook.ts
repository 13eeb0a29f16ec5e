import ExcelJS from 'exceljs'
import { invalid } from '@/lib/errors'
import { readWorkbook } from '@/lib/organisation/roster/read-workbook'
import { RosterFileError } from '@/lib/organisation/roster/workbook'
import { type LayoutMap, type LayoutSheet, mapLayout } from './layout'
import type { FormDefinition } from './states'

/** A cell that goes out; text has been made safe. */
export type OutCell = string | number | Date | null

const headRowsLooked = 30
const unreadable =
  '这个版式文件读不出来：不是 .xlsx 工作簿、已损坏、加了密码，或内容过大。原来的版式没有变化，请换一个文件。'

/** A workbook that was found to fit a form. */
export interface Layout {
  bytes: Uint8Array
  map: LayoutMap
}

/**
 * Reads an uploaded workbook as a layout of a form: bounded as every upload, columns by head.
 * @throws DomainError invalid when it cannot be read or has no column of the form
 */
export async function readLayout(bytes: Uint8Array, definition: FormDefinition): Promise<Layout> {
  const sheets = await sheetsOf(bytes)
  const map = mapLayout(sheets, definition)
  if (!map) {
    throw invalid(
      '这个工作簿里没有一列的表头和这张表的项目同名，不能作为版式。原来的版式没有变化。请把表头改成和项目一样的名称后再上传。',
    )
  }
  return { bytes, map }
}

async function sheetsOf(bytes: Uint8Array): Promise<LayoutSheet[]> {
  try {
    const { sheets } = await readWorkbook(bytes)
    return sheets.map(({ name, rows }) => ({
      name,
      rows: rows
        .filter((row) => row.number <= headRowsLooked)
        .map(({ number, cells }) => ({
          number,
          cells: Object.entries(cells).map(([letters, { text }]) => ({
            column: columnNumber(letters),
            text,
          })),
        })),
    }))
  } catch (error) {
    if (error instanceof RosterFileError) {
      throw invalid(unreadable)
    }
    throw error
  }
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

/**
 * The layout with rows written from its first empty row on; styles, merges, widths and what stands
 * below stay. Each row holds a cell for each mapped column, in their order.
 * @throws DomainError invalid when the file can no longer be read
 */
export async function fillLayout(
  { bytes, map }: Layout,
  rows: readonly OutCell[][],
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  try {
    const copy = new ArrayBuffer(bytes.byteLength)
    new Uint8Array(copy).set(bytes)
    // Rules over whole columns are unfolded cell by cell; a compiled table needs none.
    await book.xlsx.load(copy, { ignoreNodes: ['dataValidations', 'extLst'] })
  } catch {
    throw invalid(unreadable)
  }
  const sheet = book.getWorksheet(map.sheet)
  if (!sheet) {
    throw invalid(unreadable)
  }
  const columns = map.columns.map((one) => one.column)
  const first = firstEmptyRow(sheet, map.headRow, columns)
  makeRoom(sheet, first, rows.length)
  const model = styleRow(sheet, first, map.headRow)
  rows.forEach((cells, index) => {
    const row = sheet.getRow(first + index)
    row.height = model.height
    for (let column = 1; column <= sheet.columnCount; column += 1) {
      row.getCell(column).style = model.getCell(column).style
    }
    map.columns.forEach(({ column, source }, at) => {
      // 序号 goes on from the sample rows above.
      const number = first - map.headRow + index
      row.getCell(column).value = source.kind === 'number' ? number : (cells[at] ?? null)
    })
  })
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** The first row under the heads that is empty in every mapped column, or the first of the foot. */
function firstEmptyRow(sheet: ExcelJS.Worksheet, headRow: number, columns: number[]): number {
  const cellsOf = (number: number) => columns.map((column) => sheet.getRow(number).getCell(column))
  let number = headRow + 1
  // Sample rows are left alone.
  while (cellsOf(number).some((cell) => !isEmpty(cell)) && !cellsOf(number).some(isOfFoot)) {
    number += 1
  }
  return number
}

const footWords =
  /^(填表|填报|制表|经办|审核|负责人|单位负责|备注|说明|注\s*[:：]|合\s*计|总\s*计|小\s*计)/

/** What stands under the rows: a line across columns, a total, who filled it in. */
function isOfFoot(cell: ExcelJS.Cell): boolean {
  const isAcross = cell.isMerged && cell.master.col !== cell.col
  return isAcross || (typeof cell.value === 'string' && footWords.test(cell.value.trim()))
}

function isEmpty(cell: ExcelJS.Cell): boolean {
  const { value } = cell.isMerged ? cell.master : cell
  return value === null || value === undefined || value === ''
}

/** An empty row that somebody has drawn lines around shows how rows look; else the one above. */
function styleRow(sheet: ExcelJS.Worksheet, first: number, headRow: number): ExcelJS.Row {
  const empty = sheet.getRow(first)
  const isDrawn = Object.keys(empty.getCell(1).style).length > 0
  return isDrawn || first - 1 === headRow ? empty : sheet.getRow(first - 1)
}

/** Moves what stands below out of the way, its merges with it. */
function makeRoom(sheet: ExcelJS.Worksheet, first: number, needed: number): void {
  let free = 0
  while (
    free < needed &&
    first + free <= sheet.rowCount &&
    isRowEmpty(sheet.getRow(first + free))
  ) {
    free += 1
  }
  const missing = first + free > sheet.rowCount ? 0 : needed - free
  if (missing <= 0) {
    return
  }
  const at = first + free
  const below = (sheet.model.merges ?? []).filter((range) => topOf(range) >= at)
  for (const range of below) {
    sheet.unMergeCells(range)
  }
  sheet.spliceRows(at, 0, ...Array.from({ length: missing }, () => []))
  for (const range of below) {
    sheet.mergeCells(moved(range, missing))
  }
}

function isRowEmpty(row: ExcelJS.Row): boolean {
  let isBlank = true
  row.eachCell({ includeEmpty: false }, (cell) => {
    isBlank &&= isEmpty(cell)
  })
  return isBlank
}

function topOf(range: string): number {
  return Number(/\d+/.exec(range)?.[0] ?? 0)
}

function moved(range: string, by: number): string {
  return range.replace(/\d+/g, (row) => String(Number(row) + by))
}
