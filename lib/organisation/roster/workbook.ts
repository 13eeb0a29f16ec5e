/** A cell as it was read: the text, and what Excel took it for. */
export interface RosterCell {
  text: string
  kind: 'text' | 'number' | 'date'
  /** Taken from the first cell of a vertical merge. */
  isInherited?: true
}

/** A row with its number in the file (from 1) and its cells by column letter. */
export interface RosterRow {
  number: number
  cells: Record<string, RosterCell>
}

export interface RosterSheet {
  name: string
  rows: RosterRow[]
}

/** The readable part of an uploaded workbook. */
export interface RosterWorkbook {
  sheets: RosterSheet[]
  /** Names of sheets that are hidden in Excel and were left out. */
  hiddenSheets: string[]
  /** Names of sheets whose cells were not kept, because no table of ours is in them. */
  unreadSheets: string[]
}

/** One cell put right in the browser. */
export interface RosterFix {
  sheet: string
  row: number
  column: string
  text: string
}

/** A file that cannot be read as a roster; the message is a sentence for the person who sent it. */
export class RosterFileError extends Error {
  override name = 'RosterFileError'
}

/** The workbook with fixes applied; the given one is left as it is. A later fix of a cell wins. */
export function applyFixes(workbook: RosterWorkbook, fixes: readonly RosterFix[]): RosterWorkbook {
  if (fixes.length === 0) {
    return workbook
  }
  const sheets = workbook.sheets.map((sheet) => {
    const own = fixes.filter((fix) => fix.sheet === sheet.name)
    return own.length === 0 ? sheet : { ...sheet, rows: applyToRows(sheet.rows, own) }
  })
  return { ...workbook, sheets }
}

function applyToRows(rows: RosterRow[], fixes: RosterFix[]): RosterRow[] {
  return rows.map((row) => {
    const own = fixes.filter((fix) => fix.row === row.number)
    if (own.length === 0) {
      return row
    }
    const cells = { ...row.cells }
    for (const fix of own) {
      cells[fix.column] = { text: fix.text, kind: 'text' }
    }
    return { ...row, cells }
  })
}

/** Tidies text as people type it: full-width forms, no-break spaces, runs of blanks, both ends. */
export function tidy(text: string | undefined): string {
  return (text ?? '')
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Text with every blank removed: for names of people and of organisations. */
export function compact(text: string | undefined): string {
  return tidy(text).replace(/ /g, '')
}
