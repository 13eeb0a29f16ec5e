import { eq, sql } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { smsMessages, smsReceipts } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { testNow } from '@/db/testing/factories'
import { createContext } from '@/lib/context'
import { deliverMessages } from '@/lib/notifications/deliver-messages'
import { receiptPath } from '@/lib/notifications/receipt-address'
import { fakeSms } from '@/lib/notifications/testing/fake-sms'
import { messageRow, waitingMessage } from '@/lib/notifications/testing/messages'
import { openPhone } from '@/lib/phone'
import { POST } from './route'

const { db } = await testDatabase()
const holder = vi.hoisted(() => ({ now: new Date() }))
vi.mock('@/lib/session', async () => {
  const { database } = await import('@/db/client')
  const { createContext: make } = await import('@/lib/context')
  return {
    anonymousContext: async () =>
      make({ db: database().db, viewer: null, now: holder.now, requestId: 'test' }),
  }
})
holder.now = new Date(testNow.getTime() + 60_000)
const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true)

const token = receiptPath().split('/').at(-1) ?? ''
const push = (body: unknown, given = token) =>
  POST(
    new Request('http://here/api/sms-receipts/x', {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
    { params: Promise.resolve({ token: given }) },
  )

/** A message that was handed over under this reference. */
async function handedOver(reference: string) {
  const id = await waitingMessage(db)
  const send = () => ({ kind: 'accepted' as const, reference })
  await deliverMessages({
    db,
    now: () => testNow,
    provider: { ...fakeSms({ send }), name: 'aliyun' },
  })
  return id
}

const report = (given: object) => ({
  phone_number: '1390000****',
  send_time: '2026-09-15 10:00:00',
  report_time: '2026-09-15 10:00:07',
  success: true,
  err_code: 'DELIVERED',
  err_msg: '用户接收成功',
  sms_size: '2',
  ...given,
})

test('a push finishes its messages, once however often and in whatever order it comes', async () => {
  const [one, two] = [await handedOver('b-1'), await handedOver('b-2')]
  const failure = { success: false, err_code: 'MOBILE_NOT_ON_SERVICE', err_msg: '停机 13900001234' }
  const reports = [
    report({ biz_id: 'b-2', out_id: two, ...failure }),
    report({ biz_id: 'b-1', out_id: one }),
  ]
  for (const body of [reports, reports, [...reports].reverse(), [reports[0]]]) {
    const answer = await push(body)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ code: 0, msg: '接收成功' })
  }
  expect(await messageRow(db, one)).toMatchObject({
    state: 'delivered',
    finishedAt: new Date('2026-09-15T10:00:07+08:00'),
    billedSegments: 2,
  })
  expect(await messageRow(db, two)).toMatchObject({
    state: 'failed',
    reason: '对方手机停机、关机或无法接收，请改用电话或当面告知（MOBILE_NOT_ON_SERVICE）',
  })
  const kept = await db.select().from(smsReceipts).where(eq(smsReceipts.messageId, two))
  expect(kept).toMatchObject([{ succeeded: false, words: '停机 ****', provider: 'aliyun' }])
  await push([report({ biz_id: 'b-2', out_id: two })])
  expect((await messageRow(db, two)).state).toBe('delivered')
})

test('a receipt without our id that comes before the answer of the call is applied with it', async () => {
  const id = await waitingMessage(db)
  const provider = fakeSms({
    send: async () => {
      await push([report({ biz_id: 'b-early', out_id: null })])
      return { kind: 'accepted', reference: 'b-early' }
    },
  })
  await deliverMessages({ db, now: () => testNow, provider: { ...provider, name: 'aliyun' } })
  expect(await messageRow(db, id)).toMatchObject({ state: 'delivered' })
  const again = await handedOver('b-late')
  await push([report({ biz_id: 'b-late' })])
  expect((await messageRow(db, again)).state).toBe('delivered')
})

test('strangers are kept and change nothing; a receipt for another number is a stranger', async () => {
  const id = await handedOver('b-5')
  const before = await db.$count(smsMessages, eq(smsMessages.state, 'delivered'))
  const { phoneCipher } = await messageRow(db, id)
  await push([
    report({ biz_id: 'x-1', out_id: 'order-17' }),
    report({ biz_id: 'x-2', out_id: '01900000-0000-7000-8000-000000000000' }),
    report({ biz_id: 'x-3' }),
    report({ biz_id: 'b-5', out_id: id, phone_number: '13811112222' }),
    { odd: true },
    { phone_number: '13811112222', content: '收到', sequence_id: 12, dest_code: '10690' },
  ])
  expect(await db.$count(smsMessages, eq(smsMessages.state, 'delivered'))).toBe(before)
  expect(await db.$count(smsReceipts, sql`message_id is null`)).toBe(4)
  expect((await messageRow(db, id)).state).toBe('handed_over')
  await push([report({ biz_id: 'b-5', out_id: id, phone_number: openPhone(phoneCipher) })])
  expect((await messageRow(db, id)).state).toBe('delivered')
  expect(await db.$count(smsReceipts, sql`message_id is null`)).toBe(3)
  expect(log.mock.calls.join()).not.toMatch(/13811112222|收到/)
})

test('a wrong path, no list, no JSON and too much are refused', async () => {
  expect((await push([], 'guess')).status).toBe(404)
  expect((await push([], `${token.slice(0, -1)}x`)).status).toBe(404)
  expect((await push({ biz_id: 'b-1' })).status).toBe(422)
  expect((await push('<html>')).status).toBe(422)
  expect((await push(`["${'x'.repeat(2_000_001)}"]`)).status).toBe(422)
  expect((await push([])).status).toBe(200)
})

test('our own failure asks for another push', async () => {
  const failing = createContext({ db, viewer: null, now: testNow, requestId: 'test' })
  const spy = vi.spyOn(failing.db, 'transaction').mockRejectedValue(new Error('gone'))
  expect((await push([report({ biz_id: 'b-1', out_id: 'x' })])).status).toBe(500)
  spy.mockRestore()
})
