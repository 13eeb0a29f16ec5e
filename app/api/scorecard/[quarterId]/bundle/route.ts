import { z } from 'zod'
import { serveFile } from '@/lib/files/serve-file'
import { route } from '@/lib/route'
import { findBundle } from '@/lib/scorecard/replay/find-bundle'

const params = z.object({ quarterId: z.uuid('页面已过期，请刷新后再试') })
const query = z.object({
  revision: z.coerce.number('版次应是数字').int('版次应是整数').min(1).max(999).optional(),
})

/** The bundle with which a frozen revision replays; the last one unless `?revision=` names another. */
export const GET = route({ params, query }, async (ctx, { request, params, query }) => {
  const file = await findBundle(ctx, { quarterId: params.quarterId, revision: query.revision })
  return serveFile(ctx, file, request, { asDownload: true })
})
