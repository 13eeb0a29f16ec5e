import ExcelJS from 'exceljs'
import { safeText } from './cell-text'
import type { OutCell } from './layout-workbook'

/** A 汇总表 without a layout: heads, rows, totals. */
export interface CompiledSheet {
  title: string
  /** One line under the title: period, figures, when. */
  note: string
  heads: readonly string[]
  rows: readonly OutCell[][]
  totals: readonly OutCell[]
}

/** A plain workbook of a compiled table; texts of cells have been made safe by who gives them. */
export async function buildCompiledWorkbook(content: CompiledSheet): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('汇总表', { views: [{ state: 'frozen', ySplit: 3, xSplit: 2 }] })
  sheet.addRow([safeText(content.title)]).font = { bold: true, size: 14 }
  sheet.addRow([safeText(content.note)])
  sheet.addRow(content.heads.map(safeText)).font = { bold: true }
  for (const cells of content.rows) {
    sheet.addRow([...cells])
  }
  sheet.addRow([...content.totals]).font = { bold: true }
  content.heads.forEach((head, at) => {
    sheet.getColumn(at + 1).width = Math.min(40, Math.max(10, head.length * 2 + 4))
  })
  return new Uint8Array(await book.xlsx.writeBuffer())
}
