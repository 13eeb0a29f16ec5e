import { keyedHash, open, seal } from './secret'

export interface SealedPhone {
  phoneCipher: string
  phoneLookup: string
  phoneMasked: string
}

/**
 * A mainland mobile number in its eleven digits, or null when the text is none. Accepts full-width
 * digits, +86 / 0086 / 86 in front, spaces and dashes.
 */
export function normalisePhone(text: string): string | null {
  const digits = text.normalize('NFKC').replace(/[\s\-‐-―－()（）.]/g, '')
  const national = digits.replace(/^(\+|00)?86(?=1\d{10}$)/, '')
  return /^1[3-9]\d{9}$/.test(national) ? national : null
}

/** `138****5678`. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`
}

/** The keyed hash by which a number is found without being readable. */
export function phoneLookup(phone: string): string {
  return keyedHash('phone', phone)
}

/** The three columns in which a normalised number is kept. */
export function sealPhone(phone: string): SealedPhone {
  return {
    phoneCipher: seal(phone),
    phoneLookup: phoneLookup(phone),
    phoneMasked: maskPhone(phone),
  }
}

/** The number in clear: only for handing to the SMS provider or a logged reveal. */
export function openPhone(cipher: string): string {
  return open(cipher)
}
