import { open, seal } from '@/lib/secret'
import { findTable, organisationShape, type PeopleColumn, peopleShape, type Table } from './table'
import type { RosterCell, RosterRow, RosterSheet, RosterWorkbook } from './workbook'

/** A cell as it is kept between preview and commit: telephone numbers encrypted. */
interface StagedCell extends RosterCell {
  isSealed?: true
}

/**
 * The part of a workbook that may be kept: titles, heads and the columns we know; telephone cells
 * encrypted. Sheets without a table of ours leave nothing but their name.
 */
export function stageWorkbook(workbook: RosterWorkbook): RosterWorkbook {
  const unread: string[] = []
  const sheets = workbook.sheets.flatMap((sheet) => {
    const people = findTable<PeopleColumn>(sheet, peopleShape)
    const table = people ?? findTable(sheet, organisationShape)
    if (!table) {
      unread.push(...(sheet.rows.length > 0 ? [sheet.name] : []))
      return []
    }
    return [stageSheet(sheet, table, people?.columns.phone)]
  })
  return { sheets, hiddenSheets: workbook.hiddenSheets, unreadSheets: unread }
}

function stageSheet(sheet: RosterSheet, table: Table<string>, phoneColumn: string | undefined) {
  const known = new Set(Object.values(table.columns))
  const rows = sheet.rows.map((row): RosterRow => {
    if (row.number <= table.headerRow) {
      return { ...row, cells: mapCells(row.cells, (cell) => withoutNumbers(cell)) }
    }
    const kept = Object.entries(row.cells).filter(([column]) => known.has(column))
    return {
      number: row.number,
      cells: Object.fromEntries(
        kept.map(([column, cell]) => [column, column === phoneColumn ? sealCell(cell) : cell]),
      ),
    }
  })
  return { name: sheet.name, rows: rows.filter((row) => Object.keys(row.cells).length > 0) }
}

/** Undoes the encryption of `stageWorkbook`, in memory only. */
export function openStaged(staged: RosterWorkbook): RosterWorkbook {
  const sheets = staged.sheets.map((sheet) => ({
    ...sheet,
    rows: sheet.rows.map((row) => ({ ...row, cells: mapCells(row.cells, openCell) })),
  }))
  return { ...staged, sheets }
}

/** Where a cell lies in a staged workbook, if a fix may be made there. */
export interface StagedPlace {
  sheetIndex: number
  rowIndex: number
  isPhone: boolean
}

/** Finds a cell of a record by sheet name, row number and column letter; null when it is none. */
export function findStagedCell(
  staged: RosterWorkbook,
  at: { sheet: string; row: number; column: string },
): StagedPlace | null {
  const sheetIndex = staged.sheets.findIndex((sheet) => sheet.name === at.sheet)
  const sheet = staged.sheets[sheetIndex]
  if (!sheet) {
    return null
  }
  const people = findTable<PeopleColumn>(sheet, peopleShape)
  const table: Table<string> | undefined = people ?? findTable(sheet, organisationShape)
  const isKnown = Object.values(table?.columns ?? {}).includes(at.column)
  const isRecord = table?.rows.some((row) => row.number === at.row)
  if (!isKnown || !isRecord) {
    return null
  }
  return {
    sheetIndex,
    rowIndex: sheet.rows.findIndex((row) => row.number === at.row),
    isPhone: at.column === people?.columns.phone,
  }
}

/** A typed text as a cell to be kept. */
export function stagedCell(text: string, isPhone: boolean): RosterCell {
  const cell: RosterCell = { text, kind: 'text' }
  return isPhone ? sealCell(cell) : cell
}

function sealCell(cell: RosterCell): StagedCell {
  return cell.text === '' ? cell : { ...cell, text: seal(cell.text), isSealed: true }
}

function openCell(cell: StagedCell): RosterCell {
  if (!cell.isSealed) {
    return cell
  }
  const { isSealed: _, ...plain } = cell
  return { ...plain, text: open(cell.text) }
}

/** Title lines may carry the telephone of whoever filled the sheet in. */
function withoutNumbers(cell: RosterCell): RosterCell {
  return { ...cell, text: cell.text.replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, '（手机号已略去）') }
}

function mapCells(cells: Record<string, RosterCell>, change: (cell: RosterCell) => RosterCell) {
  return Object.fromEntries(Object.entries(cells).map(([column, cell]) => [column, change(cell)]))
}

/** What is kept of a workbook once its content is cleared. */
export const emptyWorkbook: RosterWorkbook = { sheets: [], hiddenSheets: [], unreadSheets: [] }

/** Whether the content was cleared: nothing is left to preview, fix or import. */
export function isCleared(workbook: RosterWorkbook): boolean {
  return workbook.sheets.length === 0
}
