import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { freezeForReplay, publishedForReplay, type ReplayWorld } from '../replay/testing'
import { exportScore } from '../sheet/export-score'
import { type ClassSheet, classSheet } from './class-sheet'
import { buildClassWorkbook } from './class-workbook'
import { exportClasses } from './export-classes'
import { sheetLines } from './sheet-lines'

const { db } = await testDatabase()
let world: ReplayWorld

beforeAll(async () => {
  world = await publishedForReplay(db)
})

async function cellsOf(bytes: Uint8Array, sheet = 0) {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes as unknown as ExcelJS.Buffer)
  const rows: unknown[][] = []
  book.worksheets[sheet]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)))
  return { book, rows, text: JSON.stringify(rows) }
}

const officerOn = (day: string) => world.at(world.officer, day)

describe('得分表 of all branches', () => {
  test('is what was kept last, with its whole check code and the head of the audit before it', async () => {
    const sheet = await classSheet(await officerOn('2026-10-25'), world.quarterId)
    expect(sheet.source).toMatchObject({ kind: 'corrected', number: 1 })
    expect(sheet.auditHead).toMatch(/^\d+:[0-9a-f]{64}$/)
    const lines = sheetLines(sheet)
    expect(lines[0]).toContain('更正公示结果（第 1 版第 1 次）')
    expect(lines).toContain(`校验码（SHA-256） ${sheet.source?.sha256}`)
    expect(lines).toContain(`审计链头 ${sheet.auditHead}`)
    const [group] = sheet.classes
    expect(group?.rows.map((row) => [row.rank, row.totalHundredths])).toEqual([
      [1, 9700],
      [2, 9500],
      [3, 9400],
      [null, 9600],
    ])
    expect(group?.rows[3]?.merged).toEqual({ on: '2026-09-12', into: world.branches[1].name })
    expect(group?.indicators.map((one) => one.key)).toEqual(['1', '2', '3', '4', '5', '6'])
  })

  test('as a workbook: a column for each indicator, marks as numbers', async () => {
    const { name, bytes } = await exportClasses(await officerOn('2026-10-25'), {
      quarterId: world.quarterId,
    })
    expect(name).toBe('党建指数2026年第三季度（第1版）得分表.xlsx')
    const { book, rows } = await cellsOf(bytes)
    expect(book.worksheets.map((one) => one.name)).toEqual(['Ⅰ类'])
    const own = rows.find((row) => row[2] === world.branches[0].name)
    expect(own?.slice(0, 5)).toEqual([2, world.branches[0].code, world.branches[0].name, 95, 100])
    expect(own?.slice(8)).toEqual([30, 29, 18.5, 5, 3.5, 9])
  })

  test('is for officers; a revision that is none is not found', async () => {
    const { quarterId, secretaries, judge } = world
    const nothing = { code: 'not_found' }
    const secretary = await world.at(secretaries[0], '2026-10-25')
    await expect(classSheet(secretary, quarterId)).rejects.toMatchObject(nothing)
    await expect(exportClasses(secretary, { quarterId })).rejects.toMatchObject(nothing)
    const ctx = await world.at(judge, '2026-10-25')
    await expect(classSheet(ctx, quarterId, { revision: 2 })).rejects.toMatchObject(nothing)
    expect((await classSheet(ctx, quarterId, { revision: 1 })).revision).toBe(1)
  })

  test('after 定稿 it is the final state, with the minutes, and its bundle is there', async () => {
    const world = await publishedForReplay(db)
    await freezeForReplay(world, ['2026-11-02', '2026-11-03'])
    const sheet = await classSheet(await world.at(world.officer, '2026-11-04'), world.quarterId)
    expect(sheet.source?.kind).toBe('final')
    expect(sheet.revisions).toEqual([{ revision: 1, hasBundle: true }])
    expect(sheetLines(sheet).at(-1)).toBe('党委纪要〔2026〕9号，2026年11月2日审定')
    const { bytes } = await exportScore(
      await world.at(world.secretaries[0], '2026-11-04'),
      world.quarterId,
      world.branches[0].id,
    )
    const { text } = await cellsOf(bytes)
    expect(text).toContain(sheet.source?.sha256)
    expect(text).toContain(`审计链头 ${sheet.auditHead}`)
  })
})

test('names run no formula; 未评, 不适用, 无数据 and 零 are four things; a veto is no number', async () => {
  const indicators = ['a', 'b', 'c', 'd', 'e'].map((key) => ({
    ...{ key, code: key, name: `=1+${key}`, fullHundredths: 1000, depth: 0 },
    isVetoOnly: key === 'e',
  }))
  const sheet: ClassSheet = {
    ...{ quarterId: 'q', period: '2026Q3', state: 'open', revision: 1, auditHead: '0' },
    scheme: { name: '办法', year: 2026, version: 1 },
    ...{ source: null, approval: null, revisions: [] },
    classes: [
      {
        class: null,
        indicators,
        rows: [
          {
            ...{ organisationId: 'o', code: '@x', name: '=HYPERLINK("http://x")' },
            ...{ totalHundredths: 1000, fullHundredths: 3000, unscoredHundredths: 1000 },
            ...{ rank: null, grade: null, vetoes: ['+等次最高为一般'], merged: null },
            indicators: {
              a: { total: null, state: 'unscored' },
              b: { total: null, state: 'not_applicable' },
              c: { total: 1000, state: 'no_data' },
              d: { total: 0, state: 'zero' },
              e: { total: 0, state: 'scored' },
            },
          },
        ],
      },
    ],
  }
  const { book, rows, text } = await cellsOf(await buildClassWorkbook(sheet, new Date(0)))
  expect(text).not.toMatch(/"formula"|"[=+@]/)
  expect(text).toContain("'=HYPERLINK")
  expect(rows[1]).toEqual(['过程数据，没有定稿，也没有留存（现在是“日常积累”）'])
  expect(rows.at(-1)?.slice(8)).toEqual(['未评', '不适用', 10, 0])
  const last = book.worksheets[0]?.lastRow
  expect(last?.getCell(11).numFmt).toBe('0.00"（无数据）"')
  expect(last?.getCell(12).numFmt).toBe('0.00"（零）"')
})
