import { expect, test } from 'vitest'
import { bulkInsert } from '@/db/bulk'
import { newId } from '@/db/ids'
import { smsMessages } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createPerson } from '@/db/testing/factories'
import { sealPhone } from '@/lib/phone'
import { deliverMessages } from './deliver-messages'
import { planMessages } from './plan-messages'
import { fakeSms } from './testing/fake-sms'
import { giveCode, giveNotices, messageRow, newNotice, noticeRow } from './testing/messages'

const { db } = await testDatabase()
const provider = fakeSms()
const at = (time: string) => new Date(`2026-09-15T${time}+08:00`)
const deliver = (now: Date) => deliverMessages({ db, now: () => now, provider })

test('a second code in a minute of the clock waits for the next minute', async () => {
  await giveCode(db, at('14:03:05'))
  const second = await giveCode(db, at('14:03:50'))
  expect(await deliver(at('14:03:50'))).toBe(1)
  expect(await messageRow(db, second)).toMatchObject({
    state: 'waiting',
    holdRule: 'provider_busy',
    notBefore: at('14:04:00'),
  })
  expect(await deliver(at('14:04:00'))).toBe(1)
  expect((await messageRow(db, second)).state).toBe('handed_over')
})

test('a sixth code in an hour of the clock is not even tried, and lapses', async () => {
  for (const minute of ['10', '12', '14']) {
    await giveCode(db, at(`14:${minute}:00`))
    expect(await deliver(at(`14:${minute}:00`))).toBe(1)
  }
  const sixth = await giveCode(db, at('14:20:00'))
  expect(await deliver(at('14:20:00'))).toBe(0)
  expect((await messageRow(db, sixth)).notBefore).toEqual(at('15:00:00'))
  await deliver(at('15:00:00'))
  expect(await messageRow(db, sixth)).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('已过发送时限'),
  })
  expect(provider.sent.map((message) => message.outId)).not.toContain(sixth)
})

test('fifty of one template in 24 hours are enough for one number', async () => {
  const person = await createPerson(db, { phone: '13700001111' })
  const { phoneCipher, phoneMasked } = sealPhone('13700001111')
  await bulkInsert(
    db,
    smsMessages,
    Array.from({ length: 50 }, (_, index) => ({
      id: newId(),
      personId: person.id,
      phoneCipher,
      phoneMasked,
      template: 'task_urged',
      params: { title: '催办' },
      state: 'delivered' as const,
      notBefore: at('09:00:00'),
      createdAt: at('09:00:00'),
      handedOverAt: new Date(at('09:00:00').getTime() + index * 60_000),
    })),
  )
  const [urged] = await giveNotices(
    db,
    [newNotice(person.id, { kind: 'task_urged', smsTemplate: 'task_urged' })],
    at('11:00:00'),
  )
  await planMessages({ db, now: () => at('11:00:00') })
  const id = (await noticeRow(db, urged ?? '')).smsMessageId ?? ''
  expect(await deliver(at('11:00:00'))).toBe(0)
  expect(await messageRow(db, id)).toMatchObject({
    state: 'waiting',
    holdRule: 'daily_limit',
    notBefore: new Date('2026-09-16T09:00:00+08:00'),
  })
})

test('whoever is held does not hold up those behind', async () => {
  const person = await createPerson(db)
  const codes = await Promise.all(Array.from({ length: 12 }, () => giveCode(db, at('16:00:10'))))
  await giveNotices(db, [newNotice(person.id)], at('16:00:10'))
  await planMessages({ db, now: () => at('16:00:10') })
  expect(await deliver(at('16:00:20'))).toBe(2)
  const states = await Promise.all(codes.map(async (id) => (await messageRow(db, id)).state))
  expect(states.filter((state) => state === 'waiting')).toHaveLength(11)
})
