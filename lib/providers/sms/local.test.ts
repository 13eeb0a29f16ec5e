import { expect, test } from 'vitest'
import { absentSms } from './absent'
import { localSms, localTrialPrefix } from './local'
import { redactSmsError } from './redact'

const message = (phone: string) => ({ outId: 'o1', phone, template: 't', params: {}, now: sentAt })
const sentAt = new Date('2026-09-15T10:00:00+08:00')
const asked = (phone: string, seconds = 1) => ({
  outId: 'o1',
  reference: null,
  phone,
  sentAt,
  now: new Date(sentAt.getTime() + seconds * 1000),
})

test.each([
  ['13812345678', 'accepted', 'delivered'],
  [`${localTrialPrefix}0000`, 'accepted', 'delivered'],
  [`${localTrialPrefix}0001`, 'accepted', 'failed'],
  [`${localTrialPrefix}0002`, 'unknown', 'no_record'],
  [`${localTrialPrefix}0003`, 'unknown', 'delivered'],
  [`${localTrialPrefix}0004`, 'accepted', 'pending'],
  [`${localTrialPrefix}0005`, 'refused', 'delivered'],
])('%s: %s, then %s', async (phone, sent, found) => {
  expect((await localSms.send(message(phone))).kind).toBe(sent)
  expect((await localSms.query(asked(phone))).kind).toBe(found)
})

test('a late receipt comes after two minutes', async () => {
  const result = await localSms.query(asked(`${localTrialPrefix}0004`, 120))
  expect(result.kind).toBe('delivered')
})

test('without a service nothing pretends to leave', async () => {
  expect(await absentSms.send(message('13812345678'))).toMatchObject({ kind: 'refused' })
  expect(absentSms.isConnected).toBe(false)
})

test('error texts lose addresses, numbers and codes', () => {
  const text =
    'timeout POST http://h/?OutId=o1&PhoneNumbers=13900000000&TemplateParam=%7B%22code%22%3A%22123456%22%7D failed. 13900000000 123456'
  expect(redactSmsError(text)).toBe('timeout POST http://h/?… failed. **** ****')
})
