import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { testDatabase } from '@/db/testing/database'
import { exampleIndicator, exampleRule, exampleScheme } from '../engine/testing/examples'
import { planBranches } from './plan-batch'
import { frameOf } from './quarter-frame'

const { db } = await testDatabase()

const document = exampleScheme([
  exampleIndicator({
    key: 'tasks',
    rules: [
      exampleRule('deduct_late', {
        key: 'late',
        hundredths: 100,
        source: { kind: 'task', scope: 'indicator' },
      }),
    ],
  }),
])
const frame = frameOf({ year: 2026, version: 1, document }, '2026Q3')
const now = new Date('2026-10-20T02:00:00Z')

const branches = (count: number) =>
  Array.from({ length: count }, () => ({
    organisationId: newId(),
    class: null,
    fromDay: '2026-07-01',
    toDay: '2026-10-01',
  }))

test('each comes once and in its order, however many are read together', async () => {
  for (const count of [0, 1, 50, 51, 120]) {
    const subjects = branches(count)
    const seen: string[] = []
    for await (const { observed } of planBranches(db, frame, subjects, now)) {
      seen.push(observed.subject.organisationId)
    }
    expect(seen).toEqual(subjects.map((one) => one.organisationId))
  }
})

test('whoever stops early leaves a transaction that goes on', async () => {
  const told = await db.transaction(async (tx) => {
    for await (const _ of planBranches(tx, frame, branches(120), now)) {
      break
    }
    return tx.execute<{ one: number }>(sql`select 1 as one`)
  })
  expect([...told]).toEqual([{ one: 1 }])
})

test('what cannot be read is said to whoever asked, once', async () => {
  const [first, ...others] = branches(120)
  const wrong = [...others, { ...first, organisationId: 'no id' }] as typeof others
  const run = async () => {
    for await (const _ of planBranches(db, frame, wrong, now)) {
    }
  }
  await expect(run()).rejects.toThrow()
})
