import type { SendResult, SmsFailure } from './index'

/** What a refusal of the gateway means; whatever is not listed is refused for good. */
const failureOfCode: readonly [RegExp, SmsFailure][] = [
  [/^isv\.(MOBILE_NUMBER_ILLEGAL|MOBILE_COUNT_OVER_LIMIT)$/, 'number'],
  [/^isv\.CUSTOMER_REFUSED$/, 'blocked'],
  [/^isv\.(BUSINESS|DAY|MONTH)_LIMIT_CONTROL$/, 'limit'],
  [/^isv\.(AMOUNT_NOT_ENOUGH|OUT_OF_SERVICE|ACCOUNT_\w+|PRODUCT_\w+|DENY_IP_RANGE)$/, 'account'],
  [/^isv\.SMS_TEST_NUMBER_LIMIT$/, 'account'],
  [/^(isp\.RAM_PERMISSION_DENY|SignatureDoesNotMatch|Forbidden.*|NoPermission)$/, 'account'],
  [/^(InvalidAccessKeyId|InvalidTimeStamp|IncompleteSignature|InvalidCredentials)/, 'account'],
  [/^isv\./, 'content'],
]

/** Certainly not sent, and worth another try: the platform's own trouble. */
const platformCodes =
  /^(isp\.(SYSTEM_ERROR|GATEWAY_ERROR)|InternalError|ServiceUnavailable|Throttling.*)$/

/** The connection never stood, so nothing left. */
const neverConnected =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPROTO|CERT_.*|ERR_TLS_.*|UNABLE_TO_.*|(DEPTH_ZERO_)?SELF_SIGNED_.*)$/

const platformPauseMs = 5_000
const connectionPauseMs = 15_000
const hourMs = 3_600_000
const dayMs = 24 * hourMs

/**
 * What an answered refusal means.
 * @param message the gateway's words: for a limit they name its window
 */
export function refusalOf(code: string, message: string, now: Date): SendResult {
  if (platformCodes.test(code)) {
    return { kind: 'refused_retry', retryAfterMs: platformPauseMs, failure: 'platform', code }
  }
  // The request was there before: something on the way has repeated it, and the first may have left.
  if (code === 'SignatureNonceUsed') {
    return { kind: 'unknown', code }
  }
  if (/_LIMIT_CONTROL$/.test(code)) {
    const retryAfterMs = limitEnd(code, message, now).getTime() - now.getTime()
    return { kind: 'refused_retry', retryAfterMs, failure: 'limit', code }
  }
  const failure = failureOfCode.find(([pattern]) => pattern.test(code))?.[1] ?? 'platform'
  return { kind: 'refused', failure, code: code === '' ? 'NO_CODE' : plainCode(code) }
}

/** When a limit lets through again: minutes and hours by the clock, a number's day is 24 hours. */
function limitEnd(code: string, message: string, now: Date): Date {
  const after = (ms: number) => new Date(Math.floor(now.getTime() / ms) * ms + ms)
  switch (true) {
    case code === 'isv.DAY_LIMIT_CONTROL':
      // The account's day ends at midnight in Beijing.
      return new Date(Math.ceil((now.getTime() + 8 * hourMs + 1) / dayMs) * dayMs - 8 * hourMs)
    case code === 'isv.MONTH_LIMIT_CONTROL':
      return monthEnd(now)
    case message.includes('天级'):
      return new Date(now.getTime() + dayMs)
    case message.includes('分钟级'):
      return after(60_000)
    default:
      return after(hourMs)
  }
}

function monthEnd(now: Date): Date {
  const beijing = new Date(now.getTime() + 8 * hourMs)
  const first = Date.UTC(beijing.getUTCFullYear(), beijing.getUTCMonth() + 1, 1)
  return new Date(first - 8 * hourMs)
}

/**
 * What an error of the SDK means for a message that was being sent. Nothing of its text is kept:
 * it holds the number and the code.
 */
export function thrownResult(error: unknown, now: Date): SendResult {
  const { code, statusCode, name, message, retryAfter } = shapeOf(error)
  if (statusCode !== null && code !== '') {
    const refusal = refusalOf(code, message, now)
    if (refusal.kind === 'refused' && statusCode >= 500) {
      return { kind: 'unknown', code: plainCode(code) }
    }
    return refusal.kind === 'refused_retry' && retryAfter !== null
      ? { ...refusal, retryAfterMs: Math.max(retryAfter, 1_000) }
      : refusal
  }
  const isConnectTimeout = name === 'RequestTimeoutError' && message.startsWith('ConnectTimeout')
  if (isConnectTimeout || neverConnected.test(code)) {
    return {
      kind: 'refused_retry',
      retryAfterMs: connectionPauseMs,
      failure: 'no_connection',
      code: isConnectTimeout ? 'CONNECT_TIMEOUT' : plainCode(code),
    }
  }
  return { kind: 'unknown', code: plainCode(code === '' ? name : code) }
}

/** A name for the log that holds no number, no code and nothing of the message. */
export function plainErrorName(error: unknown): string {
  const { code, name } = shapeOf(error)
  return plainCode(code === '' ? name : code)
}

function shapeOf(error: unknown) {
  const { code, statusCode, name, message, retryAfter } = (
    typeof error === 'object' && error !== null ? error : {}
  ) as Record<string, unknown>
  return {
    code: typeof code === 'string' ? code : '',
    statusCode: typeof statusCode === 'number' ? statusCode : null,
    name: typeof name === 'string' && name !== '' ? name : 'Error',
    message: typeof message === 'string' ? message : '',
    retryAfter: typeof retryAfter === 'number' ? retryAfter : null,
  }
}

function plainCode(code: string): string {
  return /^[\w.:-]{1,60}$/.test(code) && !/\d{6,}/.test(code) ? code : 'UNREADABLE_CODE'
}

/** What the receipt of a message that was not delivered says; carriers add codes of their own. */
export function receiptFailure(code: string): SmsFailure {
  switch (code) {
    case 'INVALID_NUMBER':
      return 'number'
    case 'MOBILE_NOT_ON_SERVICE':
    case 'IS_CLOSE':
      return 'unreachable'
    case 'MOBILE_IN_BLACK':
      return 'blocked'
    case 'MOBILE_SEND_LIMIT':
      return 'limit'
    case 'CONTENT_KEYWORD':
      return 'content'
    default:
      return 'carrier'
  }
}

/** A provider's code as we keep and show it. */
export function shownCode(code: string): string {
  return plainCode(code)
}
