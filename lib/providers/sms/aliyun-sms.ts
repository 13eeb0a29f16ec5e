import { log } from '@/lib/log'
import { type AliyunCalls, aliyunCalls, type DetailLine, detailsPageSize } from './aliyun'
import { plainErrorName, receiptFailure, refusalOf, shownCode, thrownResult } from './aliyun-codes'
import type { AliyunSettings } from './aliyun-settings'
import { beijingMoment, dateKey } from './beijing-time'
import type { OutgoingSms, QueryResult, SendResult, SentSms, SmsProvider } from './index'

/** Receipts are pushed; what has none after this is asked about. */
const queryAfterMs = 90_000
/** A number gets at most 50 messages of one template a day, so this is more than a page or two. */
const pagesAtMost = 6
const midnightMarginMs = 5 * 60_000

/** Aliyun's SMS service. Builds nothing and loads nothing until the first message. */
export function aliyunSms(
  settings: AliyunSettings,
  calls: AliyunCalls = aliyunCalls(settings),
): SmsProvider {
  return {
    name: 'aliyun',
    isConnected: true,
    queryAfterMs,
    keepsCodesForMs: 0,
    send: (message) => send(settings, calls, message),
    query: (sent) => query(calls, sent),
  }
}

async function send(
  { templates }: AliyunSettings,
  calls: AliyunCalls,
  { outId, phone, template, params, now }: OutgoingSms,
): Promise<SendResult> {
  const templateCode = Object.hasOwn(templates, template) ? templates[template] : undefined
  if (templateCode === undefined) {
    return { kind: 'refused', failure: 'content', code: 'TEMPLATE_NOT_CONFIGURED' }
  }
  const result = await calls.send({ phone, templateCode, params, outId }).then(
    ({ body }): SendResult =>
      body.code === 'OK'
        ? { kind: 'accepted', reference: body.bizId }
        : refusalOf(body.code, body.message, now),
    (error: unknown) => thrownResult(error, now),
  )
  if (result.kind !== 'accepted') {
    const level = result.kind !== 'unknown' && result.failure === 'account' ? 'error' : 'warn'
    log(level, 'sms_not_accepted', { messageId: outId, result: result.kind, code: result.code })
  }
  return result
}

/** Looks for our id among what the number was sent on the day, or on both days near midnight. */
async function query(calls: AliyunCalls, sent: SentSms): Promise<QueryResult> {
  const near = [-midnightMarginMs, midnightMarginMs].map((ms) =>
    dateKey(new Date(sent.sentAt.getTime() + ms)),
  )
  for (const date of new Set(near)) {
    const line = await findLine(calls, sent, date)
    if (line) {
      return resultOf(line, sent.now)
    }
  }
  return { kind: 'no_record' }
}

async function findLine(calls: AliyunCalls, sent: SentSms, date: string) {
  const { phone, reference: bizId, outId } = sent
  for (let page = 1; page <= pagesAtMost; page += 1) {
    const { body } = await calls.details({ phone, date, bizId, page }).catch((error: unknown) => {
      throw new Error(`QuerySendDetails: ${plainErrorName(error)}`)
    })
    if (body.code !== 'OK') {
      throw new Error(`QuerySendDetails: ${shownCode(body.code)}`)
    }
    const line = body.lines.find((one) => one.outId === outId)
    if (line || page * detailsPageSize >= body.total) {
      return line
    }
  }
  return undefined
}

function resultOf({ status, errCode, receivedAt }: DetailLine, now: Date): QueryResult {
  const at = beijingMoment(receivedAt) ?? now
  switch (status) {
    case 3:
      return { kind: 'delivered', at }
    case 2:
      return { kind: 'failed', at, failure: receiptFailure(errCode), code: shownCode(errCode) }
    default:
      return { kind: 'pending' }
  }
}
