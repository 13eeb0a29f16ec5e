import { z } from 'zod'
import { contentDisposition } from '@/lib/files/file-name'
import { meetingWorkbook } from '@/lib/review/meeting-workbook'
import { reviewPeriod } from '@/lib/review/schema'
import { route } from '@/lib/route'

const params = z.object({ period: reviewPeriod })
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Scores, entries and decisions of the review meeting as a workbook. */
export const GET = route({ params }, async (ctx, { params: { period } }) => {
  const { name, bytes } = await meetingWorkbook(ctx, period)
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': sheetType,
      'Content-Disposition': contentDisposition(name, 'attachment'),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  })
})
