import type { CellFault } from '@/lib/forms/cell-faults'
import { decimalOfCell } from '@/lib/forms/cell-text'
import { readWorkbook } from '@/lib/organisation/roster/read-workbook'
import { RosterFileError, type RosterSheet } from '@/lib/organisation/roster/workbook'
import { TableFault } from './json-node'
import { readIndicatorRows } from './read-workbook-rows'
import type { Grading, SchemeDocument, Yearly } from './schema'
import { schemeDocumentSchema } from './schema'
import { yearlyLabels } from './states'
import { SchemeFileError } from './table-json'
import { figureIn, labelled, wholeIn } from './workbook-cells'
import { indicatorSheet, settingsSheet, textOfCell, workbookMark } from './workbook-columns'

/** Longest text of a cell that is read: a list of fifty parts fits. */
const longestCell = 20_000

export interface ReadSchemeWorkbook {
  /** Null while there are faults. */
  document: SchemeDocument | null
  faults: CellFault[]
}

/**
 * Reads a workbook of a scheme back. Every fault is named by its cell; nothing is taken over while
 * there is one.
 * @throws SchemeFileError when it is no workbook or none of ours
 */
export async function readSchemeWorkbook(bytes: Uint8Array): Promise<ReadSchemeWorkbook> {
  const book = await opened(bytes)
  const main = book.sheets.find((sheet) => textAt(sheet, 2, 'A') === workbookMark)
  if (!main) {
    throw new SchemeFileError(
      '这个文件不是从本系统导出的考核办法。请先导出一份 Excel，在里面修改后再导入。',
    )
  }
  const settings = book.sheets.find((sheet) => sheet.name === settingsSheet)
  if (!settings) {
    throw new SchemeFileError(`文件里缺少“${settingsSheet}”这张表。请重新导出一份，在里面修改。`)
  }
  const faults: CellFault[] = []
  const indicators = readIndicatorRows(main, faults)
  const draft = { ...readSettings(settings, faults), indicators }
  if (faults.length > 0) {
    return { document: null, faults }
  }
  const read = schemeDocumentSchema.safeParse(draft)
  return read.success
    ? { document: read.data, faults: [] }
    : { document: null, faults: [wholeFault(read.error.issues[0]?.path.join('.') ?? '')] }
}

async function opened(bytes: Uint8Array) {
  try {
    return await readWorkbook(bytes, longestCell)
  } catch (error) {
    if (error instanceof RosterFileError) {
      throw new SchemeFileError(error.message)
    }
    throw error
  }
}

function wholeFault(path: string): CellFault {
  return {
    ...{ sheet: indicatorSheet, row: 1, column: 'A', label: '整张表' },
    message: `内容超出了能记录的范围（${path}）`,
    suggestion: '请检查文字是否过长、条数是否过多',
  }
}

const textAt = (sheet: RosterSheet, row: number, column: string) =>
  sheet.rows.find((one) => one.number === row)?.cells[column]?.text

function readSettings(sheet: RosterSheet, faults: CellFault[]) {
  const read = {
    ...{ name: '', basis: null as string | null, method: 'mean' as Yearly['method'] },
    ...{
      weights: [] as number[],
      bands: [] as Grading['bands'],
      shares: null as Grading['shares'],
    },
  }
  for (const { number, cells } of sheet.rows.slice(1)) {
    const label = cells.A?.text.trim() ?? ''
    const text = textOfCell(cells.B?.text ?? '')
    const figure = decimalOfCell(cells.C?.text ?? '')
    const attempt = (column: string, take: () => void) => {
      try {
        take()
      } catch (error) {
        faults.push(settingFault(number, column, label, error))
      }
    }
    if (label === '名称') {
      read.name = text
    } else if (label === '依据') {
      read.basis = text.trim() === '' ? null : text
    } else if (label === '年度得分') {
      attempt('B', () => (read.method = labelled(yearlyLabels, text)))
    } else if (/^第\d季度权重/.test(label)) {
      attempt('B', () => read.weights.push(wholeIn(text)))
    } else if (label === '等次') {
      attempt('C', () => read.bands.push({ grade: text, fromHundredths: figureIn(figure) }))
    } else if (label === '强制分布' && text !== '没有') {
      attempt('B', () => {
        const isOn = labelled({ on: '启用', off: '不启用' }, text) === 'on'
        read.shares = { isOn, grades: [] }
      })
    } else if (label === '分布') {
      attempt('C', () =>
        read.shares?.grades.push({ grade: text, atMostPercentHundredths: figureIn(figure) }),
      )
    }
  }
  if (read.name.trim() === '') {
    faults.push(settingFault(2, 'B', '名称', new TableFault('名称没有填写')))
  }
  const { name, basis, bands, shares } = read
  return { name, basis, grading: { bands, shares }, yearly: yearlyOf(read, faults) }
}

function yearlyOf(
  read: { method: Yearly['method']; weights: number[] },
  faults: CellFault[],
): Yearly {
  if (read.method !== 'weights') {
    return { method: read.method }
  }
  const [first, second, third, fourth, more] = read.weights
  if (
    first === undefined ||
    second === undefined ||
    third === undefined ||
    fourth === undefined ||
    more !== undefined
  ) {
    faults.push(settingFault(4, 'B', '年度得分', new TableFault('按季度权重要有四个季度的权重')))
    return { method: 'mean' }
  }
  return { method: 'weights', thousandths: [first, second, third, fourth] }
}

function settingFault(row: number, column: string, label: string, error: unknown): CellFault {
  if (!(error instanceof TableFault)) {
    throw error
  }
  const suggestion = '请改正这一格后再导入'
  return { sheet: settingsSheet, row, column, label, message: error.message, suggestion }
}
