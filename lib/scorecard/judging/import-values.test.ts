import { eq } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { facts, scoreImports } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createMembership } from '@/db/testing/factories'
import type { ViewerContext } from '@/lib/context'
import { storeFile } from '@/lib/files/store-file'
import { importValues } from './import-values'
import { readValuesTable } from './read-values-sheet'
import { type QuarterWorld, quarterWorld } from './testing'

const { db } = await testDatabase()

async function upload(ctx: ViewerContext, name: string, bytes: Uint8Array): Promise<string> {
  const stream = (async function* () {
    yield bytes
  })()
  const { id } = await storeFile(ctx, { name, classification: 'internal', stream })
  return id
}

const csv = (rows: (string | number)[][]) =>
  Buffer.from([['支部编码', '支部名称', '数值'], ...rows].map((row) => row.join(',')).join('\r\n'))

async function importer(world: QuarterWorld) {
  const ctx = await world.as(world.judge)
  return async (rows: (string | number)[][], name = '学习得分.csv') => {
    const fileIds = [await upload(ctx, name, csv(rows))]
    return importValues(ctx, { quarterId: world.quarterId, ruleKey: 'r-import', fileIds })
  }
}

test('a table is brought in, again only where it differs, as a correction of the value before', async () => {
  const world = await quarterWorld(db, 'preliminary')
  const { first, second } = world
  const bring = await importer(world)
  expect(
    await bring([
      [first.code, first.name, 96.5],
      [second.code, '', 88],
    ]),
  ).toEqual({ written: 2, same: 0 })
  expect(
    await bring([
      [first.code, first.name, 97],
      [second.code, second.name, 88],
    ]),
  ).toEqual({ written: 1, same: 1 })
  const rows = await db
    .select({ version: facts.version, value: facts.value })
    .from(facts)
    .where(eq(facts.organisationId, first.id))
    .orderBy(facts.version)
  expect(rows).toMatchObject([
    { version: 1, value: { hundredths: 9650 } },
    { version: 2, value: { hundredths: 9700 } },
  ])
  await expect(bring([[first.code, first.name, 97]])).rejects.toMatchObject({ code: 'conflict' })
  const kept = await db
    .select()
    .from(scoreImports)
    .where(eq(scoreImports.quarterId, world.quarterId))
  expect(kept).toHaveLength(2)
})

test('faults are named by their cells, and then nothing is written', async () => {
  const world = await quarterWorld(db, 'preliminary')
  const { first, second, third } = world
  await createMembership(db, world.judge, third, { validTo: '2026-07-15' })
  const bring = await importer(world)
  const refusal = await bring([
    [first.code, first.name, 96.5],
    [first.code, first.name, 90],
    ['NO-1', '不存在的支部', 90],
    [second.code, second.name, '九十'],
    [second.code, '别的名字', 90],
    [third.code, third.name, 90],
  ]).catch((error: Error) => error.message)
  for (const words of [
    'C3',
    'C4：没有找到支部“NO-1”',
    'C5：“九十”不是数',
    'C6：编码',
    'C7：您本季度',
  ]) {
    expect(refusal).toContain(words)
  }
  expect(await db.select().from(facts).where(eq(facts.organisationId, first.id))).toEqual([])
  await expect(bring([])).rejects.toMatchObject({ code: 'invalid' })
})

test('only the department of the indicator, in its steps', async () => {
  const world = await quarterWorld(db, 'publication')
  const bring = await importer(world)
  await expect(bring([[world.first.code, '', 90]])).rejects.toMatchObject({ code: 'conflict' })
  const ctx = await world.as(world.officer)
  const fileIds = [await upload(ctx, 'a.csv', csv([[world.first.code, '', 90]]))]
  await expect(
    importValues(ctx, { quarterId: world.quarterId, ruleKey: 'r-import', fileIds }),
  ).rejects.toMatchObject({ code: 'forbidden' })
})

test('a workbook is read as well; what is no table is refused in a sentence', async () => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('得分')
  sheet.addRow(['学习平台三季度得分'])
  sheet.addRow(['支部名称', '得分'])
  sheet.addRow(['第一党支部', 96.55])
  const bytes = new Uint8Array(await book.xlsx.writeBuffer())
  expect(await readValuesTable(bytes, '得分.xlsx')).toEqual([
    { cell: 'B3', code: '', name: '第一党支部', hundredths: 9655, text: '96.55' },
  ])
  await expect(readValuesTable(Buffer.from('a,b'), 'a.csv')).rejects.toMatchObject({
    code: 'invalid',
  })
  await expect(readValuesTable(Buffer.from('不是工作簿'), 'a.xlsx')).rejects.toMatchObject({
    code: 'invalid',
  })
})
