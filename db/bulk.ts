import { getTableColumns, sql } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Db } from './client'

/**
 * Inserts many rows as one statement with one parameter, which is several times faster than a long
 * list of values and knows no limit of parameters. Columns that are left out become null: database
 * defaults do not apply.
 */
export async function bulkInsert<T extends PgTable>(
  db: Db,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  if (rows.length === 0) {
    return
  }
  const names = Object.keys(getTableColumns(table)).filter((name) => name in (rows[0] as object))
  const columns = sql.raw(names.map((name) => `"${toSnakeCase(name)}"`).join(', '))
  const records = rows.map((row) =>
    Object.fromEntries(
      names.map((name) => [toSnakeCase(name), (row as Record<string, unknown>)[name] ?? null]),
    ),
  )
  await db.execute(sql`
    insert into ${table} (${columns})
    select ${columns} from json_populate_recordset(null::${table}, ${JSON.stringify(records)}::json)`)
}
