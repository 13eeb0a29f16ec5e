import type { ExtractTablesWithRelations } from 'drizzle-orm'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { env, requireEnv } from '@/lib/env'
import * as schema from './schema'

export type Schema = typeof schema
/** A connection pool or a transaction on it: whatever can run a query. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, Schema, ExtractTablesWithRelations<Schema>>

export interface Database {
  db: Db
  /** Closes the pool; pending queries get five seconds. */
  close: () => Promise<void>
}

/** Opens a pool on a PostgreSQL server. */
export function openDatabase(url: string, options: { poolSize?: number } = {}): Database {
  const client = postgres(url, {
    max: options.poolSize ?? 10,
    onnotice: () => {},
    connection: { application_name: 'linghang', TimeZone: 'Asia/Shanghai' },
  })
  prepareStatements(client)
  return {
    db: drizzle(client, { schema, casing: 'snake_case' }),
    close: () => client.end({ timeout: 5 }),
  }
}

/** Longer lists of parameters vary in length, and each length would stay as a statement of its own. */
const mostParameters = 32

/**
 * Drizzle sends its statements as one-off ones: two round trips and a fresh plan each. Prepared once
 * a connection they take one. Behind a pooler that cannot, add `?prepare=false` to DATABASE_URL.
 */
function prepareStatements(client: postgres.Sql): void {
  const { unsafe } = client
  client.unsafe = (query, parameters, options) =>
    // Last, because Drizzle names a `prepare` of its own.
    unsafe(query, parameters, {
      ...options,
      prepare: (parameters?.length ?? 0) <= mostParameters,
    })
}

// One pool a process, also across the module copies that the development server makes.
const holder = globalThis as unknown as { linghangDatabase?: Database }

/** The pool of this process, opened at first use from DATABASE_URL. */
export function database(): Database {
  holder.linghangDatabase ??= openDatabase(requireEnv('DATABASE_URL'), {
    poolSize: env().DATABASE_POOL_SIZE,
  })
  return holder.linghangDatabase
}
