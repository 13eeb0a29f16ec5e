import { contentDisposition } from '@/lib/files/file-name'
import { route } from '@/lib/route'
import { exportQuery } from '@/lib/scorecard/query/export-query'
import { queryAddress } from '@/lib/scorecard/query/schema'

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** 指标一体化查询 as a workbook, with the filters of its page. */
export const GET = route({ query: queryAddress }, async (ctx, { query }) => {
  const { name, bytes } = await exportQuery(ctx, query)
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': sheetType,
      'Content-Disposition': contentDisposition(name, 'attachment'),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  })
})
