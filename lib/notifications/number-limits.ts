import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { SmsHoldRule } from '@/db/enums'
import { type ClaimedMessage, lifeOf } from './record-results'

const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Codes one number gets; minutes and hours are those of the clock, a day is 24 hours. */
const codeLimits = [
  { most: 1, windowMs: minuteMs },
  { most: 5, windowMs: hourMs },
  { most: 10, windowMs: dayMs },
] as const
/** Messages of one template one number gets in 24 hours. */
const noticesADay = 50

interface Sent extends Record<string, unknown> {
  key: string
  id: string
  at: string
}

interface Held {
  id: string
  notBefore: Date
  rule: SmsHoldRule
}

/**
 * Puts back what the provider would refuse for its number, until the window has passed: a refused
 * call would count against the number once more.
 * @returns the messages that may go
 */
export async function holdOverLimit(
  db: Db,
  claimed: readonly ClaimedMessage[],
  now: Date,
): Promise<ClaimedMessage[]> {
  const [codes, notices] = [claimed.filter(isCode), claimed.filter((one) => !isCode(one))]
  const held = [
    ...heldCodes(codes, codes.length > 0 ? await sentCodes(db, codes, now) : [], now),
    ...heldNotices(notices, notices.length > 0 ? await fullNumbers(db, notices, now) : []),
  ]
  await putBack(db, held)
  const isHeld = new Set(held.map((one) => one.id))
  return claimed.filter((message) => !isHeld.has(message.id))
}

/** Codes that each number got, or is being handed by somebody who came first, in the last 24 hours. */
function sentCodes(db: Db, codes: readonly ClaimedMessage[], now: Date): Promise<Sent[]> {
  return db.execute<Sent>(sql`
    select phone_masked as key, id, coalesce(handed_over_at, not_before) as at from sms_messages
    where template = 'sign_in_code' and created_at > ${ago(now, 2 * dayMs)}
      and (handed_over_at is not null or state in ('handing_over', 'unknown'))
      and phone_masked in (${listOf(codes.map((one) => one.phoneMasked))})
    order by at`)
}

function heldCodes(codes: readonly ClaimedMessage[], sent: readonly Sent[], now: Date): Held[] {
  return codes.flatMap((code) => {
    if (now.getTime() - code.createdAt.getTime() > lifeOf(code)) {
      return []
    }
    const earlier = sent
      .filter((one) => one.key === code.phoneMasked && one.id < code.id)
      .map((one) => new Date(one.at).getTime())
      // Later than now: the clock was set back.
      .filter((at) => at <= now.getTime())
    const ends = codeLimits.map(({ most, windowMs }) => {
      const from =
        windowMs === dayMs ? now.getTime() - dayMs : Math.floor(now.getTime() / windowMs) * windowMs
      const inside = earlier.filter((at) => at >= from)
      const oldest = inside[inside.length - most]
      return oldest === undefined ? 0 : windowMs === dayMs ? oldest + dayMs : from + windowMs
    })
    const end = Math.max(...ends)
    return end === 0 ? [] : [{ id: code.id, notBefore: new Date(end), rule: 'provider_busy' }]
  })
}

interface FullNumber extends Record<string, unknown> {
  personId: string
  phoneMasked: string
  template: string
  /** When the oldest of the fifty falls out of the window. */
  freeAt: string
}

function fullNumbers(db: Db, notices: readonly ClaimedMessage[], now: Date): Promise<FullNumber[]> {
  const people = notices.flatMap((one) => one.personId ?? [])
  return db.execute<FullNumber>(sql`
    select person_id as "personId", phone_masked as "phoneMasked", template,
      (array_agg(coalesce(handed_over_at, not_before)
        order by coalesce(handed_over_at, not_before) desc))[${noticesADay}] + interval '24 hours' as "freeAt"
    from sms_messages
    where person_id in (select value::uuid from json_array_elements_text(${JSON.stringify(people)}::json))
      and created_at > ${ago(now, 3 * dayMs)}
      and (handed_over_at is not null or state = 'unknown')
      and coalesce(handed_over_at, not_before) > ${ago(now, dayMs)}
    group by 1, 2, 3 having count(*) >= ${noticesADay}`)
}

function heldNotices(notices: readonly ClaimedMessage[], full: readonly FullNumber[]): Held[] {
  return notices.flatMap((notice) => {
    const found = full.find(
      (one) =>
        one.personId === notice.personId &&
        one.phoneMasked === notice.phoneMasked &&
        one.template === notice.template,
    )
    return found ? [{ id: notice.id, notBefore: new Date(found.freeAt), rule: 'daily_limit' }] : []
  })
}

async function putBack(db: Db, held: readonly Held[]): Promise<void> {
  if (held.length === 0) {
    return
  }
  await db.execute(sql`
    update sms_messages m set state = 'waiting', lease_until = null,
      not_before = c."notBefore", hold_rule = c.rule
    from json_to_recordset(${JSON.stringify(held)}::json)
      as c(id uuid, "notBefore" timestamptz, rule text)
    where m.id = c.id and m.state = 'handing_over'`)
}

function isCode(message: ClaimedMessage): boolean {
  return message.template === 'sign_in_code'
}

function ago(now: Date, ms: number) {
  return sql`${new Date(now.getTime() - ms).toISOString()}::timestamptz`
}

function listOf(values: readonly string[]) {
  return sql`select json_array_elements_text(${JSON.stringify(values)}::json)`
}
