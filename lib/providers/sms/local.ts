import type { QueryResult, SendResult, SmsProvider } from './index'

/** Numbers in which the last digit chooses what happens; all others are delivered at once. */
export const localTrialPrefix = '1990000'

const trialEndings = {
  /** Accepted, then the carrier reports failure. */
  '1': 'unreachable',
  /** Time-out; whether it arrived is never learnt. */
  '2': 'unknown',
  /** Time-out, but a query finds it delivered. */
  '3': 'found_later',
  /** Accepted; the receipt comes after two minutes. */
  '4': 'late',
  /** Refused at once. */
  '5': 'refused',
} as const

const lateReceiptMs = 120_000
const codeLifeMs = 10 * 60_000

/**
 * The local twin of an SMS service. It keeps no store: the phone is the development inbox, which
 * shows our own rows, and what happens to a message follows from the number.
 */
export const localSms: SmsProvider = {
  name: 'local',
  isConnected: true,
  queryAfterMs: 0,
  keepsCodesForMs: codeLifeMs,
  send: async ({ outId, phone }): Promise<SendResult> => {
    switch (fateOf(phone)) {
      case 'unknown':
      case 'found_later':
        return { kind: 'unknown', code: 'RequestTimeoutError' }
      case 'refused':
        return { kind: 'refused', failure: 'number', code: 'isv.MOBILE_NUMBER_ILLEGAL' }
      default:
        return { kind: 'accepted', reference: `local-${outId}` }
    }
  },
  query: async ({ phone, sentAt, now }): Promise<QueryResult> => {
    switch (fateOf(phone)) {
      case 'unknown':
        return { kind: 'no_record' }
      case 'unreachable':
        return { kind: 'failed', at: now, failure: 'unreachable', code: 'MOBILE_NOT_ON_SERVICE' }
      case 'late':
        return now.getTime() - sentAt.getTime() < lateReceiptMs
          ? { kind: 'pending' }
          : { kind: 'delivered', at: now }
      default:
        return { kind: 'delivered', at: now }
    }
  },
}

function fateOf(phone: string): (typeof trialEndings)[keyof typeof trialEndings] | 'delivered' {
  const ending = phone.slice(-1)
  return phone.startsWith(localTrialPrefix) && ending in trialEndings
    ? trialEndings[ending as keyof typeof trialEndings]
    : 'delivered'
}
