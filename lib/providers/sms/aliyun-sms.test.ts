import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { aliyunSms } from './aliyun-sms'
import { openGateway } from './testing/gateway'
import type { Behaviour } from './testing/gateway-answers'

const { gateway, settings } = await openGateway()
const provider = aliyunSms(settings)
const now = new Date()
let serial = 0
const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
afterAll(async () => {
  expect(written.mock.calls.join()).not.toMatch(/1390000|482913|TemplateParam|PhoneNumbers/)
  written.mockRestore()
  await gateway.close()
})
beforeEach(() => {
  serial += 1
})
const phone = () => `1390000${String(serial).padStart(4, '0')}`
const message = (given: object = {}) => ({
  outId: `o${serial}`,
  phone: phone(),
  template: 'task_dispatched',
  params: { title: '主题党日 (一)*!' },
  now,
  ...given,
})

test('a signed message arrives with our id and comes back under it', async () => {
  const result = await provider.send(message())
  expect(result).toEqual({ kind: 'accepted', reference: gateway.taken.at(-1)?.bizId })
  expect(gateway.taken.at(-1)).toMatchObject({
    outId: `o${serial}`,
    phone: phone(),
    sign: '测试公司',
    templateCode: 'SMS_200',
    params: { title: '主题党日 (一)*!' },
  })
  const sent = { outId: `o${serial}`, phone: phone(), sentAt: now, now }
  const reference = gateway.taken.at(-1)?.bizId ?? null
  expect(await provider.query({ ...sent, reference })).toMatchObject({ kind: 'delivered' })
  gateway.fate(phone(), { status: 2, code: 'MOBILE_NOT_ON_SERVICE' })
  expect(await provider.query({ ...sent, reference: null })).toMatchObject({
    kind: 'failed',
    failure: 'unreachable',
    code: 'MOBILE_NOT_ON_SERVICE',
  })
  gateway.fate(phone(), { status: 1, code: '' })
  expect((await provider.query({ ...sent, reference })).kind).toBe('pending')
  expect((await provider.query({ ...sent, outId: 'other', reference })).kind).toBe('no_record')
})

const answers: [string, Behaviour, object][] = [
  [
    'a dead number',
    { kind: 'code', code: 'isv.MOBILE_NUMBER_ILLEGAL' },
    { kind: 'refused', failure: 'number' },
  ],
  [
    'no balance',
    { kind: 'code', code: 'isv.AMOUNT_NOT_ENOUGH' },
    { kind: 'refused', failure: 'account' },
  ],
  [
    'a template that is not approved',
    { kind: 'code', code: 'isv.SMS_TEMPLATE_ILLEGAL' },
    { kind: 'refused', failure: 'content' },
  ],
  [
    'opted out',
    { kind: 'code', code: 'isv.CUSTOMER_REFUSED' },
    { kind: 'refused', failure: 'blocked' },
  ],
  [
    'trouble of the platform',
    { kind: 'code', code: 'isp.SYSTEM_ERROR' },
    { kind: 'refused_retry', failure: 'platform' },
  ],
  [
    '503 in JSON',
    { kind: 'http', status: 503, code: 'ServiceUnavailable' },
    { kind: 'refused_retry', failure: 'platform' },
  ],
  [
    'throttled',
    { kind: 'http', status: 429, code: 'Throttling.User', retryAfterMs: 7_000 },
    { kind: 'refused_retry', retryAfterMs: 7_000 },
  ],
  [
    'no permission',
    { kind: 'http', status: 403, code: 'isp.RAM_PERMISSION_DENY' },
    { kind: 'refused', failure: 'account' },
  ],
  ['502 in HTML', { kind: 'html', status: 502 }, { kind: 'unknown', code: 'SyntaxError' }],
  ['200 in HTML', { kind: 'html', status: 200 }, { kind: 'unknown', code: 'SyntaxError' }],
  ['an unheard 500', { kind: 'http', status: 500, code: 'Odd' }, { kind: 'unknown', code: 'Odd' }],
  ['a reset', { kind: 'reset', taken: true }, { kind: 'unknown', code: 'ECONNRESET' }],
  ['a stalled body', { kind: 'stall', taken: true }, { kind: 'unknown', code: 'ECONNRESET' }],
]
test.each(answers)('%s', async (_, behaviour, expected) => {
  gateway.behave(phone(), behaviour)
  const before = gateway.calls.SendSms ?? 0
  expect(await provider.send(message())).toMatchObject(expected)
  expect(gateway.calls.SendSms).toBe(before + 1)
})

test('silence is unknown after four seconds, and is not repeated', async () => {
  gateway.behave(phone(), { kind: 'hang', taken: true })
  const before = gateway.calls.SendSms ?? 0
  expect(await provider.send(message())).toEqual({ kind: 'unknown', code: 'RequestTimeoutError' })
  expect(gateway.calls.SendSms).toBe(before + 1)
  const sent = { outId: `o${serial}`, phone: phone(), reference: null, sentAt: now, now }
  expect((await provider.query(sent)).kind).toBe('delivered')
})

test('nobody listens: certainly not sent', async () => {
  const { gateway: gone, settings: there } = await openGateway()
  await gone.close()
  expect(await aliyunSms(there).send(message())).toMatchObject({
    kind: 'refused_retry',
    failure: 'no_connection',
    code: 'ECONNREFUSED',
  })
  await expect(
    aliyunSms(there).query({ outId: 'x', reference: null, phone: phone(), sentAt: now, now }),
  ).rejects.toThrow(/^QuerySendDetails: ECONNREFUSED$/)
})

test('a wrong key, a wrong secret, a template nobody configured', async () => {
  expect(await aliyunSms({ ...settings, accessKeyId: 'X' }).send(message())).toMatchObject({
    kind: 'refused',
    failure: 'account',
    code: 'InvalidAccessKeyId.NotFound',
  })
  expect(await aliyunSms({ ...settings, accessKeySecret: 'X' }).send(message())).toMatchObject({
    failure: 'account',
    code: 'SignatureDoesNotMatch',
  })
  expect(await provider.send(message({ template: 'task_urged' }))).toEqual({
    kind: 'refused',
    failure: 'content',
    code: 'TEMPLATE_NOT_CONFIGURED',
  })
})

test('a second code within the minute waits for the end of the minute', async () => {
  const code = { template: 'sign_in_code', params: { code: '482913' } }
  expect((await provider.send(message(code))).kind).toBe('accepted')
  const second = await provider.send(message(code))
  const left = 60_000 - (now.getTime() % 60_000)
  if (second.kind === 'refused_retry') {
    expect(second).toMatchObject({ failure: 'limit', retryAfterMs: left })
  } else {
    // The minute turned between the two.
    expect(second.kind).toBe('accepted')
  }
})
