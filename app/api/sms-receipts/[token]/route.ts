import { z } from 'zod'
import { invalid, notFound } from '@/lib/errors'
import { log } from '@/lib/log'
import { isReceiptToken } from '@/lib/notifications/receipt-address'
import { receiveReports } from '@/lib/notifications/receive-reports'
import { readAliyunPush } from '@/lib/providers/sms/aliyun-push'
import { openRoute } from '@/lib/route'

/** A push of a thousand receipts has some 300 KB. */
const bytesAtMost = 2_000_000

/**
 * Where Aliyun pushes receipts (SmsReport) and replies (SmsUp). It is not signed, so the path is
 * the secret. Anything but 200 makes it push again, after 1, 5 and 10 minutes.
 */
export const POST = openRoute(
  { params: z.object({ token: z.string().max(200) }) },
  async (ctx, { request, params }) => {
    if (!isReceiptToken(params.token)) {
      throw notFound('没有这个地址')
    }
    const push = readAliyunPush(await readJson(request))
    if (!push) {
      throw invalid('回执要是一个 JSON 数组')
    }
    const received = await receiveReports(ctx.db, 'aliyun', push.reports, ctx.now)
    const { replies, unreadable } = push
    if (replies + unreadable + received.unmatched > 0) {
      log('info', 'sms_push', { ...received, replies, unreadable, requestId: ctx.requestId })
    }
    return Response.json({ code: 0, msg: '接收成功' })
  },
)

async function readJson(request: Request): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > bytesAtMost) {
      throw invalid(`回执超过 ${bytesAtMost / 1_000_000} MB`)
    }
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw invalid('回执不是 JSON')
  }
}
