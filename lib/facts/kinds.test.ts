import { expect, test } from 'vitest'
import { factKinds } from '@/db/enums'
import { factKindLabels, factValues } from './schema'

// 国办函〔2026〕12号 and the rules on reducing burdens: what must never become points.
const refused =
  /time|duration|minute|hour|log_?in|sign_?in|session|visit|view|watch|play|like|share|click|streak|online|speed|count|rank|position|时长|登录|浏览|点赞|转发|打卡|签到次数|在线|排名|位置/i

test('no kind of fact measures a person’s time, log-ins, views or likes', () => {
  expect(factKinds.filter((kind) => refused.test(kind))).toEqual([])
  expect(Object.values(factKindLabels).filter((label) => refused.test(label))).toEqual([])
})

test('no field of a fact’s value does so either', () => {
  const fields = Object.values(factValues).flatMap((schema) => Object.keys(schema.shape))
  expect(fields.length).toBeGreaterThan(0)
  expect(fields.filter((field) => refused.test(field))).toEqual([])
})

test('the list is closed: every kind has its shape and its word', () => {
  expect(Object.keys(factValues).sort()).toEqual([...factKinds].sort())
  expect(Object.keys(factKindLabels).sort()).toEqual([...factKinds].sort())
})
