import { expect, test } from 'vitest'
import { renderSms, segmentsOf, smsTemplates, variableLength, variableOf } from './sms-templates'

test('every template is one the provider files: no links, numbers, brackets, adjacent variables', () => {
  for (const [name, text] of Object.entries(smsTemplates)) {
    const words = text.replace(/\$\{\w+\}/g, '')
    expect(words, name).not.toMatch(/http|www|【|】|\[|\]|\d{5,}|拒收请回复/)
    expect(text, name).not.toMatch(/\}\$\{/)
    expect(text.match(/\$\{\w+\}/g), name).toHaveLength(1)
    expect(words.length, name).toBeGreaterThan(8)
  }
  expect(smsTemplates.sign_in_code).toMatch(/验证码.*5分钟/)
})

test('the longest message of a notice is two segments at most', () => {
  for (const name of Object.keys(smsTemplates)) {
    const full = renderSms(name, {
      title: '任'.repeat(variableLength),
      count: '99',
      code: '123456',
    })
    expect(segmentsOf(full), name).toBeLessThanOrEqual(2)
  }
})

test.each([
  ['第三季度主题党日', '第三季度主题党日'],
  ['  两行\n标题  ', '两行 标题'],
  ['', '（见系统）'],
  ['详见https://example.com/a?b=1，请阅', '详见，请阅'],
  ['【紧急】报送', '〔紧急〕报送'],
  ['字'.repeat(35), '字'.repeat(35)],
  ['字'.repeat(36), `${'字'.repeat(34)}…`],
])('value %j becomes %j', (text, value) => {
  expect(variableOf(text)).toBe(value)
})

test.each([
  [1, 1],
  [70, 1],
  [71, 2],
  [134, 2],
  [135, 3],
  [160, 3],
])('%i characters are %i segments', (length, segments) => {
  expect(segmentsOf('字'.repeat(length))).toBe(segments)
})

test('a message stands behind the sign, an erased code shows as stars', () => {
  expect(renderSms('task_digest', { count: '3' })).toBe(
    '【领航】您有3条新的工作提醒，请登录系统查看。',
  )
  expect(renderSms('sign_in_code', {})).toContain('＊＊＊＊＊＊')
})
