import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { unknownWords } from './failure-words'
import { holdOverLimit } from './number-limits'
import type { ClaimedMessage } from './record-results'
import { endOfQuiet, isQuiet } from './sms-rules'

/** How long a message may be in somebody's hands. */
export const leaseMs = 60_000

/**
 * Takes up to `limit` messages that may go now, codes first. Committed before anybody is called:
 * whoever dies from here on leaves `handing_over` behind, never `waiting`.
 */
export async function claimMessages(db: Db, now: Date, limit: number): Promise<ClaimedMessage[]> {
  await keepQuiet(db, now)
  for (;;) {
    const taken = await takeMessages(db, now, limit)
    const claimed = taken.length > 0 ? await holdOverLimit(db, taken, now) : taken
    // Whoever was held is no longer due, so behind them may be others.
    if (claimed.length > 0 || taken.length === 0) {
      return claimed
    }
  }
}

async function takeMessages(db: Db, now: Date, limit: number): Promise<ClaimedMessage[]> {
  const at = sql`${now.toISOString()}::timestamptz`
  const leaseUntil = new Date(now.getTime() + leaseMs).toISOString()
  // Two index scans: sorting everything that waits for every claim would cost more than sending it.
  const rows = await db.execute<Omit<ClaimedMessage, 'createdAt'> & { createdAt: string }>(sql`
    with codes as (
      select id from sms_messages
      where template = 'sign_in_code' and params ? 'sealed:code'
        and state = 'waiting' and not_before <= ${at}
      order by created_at limit ${limit} for update skip locked),
    others as (
      select id from sms_messages
      where state = 'waiting' and not_before <= ${at} and id not in (select id from codes)
      order by not_before limit greatest(0, ${limit} - (select count(*) from codes))
      for update skip locked)
    update sms_messages set state = 'handing_over', not_before = ${at},
      lease_until = ${leaseUntil}::timestamptz
    where state = 'waiting' and id in (select id from codes union all select id from others)
    returning id, person_id as "personId", phone_cipher as "phoneCipher",
      phone_masked as "phoneMasked", template, params, attempts, created_at as "createdAt"`)
  const claimed = rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }))
  const codesFirst = (message: ClaimedMessage) => (message.template === 'sign_in_code' ? 0 : 1)
  return claimed.sort((a, b) => codesFirst(a) - codesFirst(b) || (a.id < b.id ? -1 : 1))
}

/** Gives back what was claimed and certainly not called. */
export async function releaseMessages(db: Db, messages: readonly ClaimedMessage[]): Promise<void> {
  if (messages.length === 0) {
    return
  }
  const ids = JSON.stringify(messages.map((message) => message.id))
  await db.execute(sql`
    update sms_messages set state = 'waiting', lease_until = null, reason = null
    where state in ('handing_over', 'unknown')
      and id in (select value::uuid from json_array_elements_text(${ids}::json))`)
}

/** What was due by day but could not leave (the worker stood still) does not ring at night. */
async function keepQuiet(db: Db, now: Date): Promise<void> {
  if (!isQuiet(now)) {
    return
  }
  await db.execute(sql`
    update sms_messages set not_before = ${endOfQuiet(now).toISOString()}::timestamptz,
      hold_rule = 'quiet_hours'
    where id in (
      select id from sms_messages
      where state = 'waiting' and template <> 'sign_in_code'
        and not_before <= ${now.toISOString()}::timestamptz
      for update skip locked)`)
}

/** Messages whose holder is gone: nobody knows whether they left, so nobody sends them again. */
export async function expireLeases(db: Db, now: Date): Promise<number> {
  const rows = await db.execute(sql`
    update sms_messages set state = 'unknown', reason = ${unknownWords.leaseExpired}, lease_until = null
    where state = 'handing_over' and lease_until <= ${now.toISOString()}::timestamptz
    returning id`)
  return rows.length
}
