import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { receiptFailure } from '@/lib/providers/sms/aliyun-codes'
import { applyReceipts } from './apply-receipt'

interface StoredReceipt extends Record<string, unknown> {
  id: string
  messageId: string
  succeeded: boolean
  code: string
  at: string
}

/**
 * Applies receipts that came before their message knew its reference. Only those that carry no id
 * of ours wait for this; all others find their message at once.
 */
export async function applyEarlyReceipts(
  db: Db,
  provider: string,
  accepted: readonly { id: string; reference: string }[],
): Promise<void> {
  if (accepted.length === 0) {
    return
  }
  const found = await db.execute<StoredReceipt>(sql`
    update sms_receipts r set message_id = a.id
    from json_to_recordset(${JSON.stringify(accepted)}::json) as a(id uuid, reference text)
    where r.provider = ${provider} and r.provider_reference = a.reference
      and r.out_id = '' and r.message_id is null
    returning r.id, a.id as "messageId", r.succeeded, r.code,
      coalesce(r.reported_at, r.received_at) as at`)
  await applyReceipts(
    db,
    found.map(({ messageId, succeeded, code, at }) => ({
      outId: messageId,
      outcome: succeeded
        ? { kind: 'delivered' as const }
        : { kind: 'failed' as const, failure: receiptFailure(code), code },
      at: new Date(at),
    })),
  )
}
