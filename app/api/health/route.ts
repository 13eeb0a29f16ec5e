import { jobHealth } from '@/lib/jobs/health'
import { openRoute } from '@/lib/route'

/** For whoever watches the system: 200 while database and background work go on, 503 otherwise. */
export const GET = openRoute({}, async (ctx) => {
  const jobs = await jobHealth(ctx.db, ctx.now)
  return Response.json(
    { status: jobs.isStalled ? 'stalled' : 'ok', jobs },
    { status: jobs.isStalled ? 503 : 200, headers: { 'cache-control': 'no-store' } },
  )
})
