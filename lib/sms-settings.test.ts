import { expect, test } from 'vitest'
import { readEnv } from './env'

const whole = {
  ALIYUN_ACCESS_KEY_ID: 'LTAI',
  ALIYUN_ACCESS_KEY_SECRET: 'secret',
  SMS_SIGN: '某某集团',
  SMS_TEMPLATES: '{"sign_in_code":"SMS_100","task_dispatched":"SMS_200"}',
}
const messageOf = (given: Record<string, string>) => {
  try {
    readEnv(given)
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}

test('four variables make it whole, none leaves it off', () => {
  expect(readEnv(whole).SMS_TEMPLATES).toEqual({
    sign_in_code: 'SMS_100',
    task_dispatched: 'SMS_200',
  })
  expect(readEnv({}).SMS_TEMPLATES).toBeUndefined()
})

test.each(Object.keys(whole))('%s alone is missed by name', (name) => {
  const rest = Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name))
  expect(messageOf(rest)).toContain(`${name} 也要设置`)
})

test.each([
  ['SMS_SIGN', '【某某集团】'],
  ['SMS_SIGN', '短'],
  ['SMS_SIGN', '一二三四五六七八九十一二三'],
  ['SMS_TEMPLATES', '{'],
  ['SMS_TEMPLATES', '["SMS_100"]'],
  ['SMS_TEMPLATES', '{"sign_in_code":"100"}'],
  ['ALIYUN_SMS_ENDPOINT', 'http://host/path'],
  ['SMS_CONCURRENCY', '0'],
])('%s=%s is refused by name, without its value', (name, value) => {
  const message = messageOf({ ...whole, [name]: value })
  expect(message).toContain(name)
  expect(message).not.toContain('secret')
})
