import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { requireEnv } from './env'

const ivLength = 12
const tagLength = 16

/** Encrypts with AES-256-GCM under PHONE_KEY; `v1:` names the format, so that keys can be rotated. */
export function seal(plain: string): string {
  const iv = randomBytes(ivLength)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(requireEnv('PHONE_KEY'), 'base64'), iv)
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return `v1:${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')}`
}

/**
 * Undoes `seal`.
 * @throws Error when the text was not made by `seal` under the present key
 */
export function open(sealed: string): string {
  if (!sealed.startsWith('v1:')) {
    throw new Error('Unknown seal format')
  }
  const bytes = Buffer.from(sealed.slice(3), 'base64')
  const key = Buffer.from(requireEnv('PHONE_KEY'), 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivLength))
  decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength))
  return (
    decipher.update(bytes.subarray(ivLength + tagLength), undefined, 'utf8') +
    decipher.final('utf8')
  )
}

/** HMAC-SHA-256 in hex under LOOKUP_KEY; `purpose` keeps hashes of different things apart. */
export function keyedHash(purpose: string, value: string): string {
  return createHmac('sha256', Buffer.from(requireEnv('LOOKUP_KEY'), 'base64'))
    .update(`${purpose}\n${value}`)
    .digest('hex')
}
