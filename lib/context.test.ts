import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { auditEntries, people } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createOfficer, testNow } from '@/db/testing/factories'

const { db } = await testDatabase()
const person = await createOfficer(db)
const ctx = await createContextFor(db, person)
const entry = { action: 'task.create', subjectType: 'task' }
const newPerson = (id: string) => ({ id, name: '新人', createdAt: testNow })

test('the write and its record are committed together, with who, when and which request', async () => {
  const id = newId()
  const result = await ctx.transact(async (tx) => {
    expect(tx.now).toEqual(ctx.now)
    tx.record({ ...entry, subjectId: id, detail: { a: 1 } })
    await tx.db.insert(people).values(newPerson(id))
    return 'done'
  })
  expect(result).toBe('done')
  const rows = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, id))
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    actorId: person.id,
    requestId: ctx.requestId,
    at: ctx.now,
    detail: { a: 1 },
  })
})

test('neither is left when the work fails, nor the job it asked for', async () => {
  const id = newId()
  const failing = ctx.transact(async (tx) => {
    tx.record({ ...entry, subjectId: id })
    await tx.db.insert(people).values(newPerson(id))
    await tx.emit('fact.recorded', { factId: id })
    throw new Error('broken')
  })
  await expect(failing).rejects.toThrow('broken')
  expect(await db.$count(people, eq(people.id, id))).toBe(0)
  expect(await db.$count(auditEntries, eq(auditEntries.subjectId, id))).toBe(0)
  expect(await jobs()).toBe(0)
})

test('writing without a record is undone', async () => {
  const id = newId()
  await expect(
    ctx.transact(async (tx) => {
      await tx.db.insert(people).values(newPerson(id))
    }),
  ).rejects.toThrow('must record')
  expect(await db.$count(people, eq(people.id, id))).toBe(0)
})

test('an event becomes a job exactly when the work is committed', async () => {
  await ctx.transact(async (tx) => {
    tx.record({ ...entry, subjectId: 'x' })
    await tx.emit('fact.recorded', { factId: newId() })
    expect(await jobs()).toBe(0)
  })
  expect(await jobs()).toBe(1)
})

test('the system acts without a person', async () => {
  const system = await createContextFor(db, 'system')
  await system.transact(async (tx) => tx.record({ ...entry, subjectId: 'by-system' }))
  const [row] = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, 'by-system'))
  expect(row?.actorId).toBeNull()
})

async function jobs(): Promise<number> {
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from graphile_worker.jobs where task_identifier = 'fact.recorded'`,
  )
  return row?.count ?? -1
}
