import { z } from 'zod'
import { contentDisposition } from '@/lib/files/file-name'
import { route } from '@/lib/route'
import { exportScore } from '@/lib/scorecard/sheet/export-score'

const params = z.object({ quarterId: z.uuid(), organisationId: z.uuid() })
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** 得分单 of one branch as a workbook. */
export const GET = route({ params }, async (ctx, { params: { quarterId, organisationId } }) => {
  const { name, bytes } = await exportScore(ctx, quarterId, organisationId)
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': sheetType,
      'Content-Disposition': contentDisposition(name, 'attachment'),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  })
})
