import ExcelJS from 'exceljs'
import { formatMoment, formatPeriod } from '@/lib/format'
import { safeText } from '@/lib/forms/cell-text'
import { indicatorStateLabels } from '../ledger/schema'
import { classLabels } from '../scheme/states'
import type { QueryCell, QueryResult } from './schema'

/** A query as a workbook: figures as numbers, 未评 and its like as words, the moments on top. */
export async function buildQueryWorkbook(
  { columns, rows }: QueryResult,
  notes: readonly string[],
  madeAt: Date,
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('指标查询', {
    views: [{ state: 'frozen', ySplit: notes.length + 3, xSplit: 2 }],
  })
  sheet.addRow(['指标一体化查询']).font = { bold: true, size: 14 }
  for (const note of [...notes, `导出时间 ${formatMoment(madeAt)}`]) {
    sheet.addRow([note])
  }
  const heads = columns.map((one) => safeText(`${one.label}（${formatPeriod(one.period)}）`))
  sheet.addRow(['类别', '党支部', ...heads]).font = { bold: true }
  for (const row of rows) {
    const own = row.class === null ? '不分类' : classLabels[row.class]
    sheet.addRow([own, safeText(row.name), ...row.cells.map(excelValue)])
  }
  sheet.getColumn(2).width = 30
  for (const [index, head] of heads.entries()) {
    const column = sheet.getColumn(index + 3)
    column.width = Math.min(40, head.length * 1.8)
    column.numFmt = '0.00'
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

function excelValue({ hundredths, state }: QueryCell): number | string {
  if (state === 'absent') {
    return '本季未计分'
  }
  return hundredths === null || state === 'not_applicable'
    ? indicatorStateLabels[state]
    : hundredths / 100
}
