import type { Db } from '@/db/client'
import { deliverMessages } from '@/lib/notifications/deliver-messages'
import { planMessages } from '@/lib/notifications/plan-messages'
import { reconcileMessages } from '@/lib/notifications/reconcile-messages'
import type { SmsProvider } from '@/lib/providers/sms'
import { localSms } from '@/lib/providers/sms/local'

/** A provider that has no room for some phones and asks to come again later. */
export interface Busy {
  phones: readonly string[]
  forMs: number
}

/** Does the worker's part at a past moment: plans, hands over, asks for receipts. */
export async function settleSms(db: Db, at: Date, busy?: Busy): Promise<void> {
  const provider = busy ? busyFor(busy) : localSms
  const after = (ms: number) => () => new Date(at.getTime() + ms)
  await planMessages({ db, now: () => at })
  await deliverMessages({ db, now: after(1_100), provider })
  await reconcileMessages({ db, now: after(4_600), provider })
}

function busyFor({ phones, forMs }: Busy): SmsProvider {
  return {
    ...localSms,
    send: async (message) =>
      phones.includes(message.phone)
        ? {
            kind: 'refused_retry',
            retryAfterMs: forMs,
            failure: 'limit',
            code: 'isv.BUSINESS_LIMIT_CONTROL',
          }
        : localSms.send(message),
  }
}
