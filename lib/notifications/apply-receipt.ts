import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { SmsFailure } from '@/lib/providers/sms'
import { failureWords } from './failure-words'

export interface Receipt {
  /** Our id of the message, as the provider sends it back. */
  outId: string
  outcome: { kind: 'delivered' } | { kind: 'failed'; failure: SmsFailure; code: string }
  at: Date
  /** 计费条数, where the receipt says it. */
  billedSegments?: number | null
}

export type ReceiptEffect = 'applied' | 'repeated' | 'unknown_message'

/**
 * Finishes a message by its receipt. Receipts may come first, twice, late and in any order: what
 * was delivered stays delivered, and a failure gives way to a delivery.
 */
export async function applyReceipt(db: Db, receipt: Receipt): Promise<ReceiptEffect> {
  if (!isMessageId(receipt.outId)) {
    return 'unknown_message'
  }
  const changed = await applyReceipts(db, [receipt])
  if (changed.size > 0) {
    return 'applied'
  }
  const known = await db.execute(sql`select 1 from sms_messages where id = ${receipt.outId}::uuid`)
  return known.length > 0 ? 'repeated' : 'unknown_message'
}

/** Whether a text can be the id of a message of ours. */
export function isMessageId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}

/**
 * As `applyReceipt`, for many at once; every `outId` must be an id.
 * @returns the ids of the messages that changed
 */
export async function applyReceipts(
  db: Db,
  receipts: readonly Receipt[],
): Promise<ReadonlySet<string>> {
  if (receipts.length === 0) {
    return new Set()
  }
  const rows = JSON.stringify(bestOfEach(receipts))
  // A message that was put back although it left (a refusal that was none) is not sent again. While the
  // circuit is open no attempt is counted, but the hold says that it was called.
  const changed = await db.execute<{ id: string }>(sql`
    update sms_messages m set state = c.to, reason = c.reason, finished_at = c.at,
      lease_until = null, hold_rule = null
    from json_to_recordset(${rows}::json) as c(id uuid, "to" text, reason text, at timestamptz)
    where m.id = c.id and (m.state in ('handing_over', 'handed_over', 'unknown')
      or (c.to = 'delivered' and (m.state = 'failed'
        or (m.state in ('waiting', 'withdrawn')
          and (m.attempts > 0 or m.hold_rule = 'provider_busy')))))
    returning m.id`)
  await db.execute(sql`
    update sms_messages m set billed_segments = c.segments
    from json_to_recordset(${rows}::json) as c(id uuid, segments int)
    where m.id = c.id and c.segments is not null and m.billed_segments is null
      and (m.handed_over_at is not null or m.finished_at is not null)`)
  return new Set(changed.map((row) => row.id))
}

function bestOfEach(receipts: readonly Receipt[]) {
  const best = new Map<string, Receipt>()
  for (const receipt of receipts) {
    const held = best.get(receipt.outId)
    if (!held || (held.outcome.kind === 'failed' && receipt.outcome.kind === 'delivered')) {
      best.set(receipt.outId, receipt)
    }
  }
  return [...best.values()].map(({ outId, outcome, at, billedSegments }) => ({
    id: outId,
    to: outcome.kind,
    reason: outcome.kind === 'failed' ? failureWords(outcome.failure, outcome.code) : null,
    at,
    segments: billedSegments ?? null,
  }))
}
