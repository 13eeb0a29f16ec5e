import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { createPerson, testNow } from '@/db/testing/factories'
import { localSms, localTrialPrefix } from '@/lib/providers/sms/local'
import { deliverMessages } from './deliver-messages'
import { inboxPhones } from './inbox'
import { planMessages } from './plan-messages'
import { reconcileMessages } from './reconcile-messages'
import { giveCode, giveNotices, newNotice } from './testing/messages'

const { db } = await testDatabase()

test('phones show what they got; the code is readable here only', async () => {
  const shared = '13900001234'
  const [wang, li] = [
    await createPerson(db, { name: '王敏', phone: shared }),
    await createPerson(db, { name: '李建国', phone: `${localTrialPrefix}0001` }),
  ]
  await createPerson(db, { name: '陈晓春', phone: shared })
  const work = { db, now: () => testNow, provider: localSms }
  expect(await inboxPhones(db)).toEqual([])
  await giveNotices(db, [newNotice(wang.id), newNotice(li.id)])
  await giveCode(db)
  await planMessages(work)
  await deliverMessages(work)
  await reconcileMessages(work)
  const phones = await inboxPhones(db)
  expect(phones).toHaveLength(2)
  const [own] = await inboxPhones(db, '王敏')
  expect(own).toMatchObject({ phoneMasked: '139****1234' })
  expect(new Set(own?.owners)).toEqual(new Set(['王敏', '陈晓春']))
  expect(own?.messages.map((message) => message.text).join()).toContain('验证码为482913')
  expect(own?.messages.every((message) => message.state === 'delivered')).toBe(true)
  const [failed] = await inboxPhones(db, '李建国')
  expect(failed?.messages).toMatchObject([
    { state: 'failed', segments: 1, reason: expect.stringContaining('停机') },
  ])
  expect(await inboxPhones(db, '没有此人')).toEqual([])
})
