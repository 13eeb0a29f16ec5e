/** What the gateway checks before it takes a message: parameters and limits per number. */

/** A message the gateway has taken: it will be billed, whatever its caller heard of it. */
export interface TakenMessage {
  bizId: string
  outId: string
  phone: string
  sign: string
  templateCode: string
  params: Record<string, string>
  at: Date
}

export interface Refusal {
  code: string
  message: string
}

export interface GatewaySettings {
  sign: string
  /** Filed texts by code; `${name}` marks a variable. */
  templates: Record<string, string>
}

/** Why parameters of SendSms are refused, or null. */
export function paramRefusal(
  message: Omit<TakenMessage, 'bizId' | 'at' | 'params'> & { paramText: string },
  { sign, templates }: GatewaySettings,
): Refusal | null {
  const text = templates[message.templateCode]
  if (!/^(\+|00)?(86)?1[3-9]\d{9}$/.test(message.phone)) {
    return { code: 'isv.MOBILE_NUMBER_ILLEGAL', message: '非法手机号' }
  }
  if (message.sign !== sign) {
    return { code: 'isv.SMS_SIGNATURE_ILLEGAL', message: '短信签名不合法' }
  }
  if (text === undefined) {
    return { code: 'isv.SMS_TEMPLATE_ILLEGAL', message: '短信模版不合法' }
  }
  return valueRefusal(message.paramText, text)
}

function valueRefusal(paramText: string, template: string): Refusal | null {
  const params = parsed(paramText)
  if (!params || Object.values(params).some((value) => typeof value !== 'string')) {
    return { code: 'isv.INVALID_JSON_PARAM', message: 'JSON参数不合法，只接受字符串值' }
  }
  const values = Object.values(params).map(String)
  const wanted = [...template.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1] ?? '')
  if (wanted.some((name) => !(name in params))) {
    return { code: 'isv.TEMPLATE_MISSING_PARAMETERS', message: '模版缺少变量' }
  }
  if (values.some((value) => value.length < 1 || value.length > 35)) {
    return { code: 'isv.PARAM_LENGTH_LIMIT', message: '参数超过长度限制' }
  }
  if (values.some((value) => /https?:\/\/|www\./.test(value))) {
    return { code: 'isv.PARAM_NOT_SUPPORT_URL', message: '变量不支持传入URL' }
  }
  return null
}

/** Why a number gets no more of this template now, or null. Hours and minutes are those of the clock. */
export function limitRefusal(
  taken: readonly TakenMessage[],
  phone: string,
  templateText: string,
  at: Date,
): Refusal | null {
  const isCode = templateText.includes('验证码')
  const same = taken.filter((one) => one.phone === phone)
  const since = (from: number) => same.filter((one) => one.at.getTime() >= from).length
  const clock = (ms: number) => Math.floor(at.getTime() / ms) * ms
  const day = at.getTime() - 86_400_000
  const refused = (words: string) => ({ code: 'isv.BUSINESS_LIMIT_CONTROL', message: words })
  if (isCode && since(clock(60_000)) >= 1) {
    return refused('触发分钟级流控Permits:1')
  }
  if (isCode && since(clock(3_600_000)) >= 5) {
    return refused('触发小时级流控Permits:5')
  }
  if (since(day) >= (isCode ? 10 : 50)) {
    return refused(`触发天级流控Permits:${isCode ? 10 : 50}`)
  }
  return null
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
