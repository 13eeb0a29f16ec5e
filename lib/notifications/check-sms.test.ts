import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { aliyunProbe } from '@/lib/providers/sms/aliyun-probe'
import type { AliyunSettings } from '@/lib/providers/sms/aliyun-settings'
import { type AliyunStandIn, startAliyunStandIn } from '@/lib/providers/sms/testing/aliyun-stand-in'
import { checkSms } from './check-sms'
import { smsTemplates } from './sms-templates'

const account = { accessKeyId: 'LTAITEST', accessKeySecret: 'right', sign: '某某集团' }
const names = Object.keys(smsTemplates)
const codeOf = (name: string) => `SMS_${names.indexOf(name) + 1}`
const templates = Object.fromEntries(names.map((name) => [name, codeOf(name)]))
const filed = Object.fromEntries(
  Object.entries(smsTemplates).map(([name, text]) => [codeOf(name), String(text)]),
)

let gateway: AliyunStandIn
let settings: AliyunSettings
beforeAll(async () => {
  gateway = await startAliyunStandIn({ ...account, templates: filed })
  settings = { ...account, templates, endpoint: gateway.endpoint }
})
afterAll(async () => {
  expect(gateway.calls.SendSms).toBeUndefined()
  await gateway.close()
})
const check = async (given: Partial<AliyunSettings> = {}) => {
  const wanted = { ...settings, ...given }
  return checkSms({ settings: wanted, probe: aliyunProbe(wanted), now: new Date() })
}
const errors = async (given: Partial<AliyunSettings> = {}) =>
  (await check(given)).filter((item) => item.level === 'error').map((item) => item.message)

test('a right configuration passes, every template held against the filed text', async () => {
  const items = await check()
  expect(items.filter((item) => item.level !== 'ok')).toEqual([])
  expect(items.filter((item) => item.subject.startsWith('模板 '))).toHaveLength(names.length)
})

test('wrong account, secret or address: each says which variable to look at', async () => {
  expect(await errors({ accessKeyId: 'X' })).toEqual([
    '没有这个 AccessKey，请核对 ALIYUN_ACCESS_KEY_ID（InvalidAccessKeyId.NotFound）',
  ])
  expect(await errors({ accessKeySecret: 'X' })).toEqual([
    '密钥不对，请核对 ALIYUN_ACCESS_KEY_SECRET（SignatureDoesNotMatch）',
  ])
  expect(await errors({ endpoint: 'http://127.0.0.1:1' })).toEqual([
    '连不上短信服务商，请检查网络、代理和 ALIYUN_SMS_ENDPOINT（ECONNREFUSED）',
  ])
})

test('codes that are missing, misspelt, shared or not filed', async () => {
  const { task_urged: _, ...rest } = templates
  const given = { ...rest, task_urgd: 'SMS_900', handover: codeOf('task_returned') }
  expect(await errors({ templates: given })).toEqual([
    '缺少模板 task_urged 的编码，这类短信发不出去',
    '没有名为 task_urgd 的模板，请核对拼写',
    `task_returned、handover 用了同一个编码 ${codeOf('task_returned')}，内容不同不能共用`,
  ])
  expect(await errors({ templates: { ...templates, handover: 'SMS_901' } })).toEqual([
    '服务商处查不到这个编码（isv.SMS_TEMPLATE_ILLEGAL）',
  ])
  const other = { ...templates, task_digest: codeOf('handover'), handover: codeOf('task_digest') }
  expect(await errors({ templates: other })).toContain('变量不同：本系统是 title，服务商处是 count')
})

test('a sign that is too long', async () => {
  expect(await errors({ sign: '一二三四五六七八九十一二三' })).toContain('要有 2 到 12 个字')
})

test('a clock that is off is named before messages fail for it', async () => {
  const late = await startAliyunStandIn({
    ...account,
    templates: filed,
    clockOffsetMs: 5 * 60_000,
  })
  const items = await check({ endpoint: late.endpoint })
  expect(items.find((item) => item.subject === '时钟')).toMatchObject({
    level: 'warning',
    message: expect.stringMatching(/相差 (299|300|301) 秒/),
  })
  await late.close()
  const off = await startAliyunStandIn({ ...account, templates: filed, clockOffsetMs: 20 * 60_000 })
  expect(await errors({ endpoint: off.endpoint })).toEqual([
    '本机时钟与服务商相差超过 15 分钟，请校准时间（InvalidTimeStamp.Expired）',
  ])
  await off.close()
})

test('nothing of keys or numbers stands in what is said', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  expect(JSON.stringify(await check({ accessKeySecret: 'Xsecret' }))).not.toMatch(
    /Xsecret|13800000000/,
  )
  expect(written).not.toHaveBeenCalled()
  written.mockRestore()
})
