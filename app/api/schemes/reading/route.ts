import { z } from 'zod'
import { classificationField } from '@/lib/files/schema'
import { readBoundedBody } from '@/lib/forms/read-bounded-body'
import { route } from '@/lib/route'
import { readSchemeFile } from '@/lib/scorecard/scheme/drafting/transfer-scheme'

/** A table of rules as the body of one request; answers what was read of it, and keeps nothing. */
export const POST = route(
  { query: z.object({ classification: classificationField }) },
  async (ctx, { request, query }) => {
    const bytes = await readBoundedBody(request)
    return Response.json(await readSchemeFile(ctx, { ...query, bytes }))
  },
)
