import ExcelJS from 'exceljs'
import { formatDay, formatMoment, formatPeriod } from '@/lib/format'
import { safeText } from '@/lib/forms/cell-text'
import {
  type BranchResult,
  type IndicatorResultView,
  indicatorStateLabels,
  type LedgerLine,
} from '../ledger/schema'

/** What stands under the title of a sheet: its check code, the head of the audit, the moment. */
export interface SheetNotes {
  lines: readonly string[]
  madeAt: Date
}

/** Points as a number of Excel: only at this border do hundredths become a fraction. */
function points(hundredths: number): number {
  return hundredths / 100
}

/**
 * The score sheet of a branch as a workbook: marks by indicator, then the whole ledger. Names are made
 * safe against formulas, marks are numbers, 未评 and its like are words.
 */
export async function buildScoreWorkbook(
  result: BranchResult,
  notes: SheetNotes,
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  addMarks(book, result, notes)
  addLedger(book, result)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

function addMarks(book: ExcelJS.Workbook, result: BranchResult, notes: SheetNotes): void {
  const { subject, quarter, standing } = result
  const sheet = book.addWorksheet('得分单')
  const title = `${subject.name}${formatPeriod(quarter.period)}党建指数得分单`
  sheet.addRow([safeText(title)]).font = { bold: true, size: 14 }
  for (const line of [...notes.lines, `制表时间 ${formatMoment(notes.madeAt)}`]) {
    sheet.addRow([safeText(line)])
  }
  sheet.addRow([])
  sheet.addRow(['编号', '指标', '满分', '得分', '状态', '怎么得来的']).font = { bold: true }
  const walk = (indicators: readonly IndicatorResultView[]) => {
    for (const one of indicators) {
      sheet.addRow(rowOf(one))
      walk(one.children)
    }
  }
  walk(result.indicators)
  sheet.addRow([
    '',
    '合计',
    points(standing.fullHundredths),
    points(standing.totalHundredths),
    standing.unscoredHundredths > 0 ? '有未评' : (standing.grade ?? ''),
  ]).font = { bold: true }
  for (const [index, width] of [10, 32, 10, 10, 10, 80].entries()) {
    sheet.getColumn(index + 1).width = width
  }
  for (const column of [3, 4]) {
    sheet.getColumn(column).numFmt = '0.00'
  }
}

function rowOf(indicator: IndicatorResultView): (string | number)[] {
  const { code, name, fullHundredths, totalHundredths, state, steps } = indicator
  const isBlank = totalHundredths === null || state === 'unscored' || state === 'not_applicable'
  const how = steps
    .filter((step) => step.kind !== 'child' && step.kind !== 'base')
    .map((step) => step.words)
  return [
    safeText(code),
    safeText(name),
    fullHundredths === null ? '' : points(fullHundredths),
    isBlank ? indicatorStateLabels[state] : points(totalHundredths),
    state === 'scored' ? '' : indicatorStateLabels[state],
    safeText(how.join('；')),
  ]
}

function addLedger(book: ExcelJS.Workbook, { entries }: BranchResult): void {
  const sheet = book.addWorksheet('分录', { views: [{ state: 'frozen', ySplit: 1 }] })
  const heads = ['日期', '事由', '计分', '状态', '规则', '规则版本', '依据', '经办', '入账']
  sheet.addRow(heads).font = { bold: true }
  for (const line of entries) {
    sheet.addRow(ledgerRow(line))
  }
  for (const [index, width] of [14, 50, 10, 10, 60, 16, 40, 12, 20].entries()) {
    sheet.getColumn(index + 1).width = width
  }
  sheet.getColumn(3).numFmt = '0.00'
}

const stateWords = { standing: '', reversed: '已冲销', reversal: '冲销' }
const effectWords = { zero: '本项清零', veto: '一票否决' }

function ledgerRow(line: LedgerLine): (string | number)[] {
  return [
    line.occurredOn ? formatDay(line.occurredOn) : '',
    safeText(line.reason),
    line.effect === 'points' ? points(line.amountHundredths) : effectWords[line.effect],
    stateWords[line.state],
    safeText(line.ruleSentence),
    safeText(line.ruleVersion),
    safeText(line.evidence.map((one) => one.label).join('；')),
    safeText(line.handlerName ?? '系统自动核对'),
    formatMoment(line.at),
  ]
}
