import { readFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { decimalOfCell, numberCell, safeText, sheetName } from './cell-text'
import { buildFillWorkbook, type FillWorkbookContent } from './fill-workbook'
import { readFillWorkbook } from './read-fill-workbook'
import { definitionOf, field, sampleDefinition, sampleValues } from './testing'

const people = [
  { id: 'p1', label: '王强' },
  { id: 'p2', label: '李敏' },
]
const content: FillWorkbookContent = {
  formName: '季度活动报表',
  organisationName: '检修党支部',
  stepId: 'step-1',
  formVersionId: 'version-1',
  definition: {
    ...sampleDefinition(),
    fields: [
      ...sampleDefinition().fields,
      field('f9', 'person', { label: '联系人' }),
      field('f10', 'choice', { label: '方式', choices: ['线上', '线下', '上门'], multiple: true }),
    ],
  },
  values: { ...sampleValues, f9: 'p1', f10: ['线上', '上门'] },
  people,
  organisations: [],
}

/** The workbook after somebody has changed it in Excel. */
async function edited(change: (book: ExcelJS.Workbook) => void, given = content) {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await buildFillWorkbook(given)).buffer as ArrayBuffer)
  change(book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

const main = (book: ExcelJS.Workbook) => book.getWorksheet('填报') as ExcelJS.Worksheet
const rowOf = (book: ExcelJS.Workbook, key: string) => {
  let found = 0
  main(book).eachRow((row, number) => {
    found = row.getCell(4).value === key ? number : found
  })
  return found
}
const put = (book: ExcelJS.Workbook, key: string, value: ExcelJS.CellValue) => {
  main(book).getCell(rowOf(book, key), 2).value = value
}

test('there and back again nothing is lost', async () => {
  const read = await readFillWorkbook(await buildFillWorkbook(content), content)
  expect(read).toMatchObject({ faults: [], values: content.values })
})

test('labels are locked, keys and ids hidden, numbers and choices restrained', async () => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await buildFillWorkbook(content)).buffer as ArrayBuffer)
  const sheet = main(book)
  const protection = (sheet as unknown as { sheetProtection: { sheet?: boolean } }).sheetProtection
  expect(protection.sheet).toBe(true)
  expect(sheet.getRow(1).hidden).toBe(true)
  expect(sheet.getColumn(4).hidden).toBe(true)
  const cell = sheet.getCell(rowOf(book, 'f1'), 2)
  expect(cell.protection.locked).toBe(false)
  expect(cell.value).toBe(30)
  expect(cell.dataValidation).toMatchObject({ type: 'whole', formulae: [0, 500] })
  expect(sheet.getCell(rowOf(book, 'f1'), 1).protection?.locked ?? true).toBe(true)
  expect(sheet.getCell(rowOf(book, 'f6'), 2).dataValidation.type).toBe('list')
  expect(book.worksheets.map((one) => one.state)).toContain('veryHidden')
})

test('every fault is named by its cell, with a suggestion; the rest is read', async () => {
  const bytes = await edited((book) => {
    put(book, 'f1', '约40人')
    put(book, 'f2', null)
    put(book, 'f5', new Date('2026-09-12T00:00:00Z'))
    put(book, 'f6', '集中学')
    put(book, 'f9', '李 敏')
    const table = book.getWorksheet('活动') as ExcelJS.Worksheet
    table.getCell('B4').value = '七'
    table.getCell('A7').value = '第三次'
    table.getCell('B7').value = { formula: '3+5', result: 8 } as ExcelJS.CellFormulaValue
  })
  const { values, faults } = await readFillWorkbook(bytes, content)
  expect(values).toMatchObject({ f1: '约40人', f2: '', f5: '2026-09-12' })
  expect(values.f7).toMatchObject([{ c2: '20' }, { c2: '七' }, { c1: '第三次', c2: '8' }])
  const brief = faults.map(({ sheet, row, column, suggestion }) => [
    `${sheet}!${column}${row}`,
    suggestion,
  ])
  expect(brief).toEqual([
    ['填报!B5', '只填数字，例如 40'],
    ['填报!B6', ''],
    ['填报!B10', '是不是“集中学习”？'],
    ['活动!B4', ''],
    ['填报!B13', '是不是“李敏”？'],
  ])
})

describe('another file', () => {
  const refused = async (bytes: Uint8Array, expected = content) =>
    expect(readFillWorkbook(bytes, expected)).rejects.toMatchObject({ code: 'invalid' })

  test('of another step or version, foreign, or no workbook is refused in a sentence', async () => {
    const bytes = await buildFillWorkbook(content)
    await expect(readFillWorkbook(bytes, { ...content, stepId: 'x' })).rejects.toThrow('另一项任务')
    await expect(readFillWorkbook(bytes, { ...content, formVersionId: 'x' })).rejects.toThrow(
      '改过版',
    )
    const foreign = new ExcelJS.Workbook()
    foreign.addWorksheet('表').getCell('A1').value = '台账'
    await expect(
      readFillWorkbook(new Uint8Array(await foreign.xlsx.writeBuffer()), content),
    ).rejects.toThrow('不是从本系统下载')
    await refused(new TextEncoder().encode('<html>'))
    await refused(new Uint8Array(0))
    await refused(bytes.slice(0, bytes.length / 2))
  })

  test('that unfolds without end is not unfolded', async () => {
    const { deflateRawSync } = await import('node:zlib')
    const packed = deflateRawSync(Buffer.alloc(300 * 1024 * 1024))
    await refused(zipOf('xl/worksheets/sheet1.xml', packed))
  }, 30_000)
})

/** An archive of one entry that is already packed. */
function zipOf(name: string, packed: Buffer): Uint8Array {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(8, 8)
  head.writeUInt32LE(packed.length, 18)
  head.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(head.length + name.length + packed.length, 16)
  const text = Buffer.from(name)
  return Buffer.concat([head, text, packed, entry, text, end])
}

test('text that a spreadsheet would run gets an apostrophe, numbers stay numbers', () => {
  for (const text of [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
    ' =1',
    '−1',
  ]) {
    expect(safeText(text), text).toBe(`'${text}`)
  }
  for (const text of ['党员大会', '1=1', '3-5 月', '“=”', "'=1"]) {
    expect(safeText(text)).toBe(text)
  }
  expect(safeText('a\u0000b')).toBe('ab')
  expect(numberCell('-12.50')).toBe(-12.5)
  expect(numberCell('12345678901234567890')).toBe('12345678901234567890')
  expect(numberCell('=1')).toBe("'=1")
  expect(decimalOfCell(String(0.1 + 0.2))).toBe('0.3')
  expect(decimalOfCell('1e-7')).toBe('0.000000100000')
  expect(decimalOfCell('5')).toBe('5')
})

test('a sheet has a name that Excel accepts, and no two of one name', () => {
  expect(sheetName('a/b:c?[d]', [])).toBe('a b c  d')
  expect(sheetName('长'.repeat(40), [])).toHaveLength(31)
  expect(sheetName('表', ['表', '表 2'])).toBe('表 3')
})

test('formulas typed as text come back as they were typed', async () => {
  const definition = definitionOf(field('f1', 'text'))
  const given = { ...content, definition, values: { f1: '=1+1' } }
  const bytes = await buildFillWorkbook(given)
  expect((await readFillWorkbook(bytes, given)).values).toEqual({ f1: '=1+1' })
  const bomb = readFileSync(new URL(import.meta.url))
  await expect(readFillWorkbook(bomb, given)).rejects.toMatchObject({ code: 'invalid' })
})
