import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { createContextFor } from '@/db/testing/factories'
import { boardTotals, taskBoard } from '@/lib/tasks/board-queries'
import { taskMatrix } from '@/lib/tasks/matrix-queries'
import { supervisionCounts } from '@/lib/tasks/supervision-queries'
import { todoOf } from '@/lib/tasks/todo-queries'
import { fillDatabase, sizeOf } from './data'
import { matrixTask } from './data-matrix'

const { db, url } = await testDatabase()
const lines: string[] = []
const accounts = await fillDatabase(url, 0.005, (line) => lines.push(line))
const now = new Date()

test('the sizes are those of the scale', async () => {
  expect(sizeOf(1, now)).toMatchObject({ branches: 2000, people: 40_000, assignments: 1_000_000 })
  const { assignments, people } = sizeOf(0.005, now)
  const [row] = await db.execute(sql`
    select (select count(*)::int from assignments) as assignments,
      (select count(*)::int from people) as people,
      (select count(*)::int from steps) as steps,
      (select sum(count)::int from task_tallies) as tallied`)
  expect(row).toEqual({ assignments, people: people + 1, steps: assignments, tallied: assignments })
  expect(lines.at(-1)).toMatch(/^filled in/)
})

test('foreign keys, which rest while filling, hold', async () => {
  const keys = await db.execute<{ child: string; column: string; parent: string; key: string }>(sql`
    select c.conrelid::regclass::text as child, a.attname as "column",
      c.confrelid::regclass::text as parent, f.attname as key
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    join pg_attribute f on f.attrelid = c.confrelid and f.attnum = c.confkey[1]
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace`)
  expect(keys.length).toBeGreaterThan(40)
  const broken: string[] = []
  for (const { child, column, parent, key } of keys) {
    const [row] = await db.execute<{ orphans: number }>(
      sql.raw(`select count(*)::int as orphans from ${child} c where c.${column} is not null
        and not exists (select 1 from ${parent} p where p.${key} = c.${column})`),
    )
    if (row?.orphans !== 0) {
      broken.push(`${child}.${column}`)
    }
  }
  expect(broken).toEqual([])
})

test('the board is full and the first secretary has something to do', async () => {
  const officer = await createContextFor(db, { id: accounts.officerId }, { now })
  const { rows } = await taskBoard(officer, { state: 'dispatched' })
  expect(rows).toHaveLength(50)
  const totals = await boardTotals(officer)
  expect(totals.tasks).toBe(100)
  expect(totals.late).toBeGreaterThan(0)
  const secretary = await createContextFor(db, { id: accounts.secretaryId }, { now })
  expect((await todoOf(secretary)).total).toBeGreaterThan(3)
})

test('the task of the matrix has its five hundred branches and eight nodes, once', async () => {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  const path = await matrixTask(client)
  expect(await matrixTask(client)).toBe(path)
  await client.end()
  const ctx = await createContextFor(db, { id: accounts.officerId }, { now })
  const taskId = path.split('/')[2] ?? ''
  const { rows, nodes, counts } = await taskMatrix(ctx, taskId, 'all')
  expect(nodes).toHaveLength(8)
  expect(rows).toHaveLength(500)
  expect(rows.every((row) => row.length === 10)).toBe(true)
  expect(counts.late).toBeGreaterThan(50)
  expect(counts.waiting).toBeGreaterThan(50)
  expect((await supervisionCounts(ctx, { show: 'all', task: taskId })).all).toBeGreaterThan(400)
})
