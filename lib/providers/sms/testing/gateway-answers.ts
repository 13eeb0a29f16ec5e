import type { IncomingMessage, ServerResponse } from 'node:http'
import { beijingText } from '../beijing-time'
import type { TakenMessage } from './gateway-rules'

/** What the stand-in does with a call of SendSms. */
export type Behaviour =
  | { kind: 'take' }
  /** A business refusal: 200 with a code. */
  | { kind: 'code'; code: string; message?: string }
  | { kind: 'http'; status: number; code: string; retryAfterMs?: number }
  | { kind: 'html'; status: number }
  /** The connection ends without an answer, or never answers; `taken` says whether it was sent. */
  | { kind: 'reset' | 'hang' | 'stall'; taken: boolean }

/** What QuerySendDetails and receipts say became of a message. */
export interface Fate {
  status: 1 | 2 | 3
  code: string
}

/** Answers a call of SendSms as it was told to. */
export function answer(
  how: Behaviour,
  BizId: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  switch (how.kind) {
    case 'take':
      return json(response, 200, { Code: 'OK', Message: 'OK', BizId })
    case 'code':
      return json(response, 200, { Code: how.code, Message: how.message ?? how.code })
    case 'http':
      if (how.retryAfterMs) {
        response.setHeader('x-acs-retry-after', how.retryAfterMs)
      }
      return json(response, how.status, { Code: how.code, Message: 'Not now.' })
    case 'html':
      response.writeHead(how.status, { 'content-type': 'text/html' })
      return void response.end('<html><h1>502 Bad Gateway</h1></html>')
    case 'reset':
      return void request.socket.resetAndDestroy()
    case 'stall':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      response.write('{"Code":')
      return void setTimeout(() => request.socket.destroy(), 50)
    case 'hang':
      return
  }
}

/** A receipt as SmsReport pushes it. */
export function reportOf(one: TakenMessage, { status, code }: Fate): object {
  return {
    phone_number: one.phone,
    send_time: beijingText(one.at),
    report_time: beijingText(new Date(one.at.getTime() + 2_000)),
    success: status === 3,
    err_code: code,
    err_msg: status === 3 ? '用户接收成功' : '发送失败',
    sms_size: '1',
    biz_id: one.bizId,
    out_id: one.outId,
  }
}

/** The answer to a call nobody knows. */
export function notFound(_query: URLSearchParams, response: ServerResponse) {
  json(response, 404, { Code: 'InvalidAction.NotFound', Message: 'Not found.' })
}

/** Writes an answer as the gateway does. */
export function json(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { 'content-type': 'application/json;charset=utf-8' })
  response.end(JSON.stringify({ RequestId: 'F655A8D5-B967-440B-8683-DAD6FF8DE990', ...body }))
}
