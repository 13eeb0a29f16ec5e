import { afterEach, expect, test } from 'vitest'
import { smsBreakers, smsMessages } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createPerson, testNow } from '@/db/testing/factories'
import type { SendResult } from '@/lib/providers/sms'
import { askBreaker, noteResults } from './breaker'
import { deliverMessages } from './deliver-messages'
import { planMessages } from './plan-messages'
import { fakeSms } from './testing/fake-sms'
import { giveCode, giveNotices, messageRow, newNotice } from './testing/messages'

const { db } = await testDatabase()
const later = (seconds: number) => new Date(testNow.getTime() + seconds * 1000)
const broken: SendResult = {
  kind: 'refused_retry',
  failure: 'no_connection',
  code: 'ECONNREFUSED',
  retryAfterMs: 15_000,
}
const fine: SendResult = { kind: 'accepted', reference: null }
const refused: SendResult = { kind: 'refused', failure: 'number', code: 'X' }
afterEach(async () => {
  await db.delete(smsBreakers)
  await db.update(smsMessages).set({ state: 'withdrawn' })
})

test('five failures in a row open it, an answer in between does not let them add up', async () => {
  expect(await noteResults(db, 'p', [broken, broken, broken, broken], testNow)).toBe(false)
  expect(await noteResults(db, 'p', [refused, broken, broken, broken, broken], testNow)).toBe(false)
  expect(await askBreaker(db, 'p', testNow)).toBe('closed')
  expect(await noteResults(db, 'p', [{ kind: 'unknown', code: 'T' }], testNow)).toBe(true)
  expect(await askBreaker(db, 'p', testNow)).toBe('open')
  expect(await askBreaker(db, 'another', testNow)).toBe('closed')
})

test('one at a time tries, pauses grow to ten minutes, the first success closes it', async () => {
  await noteResults(db, 'p', Array(5).fill(broken), testNow)
  expect(await askBreaker(db, 'p', later(29))).toBe('open')
  const doors = await Promise.all([1, 2, 3].map(() => askBreaker(db, 'p', later(30))))
  expect(doors.sort()).toEqual(['open', 'open', 'probe'])
  const pauses: number[] = []
  let at = 30
  for (let round = 0; round < 8; round += 1) {
    await noteResults(db, 'p', [broken], later(at))
    let pause = 0
    while ((await askBreaker(db, 'p', later(at + pause))) === 'open') {
      pause += 15
    }
    pauses.push(pause)
    at += pause
  }
  expect(pauses).toEqual([30, 60, 120, 240, 480, 600, 600, 600])
  expect(await noteResults(db, 'p', [fine], later(at))).toBe(false)
  expect(await askBreaker(db, 'p', later(at))).toBe('closed')
})

test('a clock set back does not keep it open for days', async () => {
  await noteResults(db, 'p', Array(5).fill(broken), later(86_400))
  expect(await askBreaker(db, 'p', testNow)).toBe('probe')
})

test('while it is open nothing is called, codes neither, and nothing is used up', async () => {
  const people = await Promise.all(Array.from({ length: 30 }, () => createPerson(db)))
  await giveNotices(
    db,
    people.map((person) => newNotice(person.id)),
  )
  await planMessages({ db, now: () => testNow })
  const down = fakeSms({ send: () => broken })
  await deliverMessages({ db, now: () => testNow, provider: down, concurrency: 4 })
  expect(down.sent.length).toBeLessThan(30)
  const code = await giveCode(db, later(10))
  const called = down.sent.length
  await deliverMessages({ db, now: () => later(20), provider: down })
  expect(down.sent).toHaveLength(called)
  await deliverMessages({ db, now: () => later(40), provider: down })
  expect(down.sent.at(-1)?.outId).toBe(code)
  expect(down.sent).toHaveLength(called + 1)
  expect(await messageRow(db, code)).toMatchObject({ state: 'waiting', attempts: 0 })
  const up = fakeSms()
  await deliverMessages({ db, now: () => later(120), provider: up })
  expect(up.sent).toHaveLength(31)
  expect(up.sent[0]?.outId).toBe(code)
})
