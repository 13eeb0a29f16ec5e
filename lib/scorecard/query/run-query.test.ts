import { sql } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import { beforeEach, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { testDatabase } from '@/db/testing/database'
import { createContextFor } from '@/db/testing/factories'
import { createLedgerWorld, judge, type LedgerWorld, reckon } from '../ledger/testing'
import { exportScore } from '../sheet/export-score'
import { exportQuery } from './export-query'
import { runQuery } from './run-query'
import { queryAddress } from './schema'

const { db } = await testDatabase({ poolSize: 4 })
let world: LedgerWorld
let first: string

beforeEach(async () => {
  await db.execute(sql`update scorecard_quarters set period = '2020Q1' where period = '2026Q3'`)
  world = await createLedgerWorld(db)
  first = world.branches[0].id
  await judge(world, first, { count: 20, sourceId: newId() })
  await reckon(world)
})

const officer = () => createContextFor(db, world.officer, { now: new Date() })
const asked = (given: Record<string, unknown>) => queryAddress.parse(given)

test('any indicator of any branch and quarter; 零, 未评 and 无数据 are told apart', async () => {
  const address = asked({ indicators: 'judged,tasks,total', periods: '2026Q3', branches: first })
  const result = await runQuery(await officer(), address)
  expect(result.columns.map((one) => one.label)).toEqual([
    'judged 指标 judged',
    'tasks 指标 tasks',
    '总分',
  ])
  expect(result.rows).toHaveLength(1)
  expect(result.rows[0]?.cells).toMatchObject([
    { hundredths: 0, state: 'zero' },
    { hundredths: 1000, state: 'no_data' },
    { hundredths: 2000, state: 'scored' },
  ])
  const everybody = await runQuery(await officer(), asked({ indicators: 'judged' }))
  const other = everybody.rows.find((row) => row.organisationId === world.branches[1].id)
  expect(other?.cells).toEqual([{ hundredths: null, fullHundredths: 1000, state: 'unscored' }])
})

test('what is malformed falls away; branches and strangers find nothing', async () => {
  const result = await runQuery(await officer(), asked({ indicators: 'nothing', class: 'IX' }))
  expect(result.asked.indicators).toEqual(['total'])
  const secretary = await createContextFor(db, world.secretaries[0], { now: new Date() })
  await expect(runQuery(secretary, asked({}))).rejects.toMatchObject({ code: 'not_found' })
})

test('the workbook has numbers, words and the moment of the figures', async () => {
  const { name, bytes } = await exportQuery(await officer(), asked({ indicators: ['judged'] }))
  expect(name).toMatch(/\.xlsx$/)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes.buffer as ArrayBuffer)
  const values = book.getWorksheet('指标查询')?.getSheetValues().flat() ?? []
  expect(values).toContain(0)
  expect(values).toContain('未评')
  expect(values.some((one) => String(one).includes('实时，截至'))).toBe(true)
})

test('the score sheet of a branch is its own: marks and ledger, nobody else’s', async () => {
  const secretary = await createContextFor(db, world.secretaries[0], { now: new Date() })
  const { bytes } = await exportScore(secretary, world.quarterId, first)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes.buffer as ArrayBuffer)
  expect(book.worksheets.map((one) => one.name)).toEqual(['得分单', '分录'])
  expect(book.getWorksheet('分录')?.rowCount).toBe(2)
  await expect(exportScore(secretary, world.quarterId, world.branches[1].id)).rejects.toMatchObject(
    { code: 'not_found' },
  )
})
