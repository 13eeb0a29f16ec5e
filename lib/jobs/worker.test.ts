import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { createPerson } from '@/db/testing/factories'
import { createContext } from '@/lib/context'
import { writeNotices } from '@/lib/notifications/notify'
import { messageRow, newNotice, noticeRow } from '@/lib/notifications/testing/messages'
import { runHandlers, subscribers, timetable } from './registry'
import { startWorker } from './worker'

const { db } = await testDatabase()
const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
let stop = async () => {}

beforeAll(async () => {
  stop = await startWorker()
})
afterAll(async () => {
  await stop()
  written.mockRestore()
})

test('a committed verb wakes the worker; a message that cannot leave says so', async () => {
  const person = await createPerson(db)
  // The real clock: at night the message is planned and held, by day it fails visibly.
  const now = new Date()
  const ctx = createContext({ db, viewer: null, now, requestId: 'test' })
  const [noticeId] = await ctx.transact(async (tx) => {
    tx.unchanged()
    return writeNotices(tx, [newNotice(person.id)])
  })
  await vi.waitFor(
    async () => {
      const { smsMessageId } = await noticeRow(db, noticeId ?? '')
      const message = await messageRow(db, smsMessageId ?? '')
      expect([message.state, message.holdRule]).toSatisfy(
        ([state, rule]) => state === 'failed' || rule === 'quiet_hours',
      )
      if (message.state === 'failed') {
        expect(message.reason).toContain('尚未接通短信服务')
      }
    },
    { timeout: 8_000, interval: 50 },
  )
})

test('what is rolled back wakes nobody', async () => {
  const person = await createPerson(db)
  const ctx = createContext({ db, viewer: null, now: new Date(), requestId: 'test' })
  const failing = ctx.transact(async (tx) => {
    await writeNotices(tx, [newNotice(person.id)])
    throw new Error('rolled back')
  })
  await expect(failing).rejects.toThrow('rolled back')
  const left = await db.execute(sql`select 1 from notices where person_id = ${person.id}::uuid`)
  expect(left).toHaveLength(0)
})

test('every timetable entry and every event has its task, and stopping twice is harmless', async () => {
  expect(timetable.map((entry) => entry.task).every((name) => name in subscribers)).toBe(true)
  await expect(
    runHandlers('sweep.minute', { db, now: () => new Date() }, {}),
  ).resolves.toBeUndefined()
  const second = await startWorker()
  await Promise.all([second(), second()])
})
