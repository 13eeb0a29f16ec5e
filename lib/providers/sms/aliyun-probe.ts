import { type AliyunCalls, aliyunCalls } from './aliyun'
import { plainErrorName, shownCode } from './aliyun-codes'
import type { AliyunSettings } from './aliyun-settings'
import { dateKey } from './beijing-time'

export interface AccountProbe {
  /** `OK`, or why the account is turned away. */
  code: string
  /** The gateway's clock, or null when it did not say. */
  serverDate: Date | null
}

export interface TemplateProbe {
  code: string
  content: string
  status: 'reviewing' | 'approved' | 'rejected' | 'cancelled' | 'unknown'
}

/** Questions that prove a configuration and send nothing. None of them throws. */
export interface AliyunProbe {
  account: (now: Date) => Promise<AccountProbe>
  template: (templateCode: string) => Promise<TemplateProbe>
}

/** A number nobody has: only whether we may ask about it matters. */
const nobody = '13800000000'

const statuses: Record<number, TemplateProbe['status']> = {
  0: 'reviewing',
  1: 'approved',
  2: 'rejected',
  10: 'cancelled',
}

/** Asks the account of these settings. */
export function aliyunProbe(
  settings: AliyunSettings,
  calls: AliyunCalls = aliyunCalls(settings),
): AliyunProbe {
  return {
    account: (now) =>
      calls.details({ phone: nobody, date: dateKey(now), bizId: null, page: 1 }).then(
        ({ body, serverDate }) => ({ code: shownCode(body.code), serverDate }),
        (error: unknown) => ({ code: plainErrorName(error), serverDate: null }),
      ),
    template: (templateCode) =>
      calls.template(templateCode).then(
        ({ body }) => ({
          code: shownCode(body.code),
          content: body.content,
          status: statuses[body.status ?? -1] ?? ('unknown' as const),
        }),
        (error: unknown) => ({
          code: plainErrorName(error),
          content: '',
          status: 'unknown' as const,
        }),
      ),
  }
}
