import { z } from 'zod'
import { contentDisposition } from '@/lib/files/file-name'
import { route } from '@/lib/route'
import { exportScore } from '@/lib/scorecard/sheet/export-score'
import { exportClasses } from '@/lib/scorecard/sheets/export-classes'

const stale = '页面已过期，请刷新后再试'
const params = z.object({ quarterId: z.uuid(stale) })
const query = z.object({
  organisation: z.uuid(stale).optional(),
  revision: z.coerce.number('版次应是数字').int('版次应是整数').min(1).max(999).optional(),
})
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** 得分表 of all branches as a workbook, of a revision if one is named; `?organisation=` of one alone. */
export const GET = route({ params, query }, async (ctx, { params: { quarterId }, query }) => {
  const { organisation, revision } = query
  const { name, bytes } = organisation
    ? await exportScore(ctx, quarterId, organisation)
    : await exportClasses(ctx, { quarterId, revision })
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': sheetType,
      'Content-Disposition': contentDisposition(name, 'attachment'),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  })
})
