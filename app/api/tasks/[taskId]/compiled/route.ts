import { z } from 'zod'
import { contentDisposition } from '@/lib/files/file-name'
import { route } from '@/lib/route'
import { exportCompiled } from '@/lib/tasks/reports/export-compiled'

const params = z.object({ taskId: z.uuid('页面已过期，请刷新后再试') })
const query = z.object({ node: z.uuid().optional(), plain: z.string().optional() })
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The 汇总表 of a node as a workbook; `?plain=1` leaves the form's layout aside. */
export const GET = route({ params, query }, async (ctx, { params: { taskId }, query }) => {
  const { name, bytes } = await exportCompiled(ctx, {
    taskId,
    nodeId: query.node,
    isPlain: query.plain !== undefined,
  })
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': sheetType,
      'Content-Disposition': contentDisposition(name, 'attachment'),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  })
})
