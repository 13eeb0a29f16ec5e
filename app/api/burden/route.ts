import { contentDisposition } from '@/lib/files/file-name'
import { route } from '@/lib/route'
import { exportAccount } from '@/lib/tasks/burden/export-account'
import { burdenAddress } from '@/lib/tasks/burden/schema'

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** 减负账 as a workbook, with the filters of its page. */
export const GET = route({ query: burdenAddress }, async (ctx, { query }) => {
  const { name, bytes } = await exportAccount(ctx, query)
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': sheetType,
      'Content-Disposition': contentDisposition(name, 'attachment'),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  })
})
