import { afterAll, inject, vi } from 'vitest'
import { type Database, type Db, openDatabase } from '../client'
import { cloneTemplate } from './template'

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
  const holder = globalThis as unknown as { linghangDatabase?: Database }
  let cleanUp = async () => {}
  afterAll(() => cleanUp())
  const { url, drop } = await cloneTemplate(inject('templateUrl'))
  const opened = openDatabase(url, options)
  cleanUp = async () => {
    holder.linghangDatabase = undefined
    await opened.close()
    await drop()
  }
  holder.linghangDatabase = opened
  vi.stubEnv('DATABASE_URL', url)
  return { db: opened.db, url }
}
