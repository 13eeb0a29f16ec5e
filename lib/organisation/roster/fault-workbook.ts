import ExcelJS from 'exceljs'
import { faultLabels, type RosterFault } from './faults'

/** The faults of an import as an .xlsx to work through at the desk; telephone numbers masked. */
export async function faultWorkbook(
  errors: readonly RosterFault[],
  warnings: readonly RosterFault[],
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('待改正清单', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = [
    { header: '是否影响导入', width: 14 },
    { header: '工作表', width: 16 },
    { header: '单元格', width: 10 },
    { header: '姓名或组织', width: 24 },
    { header: '问题', width: 20 },
    { header: '说明', width: 48 },
    { header: '建议', width: 48 },
  ]
  sheet.getRow(1).font = { bold: true }
  for (const [words, faults] of [
    ['改正后才能导入', errors],
    ['可以导入，请留意', warnings],
  ] as const) {
    for (const fault of faults) {
      const cell = `${fault.column}${fault.row}`
      const label = faultLabels[fault.code]
      sheet.addRow(
        [words, fault.sheet, cell, fault.subject, label, fault.message, fault.suggestion].map(
          plain,
        ),
      )
    }
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** Text from an uploaded file must not come back as a formula. */
function plain(text: string): string {
  return /^[=+\-@]/.test(text) ? `'${text}` : text
}
