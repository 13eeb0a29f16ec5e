import type { SmsFailure } from '@/lib/providers/sms'

/** What happened and what to do about it, for each reason a message does not arrive. */
const words: Record<SmsFailure, string> = {
  number: '手机号无效（空号或登记有误），请当面或电话告知，并更正登记的号码',
  unreachable: '对方手机停机、关机或无法接收，请改用电话或当面告知',
  blocked: '对方已拒收或被运营商拦截，请改用电话或当面告知',
  carrier: '运营商未能送达，请改用电话或当面告知',
  limit: '这个号码收到的短信已达上限，请改用电话或当面告知',
  content: '短信模板或内容未通过短信服务商审核，请联系系统管理员，并先改用其他方式告知',
  account: '短信服务账户异常（余额、权限或签名），请联系系统管理员，并先改用其他方式告知',
  platform: '短信服务商多次未能发送，请改用电话或当面告知',
  no_connection: '一直连不上短信服务商，请联系系统管理员，并先改用其他方式告知',
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
  noRecord: '短信服务商查不到这条短信，多半没有发出；系统不会重复发送，请改用电话或当面告知',
  silent: '超过三天没有收到回执，是否送达未知，请改用电话或当面核实',
} as const

/** What became of a message that was not sent in its time. */
export const expiredWords = '等待太久，已过发送时限，没有发出；请改用电话或当面告知'
