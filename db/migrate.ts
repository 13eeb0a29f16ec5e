import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import { runMigrations as migrateQueue } from 'graphile-worker'
import { openDatabase } from './client'
import { lockUntilClosed } from './locks'

/**
 * Brings a database to the present schema, its own tables and the job queue's, under an advisory
 * lock so that replicas may all try.
 * @throws Error when the server's encoding is not UTF8
 */
export async function migrateDatabase(url: string): Promise<void> {
  const { db, close } = openDatabase(url, { poolSize: 1 })
  try {
    const [row] = await db.execute<{ encoding: string }>(
      sql`select pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()`,
    )
    if (row?.encoding !== 'UTF8') {
      throw new Error(
        `数据库的编码要是 UTF8，这个是 ${row?.encoding}，没有做任何改动。请新建一个 UTF8 编码的数据库`,
      )
    }
    await lockUntilClosed(db, 'migration')
    await applyMigrations(db as Parameters<typeof applyMigrations>[0], {
      migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)),
    })
    await migrateQueue({ connectionString: url })
  } finally {
    await close()
  }
}
