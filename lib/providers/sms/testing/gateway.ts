import type { AliyunSettings } from '../aliyun-settings'
import { type AliyunStandIn, type StandInOptions, startAliyunStandIn } from './aliyun-stand-in'

const account = { accessKeyId: 'TESTKEY', accessKeySecret: 'test-secret', sign: '测试公司' }

/** Two templates as a console would have them: one for codes, one for a notice. */
const filed = {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the provider writes its variables this way
  SMS_100: '您的登录验证码为${code}，5分钟内有效。',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the provider writes its variables this way
  SMS_200: '您有一项新任务：${title}。请登录系统查看并签收。',
}

/** A stand-in with an account of its own, and the settings that reach it. */
export async function openGateway(
  options: Partial<StandInOptions> = {},
): Promise<{ gateway: AliyunStandIn; settings: AliyunSettings }> {
  const gateway = await startAliyunStandIn({ ...account, templates: filed, ...options })
  const templates = { sign_in_code: 'SMS_100', task_dispatched: 'SMS_200', task_digest: 'SMS_200' }
  return { gateway, settings: { ...account, templates, endpoint: gateway.endpoint } }
}
