import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { CommandError } from '../command'
import { assertDemoFits } from './prepare-demo'

const { db, url } = await testDatabase()

test('a worker of a demo is refused on real data, one without on demo data', async () => {
  await expect(assertDemoFits(url, true)).rejects.toThrow(CommandError)
  await expect(assertDemoFits(url, false)).resolves.toBeUndefined()
  await db.execute(sql.raw("comment on table organisations is 'linghang demo data'"))
  await expect(assertDemoFits(url, false)).rejects.toThrow(/是演示数据/)
  await expect(assertDemoFits(url, true)).resolves.toBeUndefined()
})

test('a demo that was cut off in the middle is none yet', async () => {
  await db.execute(sql.raw("comment on table organisations is 'linghang demo data, unfinished'"))
  await expect(assertDemoFits(url, true)).rejects.toThrow(CommandError)
})
