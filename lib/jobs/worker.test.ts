import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { lockUntilCommit } from '@/db/locks'
import { testDatabase } from '@/db/testing/database'
import { createPerson } from '@/db/testing/factories'
import { createContext } from '@/lib/context'
import { writeNotices } from '@/lib/notifications/notify'
import {
  giveCode,
  giveNotices,
  messageRow,
  newNotice,
  noticeRow,
} from '@/lib/notifications/testing/messages'
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

test('a sign-in code leaves although the planner is held up and many notices wait for it', async () => {
  const people = await Promise.all(Array.from({ length: 12 }, () => createPerson(db)))
  const now = new Date()
  await db.transaction(async (tx) => {
    await lockUntilCommit(tx, 'messagePlanner')
    for (const person of people) {
      await giveNotices(db, [newNotice(person.id)], now)
    }
    const code = await giveCode(db, now)
    await vi.waitFor(
      async () => expect((await messageRow(db, code)).state).not.toMatch(/waiting|handing_over/),
      { timeout: 8_000, interval: 50 },
    )
  })
  await vi.waitFor(
    async () => {
      const left = await db.execute(
        sql`select 1 from notices where sms_template is not null and sms_message_id is null`,
      )
      expect(left).toHaveLength(0)
    },
    { timeout: 8_000, interval: 100 },
  )
})

test('in the minute sweep what is due leaves before anything is planned', async () => {
  const names = subscribers['sweep.minute'].map((handler) => handler.name)
  expect(names.indexOf('deliver')).toBeLessThan(names.indexOf('plan'))
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
