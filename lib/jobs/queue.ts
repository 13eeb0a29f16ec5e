import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'

/**
 * What can wake the worker: event names with their payload. A job only wakes somebody up; the work
 * itself is a domain row, so a lost job costs a minute until the sweep, never the work.
 */
export interface Events {
  /** Notices have been written that want an SMS. */
  'notices.written': Record<string, never>
  /** Messages wait to be handed over. */
  'sms.waiting': Record<string, never>
  /** A fact was recorded; the ledger posts it. */
  'fact.recorded': { factId: string }
  /** Every minute. */
  'sweep.minute': Record<string, never>
  /** Every night. */
  'sweep.daily': Record<string, never>
}

export type EventName = keyof Events

export interface EnqueueOptions {
  runAt?: Date
  /** Jobs of one key replace each other while they wait. */
  key?: string
}

/** Before all others: somebody waits at the sign-in page for what these send. */
const urgentEvents: readonly EventName[] = ['sms.waiting']

/** Enqueues by SQL in the caller's transaction: the job exists exactly if the work does. */
export async function enqueue<N extends EventName>(
  db: Db,
  name: N,
  payload: Events[N],
  options: EnqueueOptions = {},
): Promise<void> {
  await db.execute(sql`
    select graphile_worker.add_job(
      ${name}, payload := ${JSON.stringify(payload)}::json,
      run_at := ${options.runAt?.toISOString() ?? null}::timestamptz,
      job_key := ${options.key ?? null}, max_attempts := 12,
      priority := ${urgentEvents.includes(name) ? -10 : 0})`)
}
