import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { smsReceipts } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { testNow } from '@/db/testing/factories'
import { forgetStrayReceipts } from './forget-receipts'
import { giveCode } from './testing/messages'

const { db } = await testDatabase()

test('old receipts of nobody’s messages go; those of ours and young ones stay', async () => {
  const messageId = await giveCode(db, testNow)
  const daysAgo = (days: number) => new Date(testNow.getTime() - days * 86_400_000)
  const receipt = (outId: string, days: number, ours = false) => ({
    id: newId(),
    provider: 'aliyun',
    providerReference: newId(),
    outId,
    messageId: ours ? messageId : null,
    phoneMasked: '138****0000',
    succeeded: true,
    code: 'DELIVERED',
    receivedAt: daysAgo(days),
  })
  await db
    .insert(smsReceipts)
    .values([receipt('stray-old', 31), receipt('stray-young', 29), receipt('ours-old', 31, true)])
  await forgetStrayReceipts({ db, now: testNow })
  const left = await db.select({ outId: smsReceipts.outId }).from(smsReceipts)
  expect(left.map((one) => one.outId).sort()).toEqual(['ours-old', 'stray-young'])
})
