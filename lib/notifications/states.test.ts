import { expect, test } from 'vitest'
import type { SmsState } from '@/db/enums'
import type { SmsFailure } from '@/lib/providers/sms'
import { failureWords, unknownWords } from './failure-words'
import { deliverySentence, type Telling } from './states'

const now = new Date('2026-09-15T10:00:00+08:00')
const telling = (state: SmsState, given: Partial<NonNullable<Telling['message']>> = {}) => ({
  hasPerson: true,
  notice: { wantsSms: true, refusal: null },
  message: { state, reason: null, holdRule: null, notBefore: now, finishedAt: null, ...given },
})
const at = (time: string) => new Date(`2026-09-15T${time}:00+08:00`)

test.each([
  ['quiet_hours', '夜间不打扰（21:00—7:30），9月15日 11:00 后发送'],
  ['merge', '与相近的提醒合并发送，9月15日 11:00 后发送'],
  ['daily_limit', '当日短信已达上限，9月15日 11:00 后发送'],
  ['provider_busy', '短信服务商暂时没有接收，没有发出，9月15日 11:00 后发送'],
] as const)('held by %s until its time, then just waiting', (holdRule, sentence) => {
  const held = telling('waiting', { holdRule, notBefore: at('11:00') })
  expect(deliverySentence(held, now)).toBe(sentence)
  expect(deliverySentence(held, at('11:00'))).toBe('正在等待发送')
})

test('while the provider is down the page says so, unless another rule holds it longer', () => {
  const down = { isProviderDown: true }
  expect(deliverySentence({ ...telling('waiting'), ...down }, now)).toContain('恢复后自动发送')
  const night = telling('waiting', { holdRule: 'quiet_hours', notBefore: at('11:00') })
  expect(deliverySentence({ ...night, ...down }, now)).toContain('夜间不打扰')
})

test('every state has its sentence', () => {
  expect(deliverySentence(telling('handing_over'), now)).toBe('正在交给短信服务商')
  expect(deliverySentence(telling('handed_over'), now)).toBe('已交短信服务商，等待回执')
  expect(deliverySentence(telling('delivered', { finishedAt: at('09:30') }), now)).toBe(
    '9月15日 09:30 送达手机',
  )
  expect(deliverySentence(telling('unknown', { reason: unknownWords.noRecord }), now)).toContain(
    '不会重复发送',
  )
})

const failures: Record<SmsFailure, string> = {
  number: '更正登记的号码',
  unreachable: '电话或当面',
  blocked: '电话或当面',
  carrier: '电话或当面',
  limit: '电话或当面',
  content: '联系系统管理员',
  account: '联系系统管理员',
  platform: '电话或当面',
  no_connection: '联系系统管理员',
  not_connected: '改用其他方式',
}
test.each(Object.entries(failures))('%s says what to do: %s', (failure, words) => {
  const reason = failureWords(failure as SmsFailure, 'X.1')
  expect(deliverySentence(telling('failed', { reason }), now)).toContain(words)
  expect(reason).toMatch(/（X\.1）$/)
})
