import { timingSafeEqual } from 'node:crypto'
import { keyedHash } from '@/lib/secret'

/** The path the provider's receipts are pushed to. It is the only proof, so nobody may guess it. */
export function receiptPath(): string {
  return `/api/sms-receipts/${receiptToken()}`
}

/** Whether a text is the token of that path; takes as long for a near miss as for a far one. */
export function isReceiptToken(text: string): boolean {
  const [given, right] = [text, receiptToken()].map((one) => keyedHash('sms-receipt-compared', one))
  return timingSafeEqual(Buffer.from(given ?? ''), Buffer.from(right ?? ''))
}

// From the key of the look-ups: replicas agree on it, and there is no variable more to set.
function receiptToken(): string {
  return keyedHash('sms-receipt-path', 'v1').slice(0, 48)
}
