import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** A column of Chinese names as the office lists them, by pinyin and then strokes, whatever the locale of the server. */
export function byName(column: SQLWrapper): SQL {
  return sql`${column} collate "zh-Hans-x-icu"`
}
