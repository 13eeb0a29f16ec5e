import { createHash, createHmac } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** A request as it came over the wire. */
export interface SignedRequest {
  method: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Whether a request carries the signature that this secret makes (ACS3-HMAC-SHA256). */
export function isSigned(request: SignedRequest, accessKeySecret: string): boolean {
  const { authorization = '' } = request.headers
  const parts = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=(\w+)$/.exec(
    authorization,
  )
  const payload = createHash('sha256').update(request.body).digest('hex')
  if (!parts || request.headers['x-acs-content-sha256'] !== payload) {
    return false
  }
  const [, , signedHeaders = '', signature] = parts
  const canonical = [
    request.method,
    '/',
    canonicalQuery(request.query),
    signedHeaders
      .split(';')
      .map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`)
      .join(''),
    signedHeaders,
    payload,
  ].join('\n')
  const text = `ACS3-HMAC-SHA256\n${createHash('sha256').update(canonical).digest('hex')}`
  return createHmac('sha256', accessKeySecret).update(text).digest('hex') === signature
}

/** The account a request says it comes from. */
export function accessKeyOf(headers: IncomingHttpHeaders): string {
  return /Credential=([^,]+)/.exec(headers.authorization ?? '')?.[1] ?? ''
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&')
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
