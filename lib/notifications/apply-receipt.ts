import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { SmsFailure } from '@/lib/providers/sms'
import { failureWords } from './failure-words'

export interface Receipt {
  /** Our id of the message, as the provider sends it back. */
  outId: string
  outcome: { kind: 'delivered' } | { kind: 'failed'; failure: SmsFailure; code: string }
  at: Date
}

export type ReceiptEffect = 'applied' | 'repeated' | 'unknown_message'

/**
 * Finishes a message by its receipt. Receipts may come first, twice, late and in any order: what
 * was delivered stays delivered, and a failure gives way to a delivery.
 */
export async function applyReceipt(db: Db, receipt: Receipt): Promise<ReceiptEffect> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(receipt.outId)) {
    return 'unknown_message'
  }
  const { outcome } = receipt
  const isDelivered = outcome.kind === 'delivered'
  const reason = isDelivered ? null : failureWords(outcome.failure, outcome.code)
  const changed = await db.execute(sql`
    update sms_messages set state = ${outcome.kind}, reason = ${reason},
      finished_at = ${receipt.at.toISOString()}::timestamptz, lease_until = null, hold_rule = null
    where id = ${receipt.outId}::uuid
      and (state in ('handing_over', 'handed_over', 'unknown')
        or (${isDelivered}::boolean and state = 'failed'))
    returning id`)
  if (changed.length > 0) {
    return 'applied'
  }
  const known = await db.execute(sql`select 1 from sms_messages where id = ${receipt.outId}::uuid`)
  return known.length > 0 ? 'repeated' : 'unknown_message'
}
