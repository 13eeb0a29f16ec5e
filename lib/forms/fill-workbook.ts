import ExcelJS from 'exceljs'
import { safeText, sheetName } from './cell-text'
import { ChoiceLists, listName } from './choice-sheet'
import { rowsOf } from './compute'
import {
  cellValue,
  choiceJoint,
  formatOf,
  type Named,
  optionsOf,
  plainCell,
  ruleOf,
} from './sheet-cells'
import {
  type FormDefinition,
  type FormField,
  fieldKindLabels,
  maxTableRows,
  type ReportValues,
  type TableColumn,
} from './states'

/** What a pre-filled workbook is made of. */
export interface FillWorkbookContent extends Named {
  formName: string
  organisationName: string
  stepId: string
  formVersionId: string
  definition: FormDefinition
  values: ReportValues
}

/** In A1 of the first sheet: this is one of ours; B1 the version of the form, C1 the step. */
export const fillMark = 'linghang-form'
/** In the first row of a table's sheet: `f7.c1` above each column. */
export const firstTableRow = 3
const mainName = '填报'
const edge = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const
const border = { top: edge, left: edge, bottom: edge, right: edge }

/**
 * The form of a step as a workbook to be filled in at the desk: labels locked, values with their
 * lists and ranges, keys and ids in hidden cells, so that an upload finds its way back.
 */
export async function buildFillWorkbook(content: FillWorkbookContent): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const main = book.addWorksheet(mainName)
  const lists = new ChoiceLists(book)
  const names = [mainName, listName]
  writeHead(main, content)
  for (const field of content.definition.fields) {
    if (field.kind === 'table') {
      const name = sheetName(field.label, names)
      names.push(name)
      await writeTable(book.addWorksheet(name), field, content, lists)
      addLine(main, field, `请到工作表“${name}”填写`)
    } else {
      writeField(main, field, content, lists)
    }
  }
  await main.protect('', { formatColumns: true, formatRows: true })
  lists.hide()
  return new Uint8Array(await book.xlsx.writeBuffer())
}

function writeHead(sheet: ExcelJS.Worksheet, content: FillWorkbookContent): void {
  sheet.columns = [{ width: 30 }, { width: 44 }, { width: 46 }, { hidden: true, width: 8 }]
  sheet.addRow([fillMark, content.formVersionId, content.stepId]).hidden = true
  sheet.addRow([safeText(content.formName)]).font = { bold: true, size: 14 }
  sheet.addRow([safeText(`${content.organisationName}。只填“填写”一列，填好后回到系统上传。`)])
  const head = sheet.addRow(['项目', '填写', '说明'])
  head.font = { bold: true }
  head.eachCell((cell) => {
    cell.border = border
  })
  sheet.views = [{ state: 'frozen', ySplit: 4 }]
}

function writeField(
  sheet: ExcelJS.Worksheet,
  field: FormField,
  content: FillWorkbookContent,
  lists: ChoiceLists,
): void {
  if (field.kind === 'computed') {
    addLine(sheet, field, '由系统自动计算，不用填')
    return
  }
  if (field.kind === 'file') {
    addLine(sheet, field, '附件请在系统里上传')
    return
  }
  const row = addLine(sheet, field, hintOf(field))
  const cell = row.getCell(2)
  cell.value = cellValue(field, content.values[field.key], content)
  cell.protection = { locked: false }
  cell.numFmt = formatOf(field.kind)
  cell.alignment = { wrapText: true, vertical: 'top' }
  const rule = field.multiple ? null : ruleOf(field, optionsOf(field, content), lists)
  if (rule) {
    cell.dataValidation = rule
  }
}

function addLine(sheet: ExcelJS.Worksheet, field: FormField, hint: string): ExcelJS.Row {
  const label = field.required && field.kind !== 'computed' ? `${field.label} *` : field.label
  const row = sheet.addRow([safeText(label), null, safeText(hint), field.key])
  for (const column of [1, 2, 3]) {
    row.getCell(column).border = border
    row.getCell(column).alignment = { wrapText: true, vertical: 'top' }
  }
  return row
}

async function writeTable(
  sheet: ExcelJS.Worksheet,
  field: FormField,
  content: FillWorkbookContent,
  lists: ChoiceLists,
): Promise<void> {
  sheet.addRow(field.columns.map((column) => `${field.key}.${column.key}`)).hidden = true
  const head = sheet.addRow(field.columns.map((column) => safeText(headOf(column))))
  head.font = { bold: true }
  sheet.views = [{ state: 'frozen', ySplit: 2 }]
  const rows = rowsOf(content.values[field.key])
  const rules = field.columns.map((column) => ruleOf(column, column.choices, lists))
  for (let index = 0; index < maxTableRows; index += 1) {
    const row = sheet.getRow(firstTableRow + index)
    field.columns.forEach((column, at) => {
      const cell = row.getCell(at + 1)
      cell.value = plainCell(column.kind, rows[index]?.[column.key])
      cell.protection = { locked: false }
      cell.numFmt = formatOf(column.kind)
      const rule = rules[at]
      if (rule) {
        cell.dataValidation = rule
      }
    })
  }
  field.columns.forEach((column, at) => {
    sheet.getColumn(at + 1).width = column.kind === 'text' ? 28 : 16
  })
  await sheet.protect('', { formatColumns: true, formatRows: true })
}

function headOf({ label, unit, required }: TableColumn): string {
  return `${label}${unit ? `（${unit}）` : ''}${required ? ' *' : ''}`
}

function hintOf(field: FormField): string {
  const { min, max } = field
  const range = min && max ? `${min} 至 ${max}` : min ? `不小于 ${min}` : max ? `不大于 ${max}` : ''
  const several = field.multiple
    ? `可填多个，用“${choiceJoint}”隔开：${field.choices.join(choiceJoint)}`
    : ''
  return [
    fieldKindLabels[field.kind],
    field.unit && `单位：${field.unit}`,
    range,
    several,
    field.help,
  ]
    .filter(Boolean)
    .join('；')
}
