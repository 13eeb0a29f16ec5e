import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { SendResult } from '@/lib/providers/sms'
import { failureWords, unknownWords } from './failure-words'

/** A message that was certainly refused is tried again for this long after it was made. */
export const retryForMs = 48 * 3_600_000
/** A code is worth nothing after its five minutes. */
export const codeLifeMs = 5 * 60_000

export interface ClaimedMessage {
  id: string
  personId: string | null
  phoneCipher: string
  template: string
  params: Record<string, string>
  createdAt: Date
}

/**
 * Writes down what the provider answered. A receipt may have been quicker and a lease may have run
 * out meanwhile, so each update names the states it may leave.
 */
export async function recordResult(
  db: Db,
  message: ClaimedMessage,
  result: SendResult,
  now: Date,
): Promise<void> {
  switch (result.kind) {
    case 'accepted':
      return recordAccepted(db, message.id, result.reference, now)
    case 'refused':
      return recordFailed(db, message.id, failureWords(result.failure, result.code), now)
    case 'refused_retry': {
      const isTooLate = now.getTime() - message.createdAt.getTime() > lifeOf(message)
      const reason = failureWords(result.failure, result.code)
      return isTooLate
        ? recordFailed(db, message.id, reason, now)
        : putBack(db, message.id, reason, new Date(now.getTime() + result.retryAfterMs))
    }
    case 'unknown':
      return recordUnknown(db, message.id)
  }
}

/** How long after it was made a message is worth sending, in milliseconds. */
export function lifeOf(message: ClaimedMessage): number {
  return message.template === 'sign_in_code' ? codeLifeMs : retryForMs
}

async function recordAccepted(db: Db, id: string, reference: string | null, now: Date) {
  await db.execute(sql`
    update sms_messages set
      state = case when state in ('handing_over', 'unknown') then 'handed_over' else state end,
      reason = case when state in ('handing_over', 'unknown') then null else reason end,
      provider_reference = ${reference}, handed_over_at = ${now.toISOString()}::timestamptz,
      hold_rule = null, lease_until = null
    where id = ${id}::uuid and state in ('handing_over', 'unknown', 'delivered', 'failed')`)
}

async function recordFailed(db: Db, id: string, reason: string, now: Date) {
  await db.execute(sql`
    update sms_messages set state = 'failed', reason = ${reason},
      finished_at = ${now.toISOString()}::timestamptz, hold_rule = null, lease_until = null
    where id = ${id}::uuid and state in ('handing_over', 'unknown')`)
}

async function recordUnknown(db: Db, id: string) {
  await db.execute(sql`
    update sms_messages set state = 'unknown', reason = ${unknownWords.timeout}, lease_until = null
    where id = ${id}::uuid and state = 'handing_over'`)
}

async function putBack(db: Db, id: string, reason: string, notBefore: Date) {
  await db.execute(sql`
    update sms_messages set state = 'waiting', hold_rule = 'provider_busy', reason = ${reason},
      not_before = ${notBefore.toISOString()}::timestamptz, lease_until = null
    where id = ${id}::uuid and state in ('handing_over', 'unknown')`)
}
