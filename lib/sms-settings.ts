import { z } from 'zod'

const templatesRule =
  '要写成 JSON，例如 {"sign_in_code":"SMS_100000001","task_dispatched":"SMS_100000002"}：左边是本系统的模板名，右边是控制台里的模板编码'

/** Template codes by our names; which names there are is the notifications' to know (sms:check). */
const templates = z.string().transform((text, context): Record<string, string> => {
  const parsed = z.record(z.string(), z.string().regex(/^SMS_\d+$/)).safeParse(parseJson(text))
  if (!parsed.success) {
    context.addIssue({ code: 'custom', message: templatesRule })
    return z.NEVER
  }
  return parsed.data
})

/** The variables that connect the SMS service; the first four belong together. */
export const smsVariables = {
  ALIYUN_ACCESS_KEY_ID: z.string().optional(),
  ALIYUN_ACCESS_KEY_SECRET: z.string().optional(),
  /** The filed sign, without 【】. */
  SMS_SIGN: z
    .string()
    .regex(/^[^【】[\]\s]{2,12}$/u, '是短信签名：2 到 12 个字，不带【】和空格')
    .optional(),
  SMS_TEMPLATES: templates.optional(),
  /** Another gateway than the public one: `host`, `host:port` or `http://host:port`. */
  ALIYUN_SMS_ENDPOINT: z
    .string()
    .regex(/^(https?:\/\/)?[\w.-]+(:\d{1,5})?$/, '要写成 主机:端口 或 http://主机:端口')
    .optional(),
  /** Messages handed over at a time by one process. */
  SMS_CONCURRENCY: z.coerce
    .number('要是 1 到 200 之间的整数')
    .int('要是 1 到 200 之间的整数')
    .min(1, '要是 1 到 200 之间的整数')
    .max(200, '要是 1 到 200 之间的整数')
    .default(10),
}

/** The four without which no message leaves. */
export const smsRequired = [
  'ALIYUN_ACCESS_KEY_ID',
  'ALIYUN_ACCESS_KEY_SECRET',
  'SMS_SIGN',
  'SMS_TEMPLATES',
] as const

type SmsSettings = { [N in (typeof smsRequired)[number]]?: unknown }

/** Those of the four that are missing while others are given; half a configuration sends nothing. */
export function missingSmsVariables(given: SmsSettings): string[] {
  const missing = smsRequired.filter((name) => given[name] === undefined)
  return missing.length === smsRequired.length ? [] : missing
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
