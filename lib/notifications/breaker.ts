import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { enqueue } from '@/lib/jobs/queue'
import type { SendResult } from '@/lib/providers/sms'

/** Failures in a row, of all replicas together, after which nobody calls for a while. */
export const failuresAtMost = 5
const firstPauseMs = 30_000
const longestPauseMs = 600_000
/** How long the one who tries whether the provider is back keeps the others waiting. */
const probeMs = 60_000

/** `probe`: one message may go, to see whether the provider is back. */
export type Door = 'closed' | 'open' | 'probe'

/** Whether messages may be handed over now: `closed` means as many as there are (the circuit's word). */
export async function askBreaker(db: Db, provider: string, now: Date): Promise<Door> {
  const [row] = await db.execute<{ until: string | null }>(sql`
    select until from sms_breakers where provider = ${provider}`)
  if (!row?.until) {
    return 'closed'
  }
  const leftMs = new Date(row.until).getTime() - now.getTime()
  // Longer than any pause: the clock was set back meanwhile.
  if (leftMs > 0 && leftMs <= longestPauseMs) {
    return 'open'
  }
  const taken = await db.execute(sql`
    update sms_breakers set until = ${moment(now, probeMs)}
    where provider = ${provider} and until = ${row.until}::timestamptz returning provider`)
  return taken.length > 0 ? 'probe' : 'open'
}

/** Gives the probe back: there was nothing to try it with. */
export async function leaveProbe(db: Db, provider: string, now: Date): Promise<void> {
  await db.execute(sql`
    update sms_breakers set until = ${moment(now)} where provider = ${provider} and until is not null`)
}

/** Whether a result says that the provider itself is out of order. */
export function isProviderFailure(result: SendResult | { kind: 'expired' }): boolean {
  return (
    result.kind === 'unknown' ||
    (result.kind === 'refused_retry' &&
      (result.failure === 'platform' || result.failure === 'no_connection'))
  )
}

/**
 * Counts the results of calls, in their order. After too many failures in a row the circuit opens,
 * for as long as it has been open already, but 30 seconds at least and ten minutes at most.
 * @returns whether it is open now
 */
export async function noteResults(
  db: Db,
  provider: string,
  results: readonly SendResult[],
  now: Date,
): Promise<boolean> {
  if (results.length === 0) {
    return false
  }
  const failures = results.length - 1 - results.findLastIndex((one) => !isProviderFailure(one))
  if (failures === 0) {
    await db.execute(sql`
      update sms_breakers set failures = 0, opened_at = null, until = null
      where provider = ${provider} and (failures > 0 or until is not null)`)
    return false
  }
  const before = failures === results.length ? sql`b.failures` : sql`0`
  const [row] = await db.execute<{ until: string | null }>(sql`
    insert into sms_breakers as b (provider, failures) values (${provider}, ${failures})
    on conflict (provider) do update set failures = ${before} + ${failures}
    returning until`)
  const isOpened = await openAfterFailures(db, provider, now)
  return isOpened ?? row?.until !== null
}

async function openAfterFailures(db: Db, provider: string, now: Date): Promise<boolean | null> {
  const at = moment(now)
  const [row] = await db.execute<{ until: string }>(sql`
    update sms_breakers set opened_at = coalesce(opened_at, ${at}),
      until = ${at} + greatest(${seconds(firstPauseMs)},
        least(${seconds(longestPauseMs)}, ${at} - coalesce(opened_at, ${at})))
    where provider = ${provider} and failures >= ${failuresAtMost}
    returning until`)
  if (!row) {
    return null
  }
  await enqueue(db, 'sms.waiting', {}, { runAt: new Date(row.until), key: 'sms-after-breaker' })
  return true
}

function moment(now: Date, laterMs = 0) {
  return sql`${new Date(now.getTime() + laterMs).toISOString()}::timestamptz`
}

function seconds(ms: number) {
  return sql`make_interval(secs => ${ms / 1000})`
}
