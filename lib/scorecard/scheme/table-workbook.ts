import ExcelJS from 'exceljs'
import { type Cell, figure, type Row, ruleRow } from './rule-row'
import type { Indicator, SchemeDocument } from './schema'
import { classLabels, notApplicableLabels, yearlyLabels } from './states'
import {
  cellText,
  indicatorSheet,
  noLimit,
  schemeColumns,
  settingsSheet,
  workbookMark,
} from './workbook-columns'

/** The scheme as a workbook: one row a rule with all its parameters, and a sheet of the grades. */
export async function buildSchemeWorkbook(document: SchemeDocument): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet(indicatorSheet, {
    views: [{ state: 'frozen', ySplit: 3, xSplit: 2 }],
  })
  sheet.addRow([cellText(document.name)]).font = { bold: true, size: 14 }
  sheet.addRow([workbookMark]).font = { color: { argb: 'FF808080' } }
  sheet.addRow(schemeColumns.map((column) => column.head)).font = { bold: true }
  for (const row of document.indicators.flatMap((one) => rowsOf(one, null))) {
    const added = sheet.addRow(schemeColumns.map((column) => safe(row[column.key] ?? null)))
    added.alignment = { wrapText: true, vertical: 'top' }
  }
  schemeColumns.forEach((column, at) => {
    sheet.getColumn(at + 1).width = column.width
  })
  addSettings(book, document)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

const safe = (cell: Cell): Cell => (typeof cell === 'string' ? cellText(cell) : cell)

function rowsOf(indicator: Indicator, parent: string | null): Row[] {
  const { code, name, key } = indicator
  const level: Row = {
    ...{ code, name, key, parent },
    full: figure(indicator.fullHundredths),
    start: figure(indicator.startHundredths),
    floor: indicator.floorHundredths === null ? noLimit : figure(indicator.floorHundredths),
    cap: indicator.capHundredths === null ? noLimit : figure(indicator.capHundredths),
    classes: indicator.classes?.map((one) => classLabels[one]).join('、') ?? null,
    department: indicator.department,
    basis: indicator.basis,
    notApplicable: notApplicableLabels[indicator.notApplicable],
  }
  const rules = indicator.rules.map((rule) => ruleRow(rule, indicator))
  const [first, ...more] = rules.length > 0 ? rules : [{}]
  return [
    { ...level, ...first },
    ...more.map((row) => ({ code, name, key, ...row })),
    ...indicator.children.flatMap((child) => rowsOf(child, key)),
  ]
}

function addSettings(book: ExcelJS.Workbook, { name, basis, grading, yearly }: SchemeDocument) {
  const sheet = book.addWorksheet(settingsSheet)
  sheet.getColumn(1).width = 20
  sheet.getColumn(2).width = 40
  const weights = yearly.method === 'weights' ? yearly.thousandths : []
  const rows: (readonly Cell[])[] = [
    ['项目', '内容'],
    ['名称', name],
    ['依据', basis],
    ['年度得分', yearlyLabels[yearly.method]],
    ...weights.map((one, at): Cell[] => [`第${at + 1}季度权重‰`, one]),
    ...grading.bands.map((band): Cell[] => ['等次', band.grade, figure(band.fromHundredths)]),
    ['强制分布', grading.shares === null ? '没有' : grading.shares.isOn ? '启用' : '不启用'],
    ...(grading.shares?.grades ?? []).map((one): Cell[] => [
      ...['分布', one.grade],
      figure(one.atMostPercentHundredths),
    ]),
  ]
  for (const row of rows) {
    sheet.addRow(row.map((cell) => safe(cell)))
  }
  sheet.getRow(1).font = { bold: true }
}
