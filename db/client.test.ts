import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { people } from './schema'
import { testDatabase } from './testing/database'

const { db } = await testDatabase({ poolSize: 1 })

const keptStatements = async () => {
  const rows = await db.execute<{ statement: string }>(
    sql`select statement from pg_prepared_statements`,
  )
  return rows.map((row) => row.statement).join('\n')
}

test('a statement with parameters is prepared once on its connection, built or written', async () => {
  await db.select({ id: people.id }).from(people).limit(3)
  await db.execute(sql`select ${7}::int as seven`)
  const kept = await keptStatements()
  expect(kept).toContain('from "people" limit $1')
  expect(kept).toContain('select $1::int as seven')
})

test('a long list of parameters is not: each length would stay as a statement of its own', async () => {
  const numbers = Array.from({ length: 40 }, (_, at) => sql`${at}::int`)
  await db.execute(sql`select array[${sql.join(numbers, sql`, `)}] as many`)
  expect(await keptStatements()).not.toContain('as many')
})
