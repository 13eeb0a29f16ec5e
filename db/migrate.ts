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
      throw new Error(`The database must be UTF8, this one is ${row?.encoding}`)
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
