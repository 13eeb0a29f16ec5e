import type { Env } from '@/lib/env'

export interface AliyunSettings {
  accessKeyId: string
  accessKeySecret: string
  /** The filed sign, without 【】. */
  sign: string
  /** Template codes (SMS_…) by our names. */
  templates: Readonly<Record<string, string>>
  /** `host`, `host:port` or `http://host:port`; the public gateway if absent. */
  endpoint?: string | undefined
}

type SmsEnv = Pick<
  Env,
  | 'ALIYUN_ACCESS_KEY_ID'
  | 'ALIYUN_ACCESS_KEY_SECRET'
  | 'SMS_SIGN'
  | 'SMS_TEMPLATES'
  | 'ALIYUN_SMS_ENDPOINT'
>

/** What the environment says about Aliyun, or null when it says nothing. */
export function aliyunSettings(env: SmsEnv): AliyunSettings | null {
  const {
    ALIYUN_ACCESS_KEY_ID: accessKeyId,
    ALIYUN_ACCESS_KEY_SECRET: accessKeySecret,
    SMS_SIGN: sign,
    SMS_TEMPLATES: templates,
    ALIYUN_SMS_ENDPOINT: endpoint,
  } = env
  return accessKeyId && accessKeySecret && sign && templates
    ? { accessKeyId, accessKeySecret, sign, templates, endpoint }
    : null
}
