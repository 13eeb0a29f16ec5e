import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { createPerson, testNow } from '@/db/testing/factories'
import { applyReceipt } from './apply-receipt'
import { failuresAtMost } from './breaker'
import { deliverMessages } from './deliver-messages'
import { planMessages } from './plan-messages'
import { type FakeSms, fakeSms } from './testing/fake-sms'
import { giveNotices, messageRow, newNotice, noticeRow, waitingMessage } from './testing/messages'

const { db } = await testDatabase()
const later = (seconds: number) => new Date(testNow.getTime() + seconds * 1000)
const deliver = (provider: FakeSms, now = testNow) =>
  deliverMessages({ db, now: () => now, provider })

/** One more message that waits beside the others. */
async function anotherWaiting() {
  const person = await createPerson(db)
  const [notice] = await giveNotices(db, [newNotice(person.id)])
  await planMessages({ db, now: () => testNow })
  return messageRow(db, (await noticeRow(db, notice ?? '')).smsMessageId ?? '')
}

test('a receipt before the answer of the call stands', async () => {
  const id = await waitingMessage(db)
  await deliver(
    fakeSms({
      send: async () => {
        await applyReceipt(db, { outId: id, outcome: { kind: 'delivered' }, at: later(1) })
        return { kind: 'accepted', reference: 'b-9' }
      },
    }),
    later(2),
  )
  expect(await messageRow(db, id)).toMatchObject({
    state: 'delivered',
    finishedAt: later(1),
    providerReference: 'b-9',
  })
})

test('receipts in any order and number end the same', async () => {
  const failed = { kind: 'failed' as const, failure: 'unreachable' as const, code: 'MK:0001' }
  const delivered = { kind: 'delivered' as const }
  const orders = [
    [delivered, failed],
    [failed, delivered],
    [failed, failed, delivered, failed, delivered],
  ]
  for (const order of orders) {
    const id = await waitingMessage(db)
    await deliver(fakeSms({ send: () => ({ kind: 'unknown', code: 'T' }) }))
    for (const outcome of order) {
      await applyReceipt(db, { outId: id, outcome, at: later(5) })
    }
    expect((await messageRow(db, id)).state).toBe('delivered')
  }
  const id = await waitingMessage(db)
  await deliver(fakeSms())
  expect(await applyReceipt(db, { outId: id, outcome: failed, at: later(5) })).toBe('applied')
  expect(await applyReceipt(db, { outId: id, outcome: failed, at: later(9) })).toBe('repeated')
  expect(await messageRow(db, id)).toMatchObject({ state: 'failed', finishedAt: later(5) })
})

test('receipts of strangers and of messages that never left change nothing', async () => {
  const id = await waitingMessage(db)
  const outcome = { kind: 'delivered' as const }
  expect(await applyReceipt(db, { outId: 'order-17', outcome, at: testNow })).toBe(
    'unknown_message',
  )
  expect(
    await applyReceipt(db, { outId: '01900000-0000-7000-8000-000000000000', outcome, at: testNow }),
  ).toBe('unknown_message')
  expect(await applyReceipt(db, { outId: id, outcome, at: testNow })).toBe('repeated')
  expect((await messageRow(db, id)).state).toBe('waiting')
})

test('a refusal that was none, while the circuit is open: its receipt ends it, nobody gets it twice', async () => {
  const ids = [await waitingMessage(db)]
  for (let count = 1; count < failuresAtMost; count += 1) {
    ids.push((await anotherWaiting()).id)
  }
  const provider = fakeSms({
    send: () => ({
      kind: 'refused_retry',
      failure: 'platform',
      code: 'isp.SYSTEM_ERROR',
      retryAfterMs: 1_000,
    }),
  })
  await deliver(provider)
  for (const outId of ids) {
    expect(await messageRow(db, outId)).toMatchObject({ state: 'waiting', attempts: 0 })
    await applyReceipt(db, { outId, outcome: { kind: 'delivered' }, at: later(3) })
    expect((await messageRow(db, outId)).state).toBe('delivered')
  }
})
