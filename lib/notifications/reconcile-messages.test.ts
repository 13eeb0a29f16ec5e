import { expect, test } from 'vitest'
import { smsMessages } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { testNow } from '@/db/testing/factories'
import { applyReceipt } from './apply-receipt'
import { claimMessages } from './claim-messages'
import { deliverMessages } from './deliver-messages'
import { reconcileMessages } from './reconcile-messages'
import { type FakeSms, fakeSms } from './testing/fake-sms'
import { messageRow, waitingMessage } from './testing/messages'

const { db } = await testDatabase()
const later = (seconds: number) => new Date(testNow.getTime() + seconds * 1000)
const deliver = (provider: FakeSms, now = testNow) =>
  deliverMessages({ db, now: () => now, provider })
const reconcile = (provider: FakeSms, now = testNow) =>
  reconcileMessages({ db, now: () => now, provider })

test('a crash before the claim loses nothing, one after it is never sent again', async () => {
  const id = await waitingMessage(db)
  const provider = fakeSms()
  const [claimed] = await claimMessages(db, testNow, 1)
  expect(claimed?.id).toBe(id)
  expect(await deliver(provider, later(59))).toBe(0)
  expect((await messageRow(db, id)).state).toBe('handing_over')
  expect(await deliver(provider, later(60))).toBe(0)
  expect(await messageRow(db, id)).toMatchObject({ state: 'unknown', leaseUntil: null })
  await reconcile(fakeSms({ query: { kind: 'no_record' } }), later(61))
  expect((await messageRow(db, id)).state).toBe('unknown')
  await reconcile(fakeSms({ query: { kind: 'pending' } }), later(200))
  expect((await messageRow(db, id)).state).toBe('handed_over')
  await reconcile(fakeSms({ query: { kind: 'delivered', at: later(100) } }), later(600))
  expect(await messageRow(db, id)).toMatchObject({ state: 'delivered', finishedAt: later(100) })
  expect(provider.sent).toEqual([])
})

test('three days of silence are called unknown, and a later receipt still counts', async () => {
  const id = await waitingMessage(db)
  await deliver(fakeSms())
  await reconcile(fakeSms({ query: { kind: 'pending' } }), later(3 * 86_400 + 1))
  expect(await messageRow(db, id)).toMatchObject({ state: 'unknown' })
  await applyReceipt(db, { outId: id, outcome: { kind: 'delivered' }, at: later(4 * 86_400) })
  expect((await messageRow(db, id)).state).toBe('delivered')
})

test('the provider is asked less and less often', async () => {
  await db.update(smsMessages).set({ state: 'withdrawn' })
  await waitingMessage(db)
  await deliver(fakeSms())
  let asked = 0
  const provider: FakeSms = {
    ...fakeSms(),
    query: async () => {
      asked += 1
      return { kind: 'pending' }
    },
  }
  for (let minute = 0; minute <= 240; minute += 1) {
    await reconcile(provider, later(minute * 60))
  }
  expect(asked).toBeGreaterThan(5)
  expect(asked).toBeLessThan(20)
})
