import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { unknownWords } from './failure-words'
import type { ClaimedMessage } from './record-result'
import { endOfQuiet, isQuiet } from './sms-rules'

/** How long a message may be in somebody's hands. */
export const leaseMs = 60_000

/**
 * Takes up to `limit` messages that may go now, codes first. Committed before anybody is called:
 * whoever dies from here on leaves `handing_over` behind, never `waiting`.
 */
export async function claimMessages(db: Db, now: Date, limit: number): Promise<ClaimedMessage[]> {
  await keepQuiet(db, now)
  const leaseUntil = new Date(now.getTime() + leaseMs)
  const rows = await db.execute<Omit<ClaimedMessage, 'createdAt'> & { createdAt: string }>(sql`
    update sms_messages set state = 'handing_over', lease_until = ${leaseUntil.toISOString()}::timestamptz
    where state = 'waiting' and id in (
      select id from sms_messages
      where state = 'waiting' and not_before <= ${now.toISOString()}::timestamptz
      order by (template = 'sign_in_code') desc, not_before, id
      limit ${limit} for update skip locked)
    returning id, person_id as "personId", phone_cipher as "phoneCipher", template, params,
      created_at as "createdAt"`)
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }))
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
