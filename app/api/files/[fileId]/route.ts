import { z } from 'zod'
import { reachesActivityFile } from '@/lib/activities/file-reach'
import { authorizeDownload } from '@/lib/files/open-file'
import { serveFile } from '@/lib/files/serve-file'
import { reachesFormFile } from '@/lib/forms/file-reach'
import { route } from '@/lib/route'
import { reachesScoreFile } from '@/lib/scorecard/judging/score-files'
import { reachesTaskFile } from '@/lib/tasks/file-reach'
import { reachesRequirementFile } from '@/lib/tasks/requirements/file-reach'

const params = z.object({ fileId: z.uuid('文件地址不对，请从原页面重新打开。') })
const query = z.object({ download: z.string().optional() })

/** A file, to whoever may see something it is attached to; `?download=1` never shows it in place. */
export const GET = route({ params, query }, async (ctx, { request, params, query }) => {
  const file = await authorizeDownload(ctx, params.fileId, [
    reachesTaskFile,
    reachesFormFile,
    reachesRequirementFile,
    reachesActivityFile,
    reachesScoreFile,
  ])
  return serveFile(ctx, file, request, { asDownload: query.download !== undefined })
})
