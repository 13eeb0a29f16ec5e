import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { env } from '@/lib/env'
import { describeError, log } from '@/lib/log'
import { openPhone } from '@/lib/phone'
import { redactSmsError } from '@/lib/providers/sms/redact'
import { applyReceipt } from './apply-receipt'
import { withCallSlot } from './call-slots'
import type { DeliveryWork } from './deliver-messages'
import { unknownWords } from './failure-words'

const batchSize = 50
const roundsAtMost = 40
/** After this long a message without a receipt counts as unknown and is no longer asked about. */
const silenceMs = 3 * 86_400_000
/** What a provider has taken stands in its list by then. */
const listedWithinMs = 10 * 60_000

interface OpenMessage {
  id: string
  reference: string | null
  phoneCipher: string
  sentAt: Date
}

/**
 * Asks the provider what became of messages without a receipt, less and less often as they age.
 * Nothing is ever sent again from here.
 */
export async function reconcileMessages(work: DeliveryWork): Promise<void> {
  const { db, now } = work
  for (let round = 0; round < roundsAtMost; round += 1) {
    const open = await claimQuestions(work)
    const answered = await Promise.all(open.map((message) => settle(work, message)))
    // Who answers none of fifty questions is out of order; the next sweep asks again.
    if (open.length < batchSize || !answered.includes(true)) {
      break
    }
  }
  await db.execute(sql`
    update sms_messages set state = 'unknown', reason = ${unknownWords.silent}
    where state in ('handed_over', 'unknown')
      and coalesce(handed_over_at, not_before) < ${before(now(), silenceMs)}::timestamptz
      and reason is distinct from ${unknownWords.silent}
      and reason is distinct from ${unknownWords.noRecord}`)
}

/** Takes messages to ask about; `lease_until` says when the next question may be put. */
async function claimQuestions({ db, now, provider }: DeliveryWork): Promise<OpenMessage[]> {
  const at = now()
  const rows = await db.execute<Omit<OpenMessage, 'sentAt'> & { sentAt: string }>(sql`
    update sms_messages m set lease_until = ${at.toISOString()}::timestamptz + greatest(
      interval '1 minute', (${at.toISOString()}::timestamptz - coalesce(handed_over_at, not_before)) / 2)
    where state in ('handed_over', 'unknown') and id in (
      select id from sms_messages
      where state in ('handed_over', 'unknown')
        and (lease_until is null or lease_until <= ${at.toISOString()}::timestamptz)
        and coalesce(handed_over_at, not_before) <= ${before(at, provider.queryAfterMs)}::timestamptz
        and coalesce(handed_over_at, not_before) > ${before(at, silenceMs)}::timestamptz
      limit ${batchSize} for update skip locked)
    returning id, provider_reference as reference, phone_cipher as "phoneCipher",
      coalesce(handed_over_at, not_before) as "sentAt"`)
  return rows.map((row) => ({ ...row, sentAt: new Date(row.sentAt) }))
}

/** @returns whether the provider answered */
async function settle(work: DeliveryWork, message: OpenMessage): Promise<boolean> {
  const { db, now, provider, concurrency = env().SMS_CONCURRENCY } = work
  try {
    const question = {
      outId: message.id,
      reference: message.reference,
      phone: openPhone(message.phoneCipher),
      sentAt: message.sentAt,
      now: now(),
    }
    const slot = { most: concurrency, isUrgent: false }
    const result = await withCallSlot(slot, () => provider.query(question))
    if (result.kind === 'delivered') {
      await applyReceipt(db, { outId: message.id, outcome: { kind: 'delivered' }, at: result.at })
    } else if (result.kind === 'failed') {
      await applyReceipt(db, { outId: message.id, outcome: result, at: result.at })
    } else if (result.kind === 'pending') {
      await noteAccepted(db, message)
    } else if (question.now.getTime() - message.sentAt.getTime() > listedWithinMs) {
      await noteNoRecord(db, message)
    }
    return true
  } catch (error) {
    const { name, message: text } = describeError(error)
    log('warn', 'sms_query_failed', {
      messageId: message.id,
      name,
      message: redactSmsError(String(text)),
    })
    return false
  }
}

/** The provider has what we did not know to have left. */
async function noteAccepted(db: Db, message: OpenMessage): Promise<void> {
  await db.execute(sql`
    update sms_messages set state = 'handed_over', reason = null,
      handed_over_at = coalesce(handed_over_at, ${message.sentAt.toISOString()}::timestamptz)
    where id = ${message.id}::uuid and state = 'unknown'`)
}

/** What the provider does not list most likely never left; it stays in doubt, nobody sends it again. */
async function noteNoRecord(db: Db, message: OpenMessage): Promise<void> {
  await db.execute(sql`
    update sms_messages set reason = ${unknownWords.noRecord}
    where id = ${message.id}::uuid and state = 'unknown'`)
}

function before(moment: Date, ms: number): string {
  return new Date(moment.getTime() - ms).toISOString()
}
