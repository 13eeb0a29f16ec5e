import { z } from 'zod'
import { invalid } from '@/lib/errors'
import { route } from '@/lib/route'
import { saveSelfAssessment } from '@/lib/scorecard/self/save-self-assessment'
import { saveSelfForm } from '@/lib/scorecard/self/schema'

const stale = '页面已过期，请刷新后再试'
const params = z.object({ quarterId: z.uuid(stale), organisationId: z.uuid(stale) })
const body = z.record(z.string().max(60), z.string().max(600))

/** A line of 自评 while it is being filled in: `points.<indicator>` and `note.<indicator>`. */
export const PUT = route({ params }, async (ctx, { request, params: at }) => {
  const fields = body.safeParse(await request.json().catch(() => null))
  const read = saveSelfForm.safeParse({ ...(fields.data ?? {}), ...at })
  if (!fields.success || !read.success) {
    throw invalid(read.error?.issues[0]?.message ?? stale)
  }
  return Response.json(await saveSelfAssessment(ctx, read.data))
})
