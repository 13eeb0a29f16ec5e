import { env } from '@/lib/env'
import { absentSms } from './absent'
import { aliyunSettings } from './aliyun-settings'
import { aliyunSms } from './aliyun-sms'
import { localSms } from './local'

/** One message as a provider takes it. Everything here is in clear: never log it. */
export interface OutgoingSms {
  /** Our id of the message; receipts and queries come back under it. */
  outId: string
  phone: string
  template: string
  params: Readonly<Record<string, string>>
  now: Date
}

/** Why a provider or carrier does not deliver: each asks for another remedy. */
export type SmsFailure =
  | 'number'
  | 'unreachable'
  | 'blocked'
  | 'carrier'
  | 'limit'
  | 'content'
  | 'account'
  | 'platform'
  | 'no_connection'
  | 'not_connected'

export type SendResult =
  | { kind: 'accepted'; reference: string | null }
  /** Certainly not sent, and a repetition would not help. `code` is the provider's own. */
  | { kind: 'refused'; failure: SmsFailure; code: string }
  /** Certainly not sent; may be tried again after this time. */
  | { kind: 'refused_retry'; retryAfterMs: number; failure: SmsFailure; code: string }
  /** Nobody can say whether it was sent (time-out, connection lost). */
  | { kind: 'unknown'; code: string }

export interface SentSms {
  outId: string
  reference: string | null
  phone: string
  /** When it was handed over, or was going to be. */
  sentAt: Date
  now: Date
}

export type QueryResult =
  | { kind: 'delivered'; at: Date }
  | { kind: 'failed'; at: Date; failure: SmsFailure; code: string }
  /** The provider has it; the phone has not answered. */
  | { kind: 'pending' }
  /** The provider does not know it. */
  | { kind: 'no_record' }

export interface SmsProvider {
  name: string
  /** False where messages cannot leave at all; then nobody can sign in by SMS. */
  isConnected: boolean
  /** How long after hand-over a query makes sense: 0 where no receipts are pushed. */
  queryAfterMs: number
  /** How long a handed-over code stays readable (encrypted) in our own row: the local twin's phone. */
  keepsCodesForMs: number
  /** Never repeats by itself; errors of the network are `unknown`, never thrown with their text. */
  send: (message: OutgoingSms) => Promise<SendResult>
  /** @throws Error without personal data when the provider does not answer */
  query: (sent: SentSms) => Promise<QueryResult>
}

let chosen: SmsProvider | undefined

/**
 * The provider of this process, chosen once from the environment. A demo never reaches a real
 * phone: its numbers are made up and may belong to somebody.
 */
export function smsProvider(): SmsProvider {
  chosen ??= chooseProvider()
  return chosen
}

function chooseProvider(): SmsProvider {
  if (env().DEMO) {
    return localSms
  }
  const settings = aliyunSettings(env())
  return settings ? aliyunSms(settings) : absentSms
}
