import { expect, test } from 'vitest'
import { deviceName } from './device-name'
import { passwordFault } from './password-rules'
import { passwordSignInInput, smsSignInInput } from './schema'
import { waitWords } from './wait-words'

test('a device is called as its owner would', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36'
  const weixin = 'Mozilla/5.0 (Linux; Android 10) Chrome/78 Mobile Safari/537.36 MicroMessenger/8.0'
  expect(deviceName(chrome)).toBe('Chrome · Windows 电脑')
  expect(deviceName(`${chrome} Edg/120.0`)).toBe('Edge · Windows 电脑')
  expect(deviceName(weixin)).toBe('微信 · Android 手机')
  expect(deviceName(null)).toBe('未知设备')
})

test('a password has to be long and hard to guess, nothing more', () => {
  const person = { employeeNumber: 'E1024' }
  expect(passwordFault('安全生产人人有责记牢', person)).toBeNull()
  expect(passwordFault('correct horse', person)).toBeNull()
  expect(passwordFault('九个字符不够长啊', person)).toContain('至少 10 个字符')
  expect(passwordFault('my-e1024-word', person)).toContain('不能包含工号')
  expect(passwordFault('QwertyUIOP', person)).toContain('太常见')
  expect(passwordFault('abababababab', person)).toContain('太常见')
  expect(passwordFault('x'.repeat(129), person)).toContain('不超过')
})

test('a wait is rounded up', () => {
  expect([400, 59_100, 60_000, 61_000, 3_600_000].map(waitWords)).toEqual([
    '1 秒',
    '60 秒',
    '1 分钟',
    '2 分钟',
    '1 小时',
  ])
})

test('after signing in one goes only to paths of ours', () => {
  const fromOf = (from: string) =>
    passwordSignInInput.parse({ employeeNumber: 'E1', password: 'x', from }).from
  expect(fromOf('/tasks/1?tab=a')).toBe('/tasks/1?tab=a')
  for (const bad of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'tasks',
    '/a b',
  ]) {
    expect(fromOf(bad)).toBeUndefined()
  }
})

test('numbers and codes are read as people type them', () => {
  const read = (phone: string, code: string) =>
    smsSignInInput.safeParse({ intent: 'enter', phone, code })
  expect(read('+86 138 0000 0000', '１２３ ４５６').data).toMatchObject({
    phone: '13800000000',
    code: '123456',
  })
  expect(read('1380000000', '123456').success).toBe(false)
  expect(read('13800000000', '12345').success).toBe(false)
  expect(smsSignInInput.safeParse({ intent: 'send', phone: '13800000000' }).success).toBe(true)
})
