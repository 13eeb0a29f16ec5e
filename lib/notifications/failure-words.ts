import type { SmsFailure } from '@/lib/providers/sms'

const words: Record<SmsFailure, string> = {
  number: '手机号无效，请核对登记的号码',
  unreachable: '对方手机停机或无法接收，请改用电话或当面告知',
  blocked: '对方已拒收或被运营商拦截，请改用电话或当面告知',
  limit: '超过短信服务商的发送次数限制',
  content: '短信内容或模板未通过短信服务商审核，请联系系统管理员',
  account: '短信服务账户异常（余额、权限或签名），请联系系统管理员',
  platform: '短信服务商暂时无法发送',
  not_connected: '尚未接通短信服务，请改用其他方式告知',
}

/** The receipt's sentence for a failure; the provider's code helps whoever has to look into it. */
export function failureWords(failure: SmsFailure, code: string): string {
  return `${words[failure]}（${code}）`
}

/** Why the outcome of a message is not known. */
export const unknownWords = {
  timeout: '短信服务商没有应答，是否送达未知；系统不会重复发送，正在查询',
  leaseExpired: '发送中断，是否送达未知；系统不会重复发送，正在查询',
  silent: '超过三天没有收到回执，是否送达未知',
} as const
