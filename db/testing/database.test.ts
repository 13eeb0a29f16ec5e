import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { database } from '../client'
import { testDatabase } from './database'

const { db, url } = await testDatabase()

test('the clone is migrated, UTF8 and the database of this process', async () => {
  const [row] = await db.execute<{ name: string; encoding: string; tables: number }>(sql`
    select current_database() as name,
           (select pg_encoding_to_char(encoding) from pg_database where datname = current_database()) as encoding,
           (select count(*)::int from information_schema.tables where table_schema = 'public') as tables
  `)
  expect(url.endsWith(`/${row?.name}`)).toBe(true)
  expect(row?.encoding).toBe('UTF8')
  expect(row?.tables).toBeGreaterThan(20)
  expect(database().db).toBe(db)
})
