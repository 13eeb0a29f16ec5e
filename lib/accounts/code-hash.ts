import { timingSafeEqual } from 'node:crypto'
import { keyedHash } from '@/lib/secret'

/** What is kept of a code; `scope` (the row, the person) keeps equal codes apart. */
export function codeHash(scope: string, code: string): string {
  return keyedHash('one-time-code', `${scope}\n${code}`)
}

/** Whether the code is the one behind a stored hash, in constant time. */
export function isCode(stored: string, scope: string, code: string): boolean {
  return timingSafeEqual(Buffer.from(stored, 'hex'), Buffer.from(codeHash(scope, code), 'hex'))
}
