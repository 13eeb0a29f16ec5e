import type { AliyunProbe, TemplateProbe } from '@/lib/providers/sms/aliyun-probe'
import type { AliyunSettings } from '@/lib/providers/sms/aliyun-settings'
import { isSmsTemplate, smsTemplates } from './sms-templates'
import { codeFaults, filedDifference, signFaults, templateFaults } from './template-rules'

/** One thing that was looked at. An `error` keeps messages from leaving. */
export interface CheckItem {
  level: 'ok' | 'warning' | 'error'
  subject: string
  message: string
}

interface SmsCheck {
  settings: AliyunSettings
  probe: AliyunProbe
  now: Date
}

const skewWarningMs = 60_000
const skewErrorMs = 15 * 60_000

/** Looks a configuration over without sending anything: texts, sign, codes, account, clock, filing. */
export async function checkSms({ settings, probe, now }: SmsCheck): Promise<CheckItem[]> {
  const account = await probe.account(now)
  const isAdmitted = account.code === 'OK'
  return [
    ...verdict('模板文字', textFaults(), '符合服务商的规则'),
    ...verdict('短信签名', signFaults(settings.sign), `【${settings.sign}】字数和写法符合规则`),
    ...verdict('模板编码', codeFaults(settings.templates), '每个模板都有编码'),
    isAdmitted
      ? { level: 'ok', subject: '访问密钥', message: '有效，服务商接受' }
      : { level: 'error', subject: '访问密钥', message: accountWords(account.code) },
    ...clockItems(account.serverDate, now),
    ...(isAdmitted ? await filingItems(settings, probe) : []),
  ]
}

function textFaults(): string[] {
  return Object.entries(smsTemplates).flatMap(([name, text]) =>
    templateFaults(text, name === 'sign_in_code').map((fault) => `${name}：${fault}`),
  )
}

function verdict(subject: string, faults: readonly string[], fine: string): CheckItem[] {
  return faults.length === 0
    ? [{ level: 'ok', subject, message: fine }]
    : faults.map((message) => ({ level: 'error', subject, message }))
}

function accountWords(code: string): string {
  switch (true) {
    case /^InvalidAccessKeyId/.test(code):
      return `没有这个 AccessKey，请核对 ALIYUN_ACCESS_KEY_ID（${code}）`
    case code === 'SignatureDoesNotMatch' || code === 'IncompleteSignature':
      return `密钥不对，请核对 ALIYUN_ACCESS_KEY_SECRET（${code}）`
    case /^InvalidTimeStamp/.test(code):
      return `本机时钟与服务商相差超过 15 分钟，请校准时间（${code}）`
    case /PERMISSION|Forbidden|NoPermission/.test(code):
      return `这个 AccessKey 没有短信权限，请在访问控制里授权 AliyunDysmsFullAccess（${code}）`
    case code === 'isv.DENY_IP_RANGE':
      return `服务商不接受本机的出口地址，请检查出口 IP（${code}）`
    case /^(E[A-Z]+|EAI_AGAIN|RequestTimeoutError|SyntaxError)$/.test(code):
      return `连不上短信服务商，请检查网络、代理和 ALIYUN_SMS_ENDPOINT（${code}）`
    default:
      return `服务商拒绝了查询，请按代码查阅其文档（${code}）`
  }
}

function clockItems(serverDate: Date | null, now: Date): CheckItem[] {
  if (!serverDate) {
    return []
  }
  const skewMs = Math.abs(serverDate.getTime() - now.getTime())
  const words = `本机时钟与服务商相差 ${Math.round(skewMs / 1_000)} 秒`
  if (skewMs <= skewWarningMs) {
    return [{ level: 'ok', subject: '时钟', message: words }]
  }
  return [
    {
      level: skewMs > skewErrorMs ? 'error' : 'warning',
      subject: '时钟',
      message: `${words}，超过 15 分钟会被拒绝，请校准`,
    },
  ]
}

/** What the provider has on file for each code. */
async function filingItems(
  { templates }: AliyunSettings,
  probe: AliyunProbe,
): Promise<CheckItem[]> {
  const items: CheckItem[] = []
  for (const [name, code] of Object.entries(templates)) {
    if (!isSmsTemplate(name)) {
      continue
    }
    const filed = await probe.template(code)
    if (/PERMISSION|Forbidden|NoPermission|InvalidAction/.test(filed.code)) {
      const message = `没有查询模板的权限，各编码是否通过审核请到控制台核对（${filed.code}）`
      return [...items, { level: 'warning', subject: '模板审核', message }]
    }
    items.push({ subject: `模板 ${name} ${code}`, ...filingOf(filed, smsTemplates[name]) })
  }
  return items
}

const statusWords: Record<TemplateProbe['status'], string> = {
  approved: '已通过审核，内容一致',
  reviewing: '还在审核，通过前发不出去',
  rejected: '没有通过审核，请到控制台查看原因',
  cancelled: '已被取消，请重新申请',
  unknown: '审核状态不明，请到控制台核对',
}

function filingOf(filed: TemplateProbe, ours: string): Pick<CheckItem, 'level' | 'message'> {
  if (filed.code !== 'OK') {
    return { level: 'error', message: `服务商处查不到这个编码（${filed.code}）` }
  }
  if (filed.status !== 'approved') {
    const level = filed.status === 'unknown' ? 'warning' : 'error'
    return { level, message: statusWords[filed.status] }
  }
  const difference = filedDifference(ours, filed.content)
  return difference
    ? { level: difference.startsWith('变量') ? 'error' : 'warning', message: difference }
    : { level: 'ok', message: statusWords.approved }
}
