import { sql } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { createPerson, testNow } from '@/db/testing/factories'
import type { SendResult } from '@/lib/providers/sms'
import { open } from '@/lib/secret'
import { applyReceipt } from './apply-receipt'
import { deliverMessages } from './deliver-messages'
import { eraseSecrets } from './erase-secrets'
import { planMessages } from './plan-messages'
import { type FakeSms, fakeSms } from './testing/fake-sms'
import { giveCode, giveNotices, messageRow, newNotice, waitingMessage } from './testing/messages'

const { db } = await testDatabase({ poolSize: 10 })
const later = (seconds: number) => new Date(testNow.getTime() + seconds * 1000)
const deliver = (provider: FakeSms, now = testNow) =>
  deliverMessages({ db, now: () => now, provider })

test('a message is handed over with our id, then finished by its receipt', async () => {
  const id = await waitingMessage(db)
  const provider = fakeSms()
  expect(await deliver(provider)).toBe(1)
  expect(provider.sent).toMatchObject([
    { outId: id, template: 'task_dispatched', params: { title: '第三季度主题党日' } },
  ])
  expect(provider.sent[0]?.phone).toMatch(/^139\d{8}$/)
  expect(await messageRow(db, id)).toMatchObject({
    state: 'handed_over',
    providerReference: 'r-1',
    handedOverAt: testNow,
    leaseUntil: null,
  })
  expect(await deliver(provider)).toBe(0)
  const receipt = { outId: id, outcome: { kind: 'delivered' as const }, at: later(3) }
  expect(await applyReceipt(db, receipt)).toBe('applied')
  expect(await messageRow(db, id)).toMatchObject({ state: 'delivered', finishedAt: later(3) })
})

test('no transaction is open while the provider is called, and the claim is committed', async () => {
  const id = await waitingMessage(db)
  let seen: unknown[] = []
  const provider = fakeSms({
    send: async () => {
      const state = (await messageRow(db, id)).state
      const open = await db.execute(sql`select 1 from pg_stat_activity
        where datname = current_database() and state like 'idle in transaction%'`)
      seen = [state, open.length]
      return { kind: 'accepted', reference: null }
    },
  })
  await deliver(provider)
  expect(seen).toEqual(['handing_over', 0])
})

test('concurrent deliverers send each message once', async () => {
  const people = await Promise.all(Array.from({ length: 150 }, () => createPerson(db)))
  await giveNotices(
    db,
    people.map((person) => newNotice(person.id)),
  )
  await planMessages({ db, now: () => testNow })
  const provider = fakeSms()
  await Promise.all(Array.from({ length: 5 }, () => deliver(provider)))
  const ids = provider.sent.map((message) => message.outId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBe(150)
})

const faults: [string, () => Promise<SendResult> | SendResult, string, RegExp | null][] = [
  [
    'refused',
    () => ({ kind: 'refused', failure: 'number', code: 'X1' }),
    'failed',
    /手机号无效.*X1/,
  ],
  ['unknown', () => ({ kind: 'unknown', code: 'T' }), 'unknown', /不会重复发送/],
  [
    'thrown',
    () => Promise.reject(new Error('POST http://h/?PhoneNumbers=13900001234')),
    'unknown',
    /未知/,
  ],
]
test.each(faults)('%s: the message ends as it should', async (_, send, state, reason) => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const id = await waitingMessage(db)
  const provider = fakeSms({ send })
  await deliver(provider)
  await deliver(provider, later(3600))
  expect(provider.sent).toHaveLength(1)
  const row = await messageRow(db, id)
  expect(row.state).toBe(state)
  expect(row.reason).toMatch(reason ?? /./)
  expect(written.mock.calls.join()).not.toContain('13900001234')
  written.mockRestore()
})

test('a silent provider is given up on, and the message counts as unknown', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const id = await waitingMessage(db)
  let asked = () => {}
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve
  })
  const provider = fakeSms({
    send: () => {
      asked()
      return new Promise<SendResult>(() => {})
    },
  })
  const delivering = deliver(provider)
  await isAsked
  await vi.advanceTimersByTimeAsync(8_000)
  await delivering
  vi.useRealTimers()
  expect((await messageRow(db, id)).state).toBe('unknown')
})

test('refused for now: back to waiting, sent later, given up in the end', async () => {
  const busy: SendResult = {
    kind: 'refused_retry',
    retryAfterMs: 60_000,
    failure: 'limit',
    code: 'B',
  }
  const id = await waitingMessage(db)
  await deliver(fakeSms({ send: () => busy }))
  expect(await messageRow(db, id)).toMatchObject({
    state: 'waiting',
    holdRule: 'provider_busy',
    notBefore: later(60),
  })
  const provider = fakeSms()
  expect(await deliver(provider, later(59))).toBe(0)
  expect(await deliver(provider, later(60))).toBe(1)
  expect(await messageRow(db, id)).toMatchObject({
    state: 'handed_over',
    holdRule: null,
    reason: null,
  })
  const old = await waitingMessage(db)
  await deliver(fakeSms({ send: () => busy }), later(3 * 86_400))
  expect((await messageRow(db, old)).state).toBe('failed')
})

test('a code goes at any hour, sealed until then and erased after', async () => {
  const night = new Date('2026-09-15T23:00:00+08:00')
  const id = await giveCode(db, night)
  const stored = await messageRow(db, id)
  expect(JSON.stringify(stored)).not.toContain('482913')
  expect(open(stored.params['sealed:code'] ?? '')).toBe('482913')
  const provider = fakeSms()
  await deliver(provider, night)
  expect(provider.sent).toMatchObject([{ params: { code: '482913' }, phone: '13900001234' }])
  expect((await messageRow(db, id)).params).toEqual({})
})

test('the local twin keeps a code for its inbox, then forgets it', async () => {
  const id = await giveCode(db)
  await deliver(fakeSms({ keepsCodesForMs: 600_000 }))
  await eraseSecrets(db, later(599), 600_000)
  expect(Object.keys((await messageRow(db, id)).params)).toEqual(['sealed:code'])
  await eraseSecrets(db, later(600), 600_000)
  expect((await messageRow(db, id)).params).toEqual({})
})

test('a code that outlived its five minutes is not sent', async () => {
  const id = await giveCode(db)
  const provider = fakeSms()
  await deliver(provider, later(301))
  expect(provider.sent).toEqual([])
  expect(await messageRow(db, id)).toMatchObject({ state: 'failed', params: {} })
})

test('what was due by day does not ring at night', async () => {
  const id = await waitingMessage(db)
  const provider = fakeSms()
  expect(await deliver(provider, new Date('2026-09-15T21:30:00+08:00'))).toBe(0)
  expect(await messageRow(db, id)).toMatchObject({
    holdRule: 'quiet_hours',
    notBefore: new Date('2026-09-16T07:30:00+08:00'),
  })
})
