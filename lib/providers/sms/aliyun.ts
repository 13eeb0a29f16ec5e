import type { AliyunSettings } from './aliyun-settings'

/** An answer of the gateway; `code` is `OK` or the reason of a refusal. */
export interface AliyunAnswer<B> {
  body: B
  /** The gateway's own clock, where it says it. */
  serverDate: Date | null
}

export interface SentBody {
  code: string
  message: string
  bizId: string | null
}

/** One line of QuerySendDetails; `status` 1 waits for the receipt, 2 failed, 3 delivered. */
export interface DetailLine {
  outId: string
  status: number
  errCode: string
  /** `yyyy-MM-dd HH:mm:ss` in Beijing, or empty. */
  receivedAt: string
}

export interface DetailsBody {
  code: string
  lines: DetailLine[]
  total: number
}

export interface TemplateBody {
  code: string
  content: string
  /** 0 under review, 1 approved, 2 rejected, 10 cancelled. */
  status: number | null
}

/** The calls of dysmsapi that we make. They throw what the SDK throws: never log its message. */
export interface AliyunCalls {
  send: (request: {
    phone: string
    templateCode: string
    params: Readonly<Record<string, string>>
    outId: string
  }) => Promise<AliyunAnswer<SentBody>>
  details: (request: {
    phone: string
    /** `yyyyMMdd` in Beijing. */
    date: string
    bizId: string | null
    page: number
  }) => Promise<AliyunAnswer<DetailsBody>>
  template: (code: string) => Promise<AliyunAnswer<TemplateBody>>
}

/** Lines of one page of QuerySendDetails. */
export const detailsPageSize = 50

const readTimeoutMs = 4_000
// Longer than reading, so that a "ConnectTimeout" of the SDK can only mean that nothing left.
const connectTimeoutMs = 5_000

/** The calls of one account. The SDK takes half a second to load, so it comes at the first call. */
export function aliyunCalls(settings: AliyunSettings): AliyunCalls {
  let opened: ReturnType<typeof openSdk> | undefined
  const sdk = () => {
    opened ??= openSdk(settings)
    return opened
  }
  return {
    send: async ({ phone, templateCode, params, outId }) => {
      const { client, models, runtime } = await sdk()
      const request = new models.SendSmsRequest({
        phoneNumbers: phone,
        signName: settings.sign,
        templateCode,
        templateParam: JSON.stringify(params),
        outId,
      })
      const { body, headers } = await client.sendSmsWithOptions(request, runtime)
      const sent = {
        code: body?.code ?? '',
        message: body?.message ?? '',
        bizId: body?.bizId ?? null,
      }
      return { body: sent, serverDate: dateOf(headers) }
    },
    details: async ({ phone, date, bizId, page }) => {
      const { client, models, runtime } = await sdk()
      const request = new models.QuerySendDetailsRequest({
        phoneNumber: phone,
        sendDate: date,
        pageSize: detailsPageSize,
        currentPage: page,
        ...(bizId ? { bizId } : {}),
      })
      const { body, headers } = await client.querySendDetailsWithOptions(request, runtime)
      const lines = (body?.smsSendDetailDTOs?.smsSendDetailDTO ?? []).map((line) => ({
        outId: line.outId ?? '',
        status: Number(line.sendStatus),
        errCode: line.errCode ?? '',
        receivedAt: line.receiveDate ?? '',
      }))
      const total = Number(body?.totalCount ?? lines.length)
      return { body: { code: body?.code ?? '', lines, total }, serverDate: dateOf(headers) }
    },
    template: async (code) => {
      const { client, models, runtime } = await sdk()
      const request = new models.QuerySmsTemplateRequest({ templateCode: code })
      const { body, headers } = await client.querySmsTemplateWithOptions(request, runtime)
      const template = {
        code: body?.code ?? '',
        content: body?.templateContent ?? '',
        status: body?.templateStatus ?? null,
      }
      return { body: template, serverDate: dateOf(headers) }
    },
  }
}

async function openSdk({ accessKeyId, accessKeySecret, endpoint = '' }: AliyunSettings) {
  const [models, core, darabonba] = await Promise.all([
    import('@alicloud/dysmsapi20170525'),
    import('@alicloud/openapi-core'),
    import('@darabonba/typescript'),
  ])
  // CommonJS: a bundler gives the class itself, plain Node its namespace.
  const given = models.default as typeof models.default & { default?: typeof models.default }
  const Client = given.default ?? given
  const [, scheme, host = 'dysmsapi.aliyuncs.com'] = /^(?:(https?):\/\/)?(.+)$/.exec(endpoint) ?? []
  // No retryOptions: SendSms is not idempotent, a repetition is our own decision.
  const config = new core.$OpenApiUtil.Config({
    accessKeyId,
    accessKeySecret,
    endpoint: host,
    protocol: scheme === 'http' ? 'HTTP' : 'HTTPS',
    readTimeout: readTimeoutMs,
    connectTimeout: connectTimeoutMs,
  })
  return { client: new Client(config), models, runtime: new darabonba.RuntimeOptions({}) }
}

function dateOf(headers: Readonly<Record<string, string>> | undefined): Date | null {
  const date = new Date(headers?.date ?? '')
  return Number.isNaN(date.getTime()) ? null : date
}
