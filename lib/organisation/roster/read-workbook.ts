import ExcelJS from 'exceljs'
import { type RosterCell, RosterFileError, type RosterSheet, type RosterWorkbook } from './workbook'
import { unpackZip, type ZipRefusal } from './zip-guard'

/** Largest roster file accepted, in bytes. */
export const maxRosterFileBytes = 20 * 1024 * 1024
const maxUnpackedBytes = 250 * 1024 * 1024
const maxSheets = 60
const maxRows = 60_000
const maxColumns = 100
const maxMergedCells = 200_000
const maxCellLength = 500

const refusals: Record<ZipRefusal, string> = {
  'not-a-zip': '这个文件不是 Excel 工作簿（.xlsx）。请在 Excel 里“另存为 .xlsx”后重新上传。',
  'too-large': '这个文件展开后太大，没有读取。请只保留组织信息和党员花名册两张表后重新上传。',
  damaged: '这个文件已损坏，读不出来。请在 Excel 里打开、另存一份后重新上传。',
}

/**
 * Reads an .xlsx file into sheets of cells, keeping row numbers and column letters.
 * Hidden sheets are left out and named; dates keep the precision they are shown with.
 * @param longestCell characters kept of one cell
 * @throws RosterFileError with a Chinese sentence when it is no workbook, damaged, or too large
 */
export async function readWorkbook(
  bytes: Uint8Array,
  longestCell = maxCellLength,
): Promise<RosterWorkbook> {
  guardFile(bytes)
  const book = new ExcelJS.Workbook()
  try {
    const copy = new ArrayBuffer(bytes.byteLength)
    new Uint8Array(copy).set(bytes)
    // Validation ranges reach over whole columns in office files and are unfolded cell by cell.
    await book.xlsx.load(copy, {
      ignoreNodes: ['dataValidations', 'conditionalFormatting', 'drawing', 'tableParts', 'extLst'],
    })
  } catch {
    throw new RosterFileError(refusals.damaged)
  }
  if (book.worksheets.length > maxSheets) {
    throw new RosterFileError(refusals['too-large'])
  }
  const visible = book.worksheets.filter((sheet) => sheet.state === 'visible')
  return {
    sheets: visible.map((sheet) => readSheet(sheet, longestCell)),
    hiddenSheets: book.worksheets.filter((sheet) => !visible.includes(sheet)).map((s) => s.name),
    unreadSheets: [],
  }
}

function guardFile(bytes: Uint8Array): void {
  if (bytes.length > maxRosterFileBytes) {
    throw new RosterFileError('文件超过 20 MB，没有读取。请删去图片和无关的表后重新上传。')
  }
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) {
    throw new RosterFileError(
      '这是旧版 .xls 或加了密码的文件，读不出来。请取消密码并“另存为 .xlsx”后重新上传。',
    )
  }
  const entries = unpackZip(bytes, maxUnpackedBytes)
  if (typeof entries === 'string') {
    throw new RosterFileError(refusals[entries])
  }
  if (!entries.has('xl/workbook.xml') && !entries.has('[Content_Types].xml')) {
    throw new RosterFileError(refusals['not-a-zip'])
  }
  let merged = 0
  for (const [name, content] of entries) {
    merged += name.startsWith('xl/worksheets/') ? mergedCells(content) : 0
  }
  if (merged > maxMergedCells) {
    throw new RosterFileError('表里的合并单元格太多，没有读取。请取消合并后重新上传。')
  }
}

/** How many cells the merges of a sheet cover; the reader would make an object of each. */
function mergedCells(xml: Buffer): number {
  let cells = 0
  const merges = /<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)/g
  for (const match of xml.toString('latin1').matchAll(merges)) {
    const [, left = 'A', top = '1', right = 'A', bottom = '1'] = match
    const width = Math.abs(columnNumber(right) - columnNumber(left)) + 1
    cells += width * (Math.abs(Number(bottom) - Number(top)) + 1)
  }
  return cells
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

function readSheet(sheet: ExcelJS.Worksheet, longestCell: number): RosterSheet {
  const rows: RosterSheet['rows'] = []
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: Record<string, RosterCell> = {}
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      const read = column <= maxColumns ? readCell(cell, longestCell) : undefined
      if (read) {
        cells[cell.address.replace(/\d+$/, '')] = read
      }
    })
    if (Object.keys(cells).length > 0) {
      rows.push({ number, cells })
    }
  })
  if (rows.length > maxRows) {
    throw new RosterFileError(
      `“${sheet.name}”超过 ${maxRows} 行，没有读取。请分成几个文件上传，或删去空行后重试。`,
    )
  }
  return { name: sheet.name, rows }
}

function readCell(cell: ExcelJS.Cell, longestCell: number): RosterCell | undefined {
  const isSlave = cell.isMerged && cell.master.address !== cell.address
  // A title merged across columns is one cell; a branch merged down over its members is many.
  if (isSlave && cell.master.col !== cell.col) {
    return undefined
  }
  const read = readValue(cell.value, cell.numFmt)
  if (!read || read.text.trim() === '') {
    return undefined
  }
  const text = withoutIdCard(read.text).slice(0, longestCell)
  return isSlave ? { ...read, text, isInherited: true } : { ...read, text }
}

function readValue(value: ExcelJS.CellValue, format: string | undefined): RosterCell | undefined {
  if (value === null || value === undefined) {
    return undefined
  }
  if (typeof value === 'number') {
    return readNumber(value, format)
  }
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? undefined : readDateValue(value, format)
  }
  if (typeof value !== 'object') {
    return { text: String(value), kind: 'text' }
  }
  if ('richText' in value) {
    return { text: value.richText.map((part) => part.text).join(''), kind: 'text' }
  }
  if ('error' in value) {
    return { text: value.error, kind: 'text' }
  }
  if ('text' in value) {
    return readValue(value.text as ExcelJS.CellValue, format)
  }
  return readValue('result' in value ? (value.result as ExcelJS.CellValue) : undefined, format)
}

function readNumber(value: number, format: string | undefined): RosterCell {
  // 1990.10 typed as a number keeps its zero only in the format.
  const decimals = /^0+\.(0+)$/.exec(format ?? '')?.[1]?.length
  return decimals
    ? { text: value.toFixed(decimals), kind: 'text' }
    : { text: String(value), kind: 'number' }
}

function readDateValue(value: Date, format: string | undefined): RosterCell {
  const day = value.toISOString().slice(0, 10)
  const shown = (format ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').toLowerCase()
  const isMonthOnly = shown.includes('y') && !shown.includes('d')
  return { text: isMonthOnly ? day.slice(0, 7) : day, kind: 'date' }
}

/** Identity-card numbers are kept nowhere, not even in a preview. */
function withoutIdCard(text: string): string {
  return text.replace(/(?<!\d)\d{17}[\dXx](?!\d)/g, '（身份证号已略去）')
}
