import { smsMessages } from '@/db/schema'
import type { Work } from '@/lib/context'
import { sealPhone } from '@/lib/phone'
import { seal } from '@/lib/secret'
import { holdOf } from './sms-rules'
import { type SmsTemplate, sealedName, variableOf } from './sms-templates'

export interface QueuedSms {
  /** Null when the number may be several people's. */
  personId: string | null
  /** The normalised number, in clear. */
  phone: string
  template: SmsTemplate
  params: Record<string, string>
  /** Keeps every param encrypted and erases it after hand-over. */
  secret: boolean
  /** Goes at once, at any hour; otherwise the quiet hours are kept. */
  urgent: boolean
}

/**
 * Queues one message that no notice stands behind, in the caller's transaction.
 * @returns its id, which is also the provider's out-id
 */
export async function queueSms(
  tx: Pick<Work, 'db' | 'emit' | 'now'>,
  sms: QueuedSms,
): Promise<string> {
  const hold = sms.urgent
    ? { notBefore: tx.now, rule: null }
    : holdOf({ now: tx.now, lastAt: null, sentOn: () => 0, isUrgent: true })
  const { phoneCipher, phoneMasked } = sealPhone(sms.phone)
  const [row] = await tx.db
    .insert(smsMessages)
    .values({
      personId: sms.personId,
      phoneCipher,
      phoneMasked,
      template: sms.template,
      params: storedParams(sms),
      state: 'waiting',
      holdRule: hold.rule,
      notBefore: hold.notBefore,
      createdAt: tx.now,
    })
    .returning({ id: smsMessages.id })
  if (!row) {
    throw new Error('The message was not stored')
  }
  await tx.emit('sms.waiting', {})
  return row.id
}

function storedParams({ params, secret }: QueuedSms): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) =>
      secret ? [sealedName(name), seal(value)] : [name, variableOf(value)],
    ),
  )
}
