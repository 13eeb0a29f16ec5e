import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { testNow } from '@/db/testing/factories'
import { deliverySummary } from '@/lib/notifications/delivery-counts'
import { deliveryOutcomes, deliveryTodayWords, outcomeWords } from '@/lib/notifications/states'
import { createDispatch } from '@/lib/notifications/testing/dispatches'
import { receiptAddress, receiptPage } from './receipt-page'

const { db } = await testDatabase()

test('what is printed holds everybody; a part says that it is one', async () => {
  const nobody = { hasPerson: false, notice: null, message: null }
  const id = await createDispatch(
    db,
    Array.from({ length: 130 }, () => [nobody]),
  )
  const dispatch = { id, counts: await deliverySummary(db, id), now: testNow }
  const first = await receiptPage(db, dispatch, receiptAddress.parse({}))
  expect([first.rows.length, first.isComplete, first.words]).toEqual([
    100,
    false,
    '本页列出 100 人，共 130 人',
  ])
  const after = receiptAddress.parse({ after: first.next })
  const second = await receiptPage(db, dispatch, after)
  expect([second.rows.length, second.isComplete, second.next]).toEqual([30, false, undefined])
  const whole = await receiptPage(db, dispatch, receiptAddress.parse({ all: '1' }))
  expect([whole.rows.length, whole.isComplete, whole.words]).toEqual([
    130,
    true,
    '共 130 人，全部列出',
  ])
})

test('one word for each outcome, on the tiles, in the sum and in the line of the day', () => {
  expect(deliveryOutcomes.map((one) => outcomeWords[one])).toEqual(['送达', '失败', '未知', '等待'])
  const counts = { recipients: 4, delivered: 1, failed: 1, unknown: 1, waiting: 1 }
  expect(deliveryTodayWords(counts)).toBe('今日短信 4 条 · 送达 1 · 失败 1 · 未知 1 · 等待 1')
})

test('an unreadable address is the first page', () => {
  expect(receiptAddress.parse({ outcome: 'x', after: 'abc', all: '2' })).toEqual({})
})
