import { inArray, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { SmsState } from '@/db/enums'
import { people } from '@/db/schema'
import { maskPhone, openPhone, phoneLookup } from '@/lib/phone'
import { open } from '@/lib/secret'
import { renderSms, sealedVariable, segmentsOf } from './sms-templates'

/** One message as a phone would show it. */
export interface InboxMessage {
  id: string
  text: string
  /** Billed segments. */
  segments: number
  state: SmsState
  /** Why it has not arrived, or null. */
  reason: string | null
  at: Date
}

/** One phone with its messages, newest first. */
export interface InboxPhone {
  lookup: string
  phoneMasked: string
  /** Everybody who registered this number. */
  owners: string[]
  messages: InboxMessage[]
}

interface StoredMessage extends Record<string, unknown> {
  id: string
  phoneCipher: string
  template: string
  params: Record<string, string>
  state: SmsState
  reason: string | null
  at: string
}

const messagesAtMost = 300

/**
 * What the phones of the local twin have received, newest phone first, codes in clear. Development
 * only: the page that shows it exists only with DEMO.
 * @param search part of an owner's name or of the number
 */
export async function inboxPhones(db: Db, search = ''): Promise<InboxPhone[]> {
  const rows = await db.execute<StoredMessage>(sql`
    select id, phone_cipher as "phoneCipher", template, params, state, reason,
      coalesce(handed_over_at, created_at) as at
    from sms_messages where state not in ('waiting', 'withdrawn')
    order by coalesce(handed_over_at, created_at) desc, id desc limit ${messagesAtMost}`)
  const phones = new Map<string, InboxPhone & { phone: string }>()
  for (const row of rows) {
    const phone = openPhone(row.phoneCipher)
    const lookup = phoneLookup(phone)
    const held = phones.get(lookup) ?? {
      lookup,
      phone,
      phoneMasked: maskPhone(phone),
      owners: [],
      messages: [],
    }
    held.messages.push(shownMessage(row))
    phones.set(lookup, held)
  }
  await nameOwners(db, phones)
  return [...phones.values()]
    .filter(({ phone, owners }) => `${phone} ${owners.join(' ')}`.includes(search))
    .map(({ phone: _, ...shown }) => shown)
}

function shownMessage(row: StoredMessage): InboxMessage {
  const text = renderSms(row.template, unsealed(row.params))
  return {
    id: row.id,
    text,
    segments: segmentsOf(text),
    state: row.state,
    reason: row.reason,
    at: new Date(row.at),
  }
}

function unsealed(params: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const secret = sealedVariable(name)
      return secret ? [secret, open(value)] : [name, value]
    }),
  )
}

async function nameOwners(db: Db, phones: ReadonlyMap<string, InboxPhone>): Promise<void> {
  const owners = await db
    .select({ name: people.name, lookup: people.phoneLookup })
    .from(people)
    .where(inArray(people.phoneLookup, [...phones.keys()]))
    .orderBy(people.name)
  for (const { name, lookup } of owners) {
    phones.get(lookup ?? '')?.owners.push(name)
  }
}
