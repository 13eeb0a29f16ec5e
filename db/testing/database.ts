import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, inject, vi } from 'vitest'
import { type Database, type Db, openDatabase } from '../client'
import { databaseUrl } from './database-url'

export interface TestDatabase {
  db: Db
  url: string
}

/**
 * A migrated, empty database of the calling test file, dropped after its last test. Called once, at
 * the top of the file: `const { db } = await testDatabase()`. Code under test that asks for
 * `database()` or DATABASE_URL gets the same one.
 * @param options.poolSize connections; raise it where a test needs more of them at one time
 */
export async function testDatabase(options: { poolSize?: number } = {}): Promise<TestDatabase> {
  const templateUrl = inject('templateUrl')
  const template = new URL(templateUrl).pathname.slice(1)
  const name = `linghang_test_${randomBytes(6).toString('hex')}`
  const url = databaseUrl(templateUrl, name)
  const holder = globalThis as unknown as { linghangDatabase?: Database }
  let opened: Database | undefined
  afterAll(async () => {
    holder.linghangDatabase = undefined
    await opened?.close()
    await onServer(templateUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`)
  })
  await onServer(templateUrl, (sql) => sql`create database ${sql(name)} template ${sql(template)}`)
  opened = openDatabase(url, options)
  holder.linghangDatabase = opened
  vi.stubEnv('DATABASE_URL', url)
  return { db: opened.db, url }
}

// Beside the template, not in it: a database with a session on it cannot be cloned.
async function onServer(
  templateUrl: string,
  statement: (sql: postgres.Sql) => Promise<unknown>,
): Promise<void> {
  const sql = postgres(databaseUrl(templateUrl, 'postgres'), { max: 1, onnotice: () => {} })
  try {
    await statement(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
