import { z } from 'zod'
import { contentDisposition } from '@/lib/files/file-name'
import { classificationField } from '@/lib/files/schema'
import { readBoundedBody } from '@/lib/forms/read-bounded-body'
import { route } from '@/lib/route'
import { downloadSheet, uploadSheet } from '@/lib/tasks/reports/transfer-sheet'

const params = z.object({ stepId: z.uuid('页面已过期，请刷新后再试') })
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The form of a step as a pre-filled workbook. */
export const GET = route({ params }, async (ctx, { params: { stepId } }) => {
  const { name, bytes } = await downloadSheet(ctx, stepId)
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': sheetType,
      'Content-Disposition': contentDisposition(name, 'attachment'),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  })
})

/** A filled-in workbook as the body of one request; answers what was read of it. */
export const POST = route(
  { params, query: z.object({ classification: classificationField }) },
  async (ctx, { request, params: { stepId }, query }) => {
    const bytes = await readBoundedBody(request)
    return Response.json(await uploadSheet(ctx, { ...query, stepId, bytes }))
  },
)
