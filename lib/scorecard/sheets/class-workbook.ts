import ExcelJS from 'exceljs'
import { formatDay, formatMoment, formatPeriod } from '@/lib/format'
import { safeText, sheetName } from '@/lib/forms/cell-text'
import { type IndicatorCell, indicatorStateLabels } from '../ledger/schema'
import { classLabels } from '../scheme/states'
import type { ClassSheet, SheetClass, SheetRow } from './class-sheet'
import { sheetLines } from './sheet-lines'

const heads = ['名次', '编码', '党支部', '得分', '满分', '未评', '等次', '备注']
/** Columns of points before those of the indicators. */
const pointColumns = [4, 5, 6]

/**
 * All branches as a workbook, a sheet for each class: every indicator in a column of its own, marks as
 * numbers, names made safe against formulas. What is 未评 or 不适用 is a word; 无数据 and 零 stand
 * beside their number.
 */
export async function buildClassWorkbook(sheet: ClassSheet, madeAt: Date): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const taken: string[] = []
  for (const one of sheet.classes) {
    const name = sheetName(one.class === null ? '不分类' : classLabels[one.class], taken)
    taken.push(name)
    addClass(book.addWorksheet(name), sheet, one, madeAt)
  }
  if (sheet.classes.length === 0) {
    book.addWorksheet('没有支部').addRow(['这个季度还没有计分的支部'])
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

function addClass(
  page: ExcelJS.Worksheet,
  sheet: ClassSheet,
  { class: group, indicators, rows }: SheetClass,
  madeAt: Date,
): void {
  const words = group === null ? '' : classLabels[group]
  const title = `${formatPeriod(sheet.period)}${words}党支部党建指数得分表`
  page.addRow([title]).font = { bold: true, size: 14 }
  for (const line of [...sheetLines(sheet), `制表时间 ${formatMoment(madeAt)}`]) {
    page.addRow([safeText(line)])
  }
  page.addRow([])
  const full = indicators.map((one) => points(one.fullHundredths) ?? '')
  page.addRow([...heads, ...indicators.map((one) => safeText(`${one.code} ${one.name}`))]).font = {
    bold: true,
  }
  page.addRow(['', '', '满分', '', '', '', '', '', ...full])
  page.views = [{ state: 'frozen', xSplit: 3, ySplit: page.rowCount }]
  for (const row of rows) {
    const added = page.addRow(leftCells(row))
    for (const [at, { key, isVetoOnly }] of indicators.entries()) {
      const mark = row.indicators[key]
      if (!isVetoOnly || mark?.total === null) {
        writeMark(added.getCell(heads.length + 1 + at), mark)
      }
    }
  }
  layOut(page, indicators.length)
}

function leftCells(row: SheetRow): (string | number)[] {
  return [
    row.rank ?? '',
    safeText(row.code),
    safeText(row.name),
    points(row.totalHundredths) ?? '',
    points(row.fullHundredths) ?? '',
    row.unscoredHundredths > 0 ? (points(row.unscoredHundredths) ?? '') : '',
    safeText(row.grade ?? ''),
    safeText(remarks(row)),
  ]
}

function remarks({ merged, vetoes }: SheetRow): string {
  const moved = merged
    ? [`${formatDay(merged.on)}并入${merged.into}，之前按段计分，不参加比较`]
    : []
  return [...moved, ...vetoes].join('；')
}

function writeMark(cell: ExcelJS.Cell, mark: IndicatorCell | undefined): void {
  if (!mark) {
    return
  }
  const word = indicatorStateLabels[mark.state]
  cell.value = points(mark.total) ?? word
  cell.numFmt = mark.state === 'scored' ? '0.00' : `0.00"（${word}）"`
}

/** Points as a number of Excel: only at this border do hundredths become a fraction. */
function points(hundredths: number | null): number | null {
  return hundredths === null ? null : hundredths / 100
}

function layOut(page: ExcelJS.Worksheet, indicators: number): void {
  for (const [at, width] of [6, 14, 30, 10, 10, 10, 8, 30].entries()) {
    page.getColumn(at + 1).width = width
  }
  for (let at = heads.length + 1; at <= heads.length + indicators; at += 1) {
    page.getColumn(at).width = 16
  }
  for (const at of pointColumns) {
    page.getColumn(at).numFmt = '0.00'
  }
}
