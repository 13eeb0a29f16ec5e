import ExcelJS from 'exceljs'
import { safeText } from '@/lib/forms/cell-text'
import type { AccountLine, AccountTotal } from './compared'
import { type BurdenFigures, type BurdenMeasure, burdenMeasures, figureWords } from './states'

export interface AccountSheet {
  title: string
  /** One line under the title: as of when, how it was counted. */
  note: string
  /** What a line is: 部门, 党组织. */
  head: string
  /** Names of the month, the one before and the same a year ago. */
  months: readonly [string, string, string]
  lines: readonly AccountLine[]
  total: AccountTotal
}

/** The account as a workbook: names made safe against formulas, figures as numbers, 无数据 as words. */
export async function buildAccountWorkbook(content: AccountSheet): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('减负账', { views: [{ state: 'frozen', ySplit: 4, xSplit: 1 }] })
  const labels = burdenMeasures.map(({ label, unit }) => `${label}（${unit}）`)
  sheet.addRow([safeText(content.title)]).font = { bold: true, size: 14 }
  sheet.addRow([safeText(content.note)])
  const spans = content.months.flatMap((month) => [month, ...labels.slice(1).map(() => '')])
  sheet.addRow(['', ...spans]).font = { bold: true }
  sheet.addRow([content.head, ...content.months.flatMap(() => labels)]).font = { bold: true }
  for (const line of content.lines) {
    sheet.addRow([safeText(line.name), ...cellsOf(line)])
  }
  sheet.addRow(['合计', ...cellsOf(content.total)]).font = { bold: true }
  sheet.getColumn(1).width = 28
  for (const [index, label] of content.months.flatMap(() => labels).entries()) {
    sheet.getColumn(index + 2).width = label.length * 2
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

function cellsOf({ now, before, yearAgo }: AccountTotal): (number | string)[] {
  return [now, before, yearAgo].flatMap((figures) =>
    burdenMeasures.map(({ key }) => cellOf(figures, key)),
  )
}

function cellOf(figures: BurdenFigures | null, key: BurdenMeasure): number | string {
  const words = figureWords(figures, key)
  return /^\d/.test(words) ? Number(words) : words
}
