import { expect, test } from 'vitest'
import { receiptFailure, refusalOf, thrownResult } from './aliyun-codes'

const now = new Date('2026-11-22T14:03:20+08:00')
const at = (text: string) => new Date(`${text}+08:00`).getTime() - now.getTime()

test.each([
  ['isv.BUSINESS_LIMIT_CONTROL', '触发分钟级流控Permits:1', at('2026-11-22T14:04:00')],
  ['isv.BUSINESS_LIMIT_CONTROL', '触发小时级流控Permits:5', at('2026-11-22T15:00:00')],
  ['isv.BUSINESS_LIMIT_CONTROL', '触发天级流控Permits:10', 86_400_000],
  ['isv.DAY_LIMIT_CONTROL', '触发日发送限额', at('2026-11-23T00:00:00')],
  ['isv.MONTH_LIMIT_CONTROL', '触发月发送限额', at('2026-12-01T00:00:00')],
])('%s %s ends when its window does', (code, message, retryAfterMs) => {
  expect(refusalOf(code, message, now)).toEqual({
    kind: 'refused_retry',
    failure: 'limit',
    code,
    retryAfterMs,
  })
})

test.each([
  ['ENOTFOUND', 'refused_retry'],
  ['EPROTO', 'refused_retry'],
  ['CERT_HAS_EXPIRED', 'refused_retry'],
  ['ECONNRESET', 'unknown'],
  ['EPIPE', 'unknown'],
])('%s is %s', (code, kind) => {
  expect(thrownResult(Object.assign(new Error('x'), { code }), now).kind).toBe(kind)
})

test('a time-out while connecting never sent anything, one while reading may have', () => {
  const timeout = (message: string) =>
    Object.assign(new Error(message), { name: 'RequestTimeoutError' })
  expect(thrownResult(timeout('ConnectTimeout: Connect http://h'), now)).toMatchObject({
    kind: 'refused_retry',
    failure: 'no_connection',
  })
  expect(thrownResult(timeout('ReadTimeout(4000). POST'), now).kind).toBe('unknown')
})

test('nothing of a strange error is kept', () => {
  const odd = { code: '13900001234', name: 'x 13900001234', message: '13900001234' }
  expect(thrownResult(odd, now)).toEqual({ kind: 'unknown', code: 'UNREADABLE_CODE' })
  expect(thrownResult(undefined, now)).toEqual({ kind: 'unknown', code: 'Error' })
})

test.each([
  ['INVALID_NUMBER', 'number'],
  ['MOBILE_NOT_ON_SERVICE', 'unreachable'],
  ['MOBILE_IN_BLACK', 'blocked'],
  ['MOBILE_SEND_LIMIT', 'limit'],
  ['CONTENT_KEYWORD', 'content'],
  ['MK:0001', 'carrier'],
])('receipt %s: %s', (code, failure) => {
  expect(receiptFailure(code)).toBe(failure)
})

test('a nonce that was used means the request was there before: nobody knows whether it left', () => {
  expect(refusalOf('SignatureNonceUsed', '', now).kind).toBe('unknown')
  const error = Object.assign(new Error('x'), { code: 'SignatureNonceUsed', statusCode: 400 })
  expect(thrownResult(error, now).kind).toBe('unknown')
})
