// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the provider writes its variables this way
import { expect, test } from 'vitest'
import { smsSign, smsTemplates } from './sms-templates'
import { codeFaults, filedDifference, signFaults, templateFaults } from './template-rules'

test('all of our texts and the sign keep the rules', () => {
  const faults = Object.entries(smsTemplates).flatMap(([name, text]) =>
    templateFaults(text, name === 'sign_in_code').map((fault) => `${name} ${fault}`),
  )
  expect(faults).toEqual([])
  expect(signFaults(smsSign)).toEqual([])
})

test.each([
  ['${title}', '不能全部是变量'],
  ['任务${a}${b}请办理', '两个变量不能连在一起'],
  ['任务${a}和${a}', '一个变量只能出现一次'],
  ['任务${标题}请办理', '变量要写成'],
  ['【通知】任务', '不能有【】'],
  ['[通知]任务', '方括号'],
  ['请看 https://a.cn/x', '不能带链接'],
  ['请致 13900001234', '不能带手机号'],
  ['★任务', '特殊符号'],
  ['任务，拒收请回复R', '拒收请回复R'],
  ['请填写问卷调查', '限制的业务词'],
  ['任'.repeat(501), '不能超过 500 个字'],
])('%s is refused: %s', (text, fault) => {
  expect(templateFaults(text, false).join()).toContain(fault)
})

test.each([
  ['您的号码是${code}，5分钟内有效', '要写明是验证码'],
  ['验证码${code}', '要写明用途'],
  ['登录验证码${code}，${name}', '只能有一个变量'],
  ['登录验证码${code}，客服 4001234567', '联系方式'],
])('as a code %s is refused: %s', (text, fault) => {
  expect(templateFaults(text, true).join()).toContain(fault)
})

test('signs', () => {
  expect(signFaults('领')).toHaveLength(1)
  expect(signFaults('领 航')).toHaveLength(1)
})

test('codes: nothing given misses every template', () => {
  expect(codeFaults({})).toHaveLength(Object.keys(smsTemplates).length)
})

test('a filed text may be worded otherwise, its variables may not', () => {
  expect(filedDifference('任务：${title}。', '任务：${title}。')).toBeNull()
  expect(filedDifference('任务：${title}。', '新任务：${title}。')).toContain('可以发送')
  expect(filedDifference('任务：${title}。', '任务：${name}。')).toContain('变量不同')
})
