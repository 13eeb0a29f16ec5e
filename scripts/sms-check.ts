import { env, readEnv } from '@/lib/env'
import { type CheckItem, checkSms } from '@/lib/notifications/check-sms'
import { receiptPath } from '@/lib/notifications/receipt-address'
import { aliyunProbe } from '@/lib/providers/sms/aliyun-probe'
import { aliyunSettings } from '@/lib/providers/sms/aliyun-settings'
import { smsRequired } from '@/lib/sms-settings'
import { command } from './command'

/**
 * `npm run sms:check [-- --json]`: a dry run of the SMS configuration. Sends nothing; exit code 1
 * when messages would not leave.
 */
await command(async () => {
  const isJson = process.argv.includes('--json')
  const items = await look().catch((error: unknown) => {
    if (!isJson || !(error instanceof Error)) {
      throw error
    }
    return [{ level: 'error' as const, subject: '环境变量', message: error.message }]
  })
  const isOk = items.every((item) => item.level !== 'error')
  console.log(isJson ? JSON.stringify({ ok: isOk, items }) : report(items, isOk))
  process.exitCode = isOk ? 0 : 1
})

async function look(): Promise<CheckItem[]> {
  const variables = readEnv()
  const settings = aliyunSettings(variables)
  if (!settings) {
    const message = `没有设置短信服务：要设置 ${smsRequired.join('、')} 四个变量，见 docs/operations.md`
    return [{ level: 'error', subject: '环境变量', message }]
  }
  const demo: CheckItem[] = variables.DEMO
    ? [{ level: 'warning', subject: '演示', message: '演示环境不发真实短信，这些设置不会用到' }]
    : []
  const probe = aliyunProbe(settings)
  return [...demo, ...(await checkSms({ settings, probe, now: new Date() })), receiptItem()]
}

/** The address to enter in the provider's console. */
function receiptItem(): CheckItem {
  const subject = '回执地址'
  const { LOOKUP_KEY, NEXTAUTH_URL } = env()
  if (!LOOKUP_KEY) {
    const message = '还没有 LOOKUP_KEY，算不出回执地址；请用与服务相同的环境变量再检查一次'
    return { level: 'error', subject, message }
  }
  if (!NEXTAUTH_URL || /\/\/(localhost|127\.|\[::1\])/.test(NEXTAUTH_URL)) {
    const message = `请把 https://您的域名${receiptPath()} 填到控制台（NEXTAUTH_URL 还不是公网地址，服务商访问不到）`
    return { level: 'warning', subject, message }
  }
  const message = `请确认控制台“短信发送状态回执”填的是 ${new URL(receiptPath(), NEXTAUTH_URL).href}`
  return { level: 'ok', subject, message }
}

function report(items: readonly CheckItem[], isOk: boolean): string {
  const marks = { ok: '✓', warning: '!', error: '✗' }
  const faults = items.filter((item) => item.level === 'error').length
  return [
    ...items.map(({ level, subject, message }) => `${marks[level]} ${subject}：${message}`),
    '',
    isOk
      ? '检查通过，没有发出任何短信。'
      : `有 ${faults} 处要改正，改好后再检查一次。没有发出任何短信。`,
  ].join('\n')
}
