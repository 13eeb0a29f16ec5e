import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beijingText, dateKey } from '../beijing-time'
import { accessKeyOf, isSigned } from './acs-signature'
import { answer, type Behaviour, type Fate, json, notFound, reportOf } from './gateway-answers'
import {
  type GatewaySettings,
  limitRefusal,
  paramRefusal,
  type TakenMessage,
} from './gateway-rules'

export interface StandInOptions extends GatewaySettings {
  accessKeyId: string
  accessKeySecret: string
  answerAfterMs?: number
  /** The moment that counts for limits and for what is listed. */
  now?: () => Date
  /** How far the gateway's clock is from this machine's; signatures are held against it. */
  clockOffsetMs?: number
  /** Whether the limits per number hold. */
  isLimited?: boolean
  port?: number
}

export interface AliyunStandIn {
  /** For ALIYUN_SMS_ENDPOINT. */
  endpoint: string
  taken: TakenMessage[]
  /** How often each call was made. */
  calls: Record<string, number>
  /** Chooses by number; `null` is everybody else. */
  behave: (phone: string | null, behaviour: Behaviour) => void
  fate: (phone: string | null, fate: Fate) => void
  /** The receipts of messages as SmsReport pushes them. */
  reportsOf: (messages: readonly TakenMessage[]) => object[]
  close: () => Promise<void>
}

const skewMs = 15 * 60_000

/** An SMS gateway on loopback: signature, parameters, limits and every way to fail. */
export async function startAliyunStandIn(options: StandInOptions): Promise<AliyunStandIn> {
  const { now = () => new Date(), answerAfterMs = 0 } = options
  const taken: TakenMessage[] = []
  const calls: Record<string, number> = {}
  const nonces = new Set<string>()
  const behaviours = new Map<string | null, Behaviour>()
  const fates = new Map<string | null, Fate>()
  const fateOf = (phone: string): Fate =>
    fates.get(phone) ?? fates.get(null) ?? { status: 3, code: 'DELIVERED' }

  const sendSms = (query: URLSearchParams, response: ServerResponse, request: IncomingMessage) => {
    const given = {
      outId: query.get('OutId') ?? '',
      phone: query.get('PhoneNumbers') ?? '',
      sign: query.get('SignName') ?? '',
      templateCode: query.get('TemplateCode') ?? '',
    }
    const paramText = query.get('TemplateParam') ?? ''
    const behaviour = behaviours.get(given.phone) ?? behaviours.get(null) ?? { kind: 'take' }
    const isTaken = behaviour.kind === 'take' || ('taken' in behaviour && behaviour.taken)
    const refusal = isTaken
      ? (paramRefusal({ ...given, paramText }, options) ??
        (options.isLimited === false
          ? null
          : limitRefusal(taken, given.phone, options.templates[given.templateCode] ?? '', now())))
      : null
    if (refusal) {
      return json(response, 200, { Code: refusal.code, Message: refusal.message })
    }
    const bizId = `${90_000_000_000 + taken.length}^0`
    if (isTaken) {
      taken.push({ ...given, bizId, params: JSON.parse(paramText), at: now() })
    }
    answer(behaviour, bizId, request, response)
  }

  const details = (query: URLSearchParams, response: ServerResponse) => {
    const found = taken.filter(
      (one) =>
        one.phone === query.get('PhoneNumber') &&
        dateKey(one.at) === query.get('SendDate') &&
        (!query.has('BizId') || one.bizId === query.get('BizId')),
    )
    const [size, page] = [Number(query.get('PageSize')), Number(query.get('CurrentPage'))]
    const lines = found.slice(size * (page - 1), size * page).map((one) => {
      const { status, code } = fateOf(one.phone)
      const at = beijingText(one.at)
      const end = status === 1 ? {} : { ReceiveDate: at, ErrCode: code }
      const { phone: PhoneNum, templateCode: TemplateCode, outId: OutId } = one
      return { PhoneNum, SendStatus: status, SendDate: at, TemplateCode, OutId, ...end }
    })
    const list = { SmsSendDetailDTO: lines }
    json(response, 200, { Code: 'OK', TotalCount: found.length, SmsSendDetailDTOs: list })
  }

  const template = (query: URLSearchParams, response: ServerResponse) => {
    const TemplateCode = query.get('TemplateCode') ?? ''
    const TemplateContent = options.templates[TemplateCode]
    return TemplateContent === undefined
      ? json(response, 200, { Code: 'isv.SMS_TEMPLATE_ILLEGAL', Message: '模版不存在' })
      : json(response, 200, { Code: 'OK', TemplateCode, TemplateContent, TemplateStatus: 1 })
  }

  /** Why a call is turned away before it is looked at, or null. */
  const rejection = (request: IncomingMessage, query: URLSearchParams, body: Buffer) => {
    const { headers, method = '' } = request
    const nonce = String(headers['x-acs-signature-nonce'])
    const sentAt = Date.parse(String(headers['x-acs-date']))
    const clock = Date.now() + (options.clockOffsetMs ?? 0)
    if (accessKeyOf(headers) !== options.accessKeyId) {
      return { status: 404, code: 'InvalidAccessKeyId.NotFound' }
    }
    if (!isSigned({ method, query, headers, body }, options.accessKeySecret)) {
      return { status: 400, code: 'SignatureDoesNotMatch' }
    }
    if (!(Math.abs(sentAt - clock) <= skewMs)) {
      return { status: 400, code: 'InvalidTimeStamp.Expired' }
    }
    if (nonces.has(nonce)) {
      return { status: 400, code: 'SignatureNonceUsed' }
    }
    nonces.add(nonce)
    return null
  }

  const actions: Record<string, typeof sendSms> = {
    SendSms: sendSms,
    QuerySendDetails: details,
    QuerySmsTemplate: template,
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    const arrivedAt = performance.now()
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const query = new URL(request.url ?? '/', 'http://here').searchParams
      const action = String(request.headers['x-acs-action'])
      const refused = rejection(request, query, Buffer.concat(chunks))
      calls[action] = (calls[action] ?? 0) + 1
      response.setHeader('date', new Date(Date.now() + (options.clockOffsetMs ?? 0)).toUTCString())
      const act = () =>
        refused
          ? json(response, refused.status, { Code: refused.code, Message: 'Refused.' })
          : (actions[action] ?? notFound)(query, response, request)
      const leftMs = answerAfterMs - (performance.now() - arrivedAt)
      leftMs > 0 ? setTimeout(act, leftMs) : act()
    })
  })
  await new Promise<void>((done) => server.listen(options.port ?? 0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    taken,
    calls,
    behave: (phone, behaviour) => void behaviours.set(phone, behaviour),
    fate: (phone, fate) => void fates.set(phone, fate),
    reportsOf: (messages) => messages.map((one) => reportOf(one, fateOf(one.phone))),
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
