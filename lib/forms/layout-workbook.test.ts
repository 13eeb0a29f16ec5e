import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { mapLayout } from './layout'
import { fillLayout, type OutCell, readLayout } from './layout-workbook'
import { definitionOf, field, sampleDefinition } from './testing'

/** A ledger as offices draw them: a merged title, heads, sample rows, empty drawn rows, a footer. */
async function ledger(options: { samples?: number; drawn?: number; footer?: boolean } = {}) {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('台账')
  sheet.mergeCells('A1:E1')
  sheet.getCell('A1').value = '活动台账'
  sheet.addRow(['序号', '党支部', '实到人数（人）', '主要做法', '领导签字'])
  for (let count = 0; count < (options.samples ?? 0); count += 1) {
    sheet.addRow([count + 1, '样例支部', 3, '样例', ''])
  }
  for (let count = 0; count < (options.drawn ?? 0); count += 1) {
    const row = sheet.addRow([null, null, null, null, null])
    for (let column = 1; column <= 5; column += 1) {
      row.getCell(column).border = { top: { style: 'thin' } }
    }
  }
  if (options.footer) {
    const number = sheet.rowCount + 1
    sheet.mergeCells(`A${number}:E${number}`)
    sheet.getCell(`A${number}`).value = '填表人：        审核人：'
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

async function opened(bytes: Uint8Array): Promise<ExcelJS.Worksheet> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes.buffer as ArrayBuffer)
  return book.getWorksheet('台账') as ExcelJS.Worksheet
}

const definition = sampleDefinition()
const rows = (count: number): OutCell[][] =>
  Array.from({ length: count }, (_, at) => [at + 1, `支部${at + 1}`, 20 + at, "'=1+1"])
const cells = (sheet: ExcelJS.Worksheet, row: number) =>
  [1, 2, 3, 4, 5].map((column) => sheet.getRow(row).getCell(column).value)

describe('a layout', () => {
  test('is mapped by the words of its heads, units in brackets aside', async () => {
    const { map } = await readLayout(await ledger(), definition)
    expect(map).toMatchObject({ sheet: '台账', headRow: 2, unmatched: ['领导签字'], table: null })
    expect(map.columns.map((one) => one.source)).toEqual([
      { kind: 'number' },
      { kind: 'organisation' },
      { kind: 'field', key: 'f2' },
      { kind: 'field', key: 'f4' },
    ])
  })

  test('may have heads over heads: what spans columns is part of their names', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('台账')
    sheet.addRows([
      ['党建工作季度台账'],
      ['序号', '党支部', '党员大会', null, '党课', null, '主要做法'],
      [null, null, '次数', '到会人数', '次数', '到会人数', null],
    ])
    for (const range of ['A1:G1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:F2', 'G2:G3']) {
      sheet.mergeCells(range)
    }
    const asked = definitionOf(
      field('f1', 'number', { label: '党课次数' }),
      field('f2', 'number', { label: '党员大会次数', unit: '次' }),
      field('f3', 'number', { label: '到会人数' }),
      field('f4', 'text', { label: '主要做法' }),
    )
    const layout = await readLayout(new Uint8Array(await book.xlsx.writeBuffer()), asked)
    expect(layout.map.headRow).toBe(3)
    expect(layout.map.columns.map(({ column, source }) => [column, source])).toEqual([
      [1, { kind: 'number' }],
      [2, { kind: 'organisation' }],
      [3, { kind: 'field', key: 'f2' }],
      [5, { kind: 'field', key: 'f1' }],
      [7, { kind: 'field', key: 'f4' }],
    ])
    // 到会人数 stands twice: which one is meant nobody can say.
    expect(layout.map.unmatched).toEqual(['党员大会 到会人数', '党课 到会人数'])
    const filled = await opened(await fillLayout(layout, [[1, '第一支部', 3, 2, '结合实际']]))
    expect(filled.getCell('C4').value).toBe(3)
    expect(filled.getCell('E4').value).toBe(2)
    expect([...filled.model.merges].sort()).toEqual([
      'A1:G1',
      'A2:A3',
      'B2:B3',
      'C2:D2',
      'E2:F2',
      'G2:G3',
    ])
  })

  test('of a table takes one row for each of its rows', () => {
    const heads = ['序号', '支部名称', '主题', '人数', '日期', '形式']
    const row = { number: 1, cells: heads.map((text, at) => ({ column: at + 1, text })) }
    const map = mapLayout([{ name: '表', rows: [row] }], definition)
    expect(map?.table).toBe('f7')
    expect(map?.columns).toHaveLength(6)
  })

  test('without a head of the form is refused, as is what is no workbook', async () => {
    const other = definitionOf(field('f1', 'text', { label: '别的' }))
    for (const bytes of [await ledger(), new Uint8Array(3), new TextEncoder().encode('PK')]) {
      await expect(readLayout(bytes, other)).rejects.toMatchObject({ code: 'invalid' })
    }
  })
})

describe('filling', () => {
  test('begins at the first empty row, keeps samples, merges, lines, and what no field fills', async () => {
    const layout = await readLayout(await ledger({ samples: 2, drawn: 3 }), definition)
    const sheet = await opened(await fillLayout(layout, rows(2)))
    expect(cells(sheet, 4).slice(0, 2)).toEqual([2, '样例支部'])
    expect(cells(sheet, 5)).toEqual([3, '支部1', 20, "'=1+1", null])
    expect(cells(sheet, 6).slice(0, 2)).toEqual([4, '支部2'])
    expect(sheet.getRow(6).getCell(5).border?.top?.style).toBe('thin')
    expect(sheet.model.merges).toEqual(['A1:E1'])
    expect(sheet.getCell('A1').value).toBe('活动台账')
  })

  test('moves the footer down, its merge with it, however many rows there are', async () => {
    const layout = await readLayout(await ledger({ drawn: 2, footer: true }), definition)
    const sheet = await opened(await fillLayout(layout, rows(40)))
    expect(cells(sheet, 3).slice(0, 3)).toEqual([1, '支部1', 20])
    expect(cells(sheet, 42).slice(0, 3)).toEqual([40, '支部40', 59])
    expect(sheet.getCell('A43').value).toContain('填表人')
    expect([...sheet.model.merges].sort()).toEqual(['A1:E1', 'A43:E43'])
    expect(sheet.getRow(42).getCell(5).border?.top?.style).toBe('thin')
  })

  test.each([
    ['merged across', true, '领导意见'],
    ['known by its words', false, '填表人：        审核人：'],
    ['a total', false, '合 计'],
  ])('a foot right under the heads, %s, is no sample row', async (_, isMerged, words) => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('台账')
    sheet.addRows([['序号', '党支部', '实到人数（人）', '主要做法'], [words]])
    if (isMerged) {
      sheet.mergeCells('A2:D2')
    }
    const layout = await readLayout(new Uint8Array(await book.xlsx.writeBuffer()), definition)
    const filled = await opened(await fillLayout(layout, rows(2)))
    expect(cells(filled, 2).slice(0, 3)).toEqual([1, '支部1', 20])
    expect(cells(filled, 3).slice(0, 3)).toEqual([2, '支部2', 21])
    expect(filled.getCell('A4').value).toBe(words)
    expect(filled.model.merges).toEqual(isMerged ? ['A4:D4'] : [])
  })

  test('nothing to write leaves it as it was', async () => {
    const layout = await readLayout(await ledger({ samples: 1, footer: true }), definition)
    const sheet = await opened(await fillLayout(layout, []))
    expect(sheet.getCell('A4').value).toContain('填表人')
  })
})
