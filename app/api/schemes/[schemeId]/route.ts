import { z } from 'zod'
import { contentDisposition } from '@/lib/files/file-name'
import { route } from '@/lib/route'
import { exportScheme } from '@/lib/scorecard/scheme/drafting/transfer-scheme'

const params = z.object({ schemeId: z.uuid('页面已过期，请刷新后再试') })
const query = z.object({ format: z.enum(['json', 'xlsx']).default('xlsx') })

const types = {
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** A scheme as JSON or as a workbook; both are read back without loss. */
export const GET = route({ params, query }, async (ctx, { params: { schemeId }, query }) => {
  const { name, bytes } = await exportScheme(ctx, { schemeId, ...query })
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': types[query.format],
      'Content-Disposition': contentDisposition(name, 'attachment'),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  })
})
