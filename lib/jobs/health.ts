import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { rememberFor } from '@/lib/remember'

/** The sweep comes every minute: after three of them somebody has to look. */
const patienceMs = 3 * 60_000

export interface JobHealth {
  /** Whether no worker, of any replica, seems to be at work. */
  isStalled: boolean
  /** When the sweep of every minute came last; null when it never did. */
  sweptAt: Date | null
  /** Since when a job that is due has not been taken; null when none waits that long. */
  waitingSince: Date | null
}

export const stalledWords = '后台任务停滞，短信暂缓发出、没有丢失，请告知管理员'

/** Whether background work goes on, as the database sees it: the same answer from every replica. */
export async function jobHealth(db: Db, now: Date): Promise<JobHealth> {
  const before = new Date(now.getTime() - patienceMs)
  const [row] = await db.execute<{ sweptAt: string | null; waitingSince: string | null }>(sql`
    select
      (select coalesce(last_execution, known_since)
        from graphile_worker._private_known_crontabs where identifier = 'sweep.minute'
      ) as "sweptAt",
      (select min(run_at) from graphile_worker._private_jobs
        where is_available and run_at < ${before.toISOString()}::timestamptz) as "waitingSince"`)
  const sweptAt = row?.sweptAt ? new Date(row.sweptAt) : null
  const waitingSince = row?.waitingSince ? new Date(row.waitingSince) : null
  const isStalled = sweptAt === null || sweptAt < before || waitingSince !== null
  return { isStalled, sweptAt, waitingSince }
}

/** The same for the frame of every page: up to five seconds old. */
export const recentJobHealth = rememberFor(5000, jobHealth)
