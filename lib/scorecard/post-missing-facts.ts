import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { createContext } from '@/lib/context'
import { describeError, log } from '@/lib/log'
import { reckonFact } from './ledger/reckon-jobs'
import { postFact } from './post-fact'

interface Job {
  db: Db
  now: () => Date
}

const batchSize = 500
const recentMs = 3 * 86_400_000

/**
 * Posts one fact, woken by 'fact.recorded': to the quarters of the index it concerns, else under the
 * built-in rule. The system acts, not a person.
 */
export async function postRecordedFact(job: Job, { factId }: { factId: string }): Promise<void> {
  if (!(await reckonFact(job, { factId }))) {
    await postFact(systemContext(job), { factId })
  }
}

/**
 * Posts facts of the last three days whose job was lost; for the sweep of every minute.
 * @returns how many were posted, at most 500
 * @throws Error in the end, when some could not be posted; each stands in the log
 */
export async function postRecentFacts(job: Job): Promise<number> {
  // Ids are UUIDv7: the primary key itself says when a row was made.
  const oldest = (job.now().getTime() - recentMs).toString(16).padStart(12, '0')
  const since = `${oldest.slice(0, 8)}-${oldest.slice(8)}-7000-8000-000000000000`
  return postUnposted(job, since)
}

/**
 * Posts every fact that is not in the ledger, however old; for the sweep of every night.
 * @returns how many were posted, at most 500
 * @throws Error in the end, when some could not be posted; each stands in the log
 */
export async function postMissingFacts(job: Job): Promise<number> {
  return postUnposted(job, '00000000-0000-0000-0000-000000000000')
}

async function postUnposted(job: Job, since: string): Promise<number> {
  const rows = await job.db.execute<{ id: string }>(sql`
    select f.id from facts f
    where f.id >= ${since}::uuid and f.kind = 'task_evaluation'
      and not exists (
        select 1 from score_entries e
        where e.organisation_id = f.organisation_id and e.period = f.period and e.fact_id = f.id)
      and not exists (
        select 1 from facts later
        where later.kind = f.kind and later.source_type = f.source_type
          and later.source_id = f.source_id and later.version > f.version)
      and not exists (
        select 1 from quarter_subjects s join scorecard_quarters q on q.id = s.quarter_id
        where s.organisation_id = f.organisation_id and q.period = f.period)
    order by f.id limit ${batchSize}`)
  let posted = 0
  const failures: unknown[] = []
  for (const { id: factId } of rows) {
    try {
      posted += (await postFact(systemContext(job), { factId })) ? 1 : 0
    } catch (error) {
      // One that cannot be posted must not keep the others out of the ledger.
      log('error', 'fact_not_posted', { factId, ...describeError(error) })
      failures.push(error)
    }
  }
  if (failures.length > 0) {
    throw new Error(`${failures.length} facts could not be posted, ${posted} were`, {
      cause: failures[0],
    })
  }
  return posted
}

function systemContext(job: Job) {
  return createContext({ db: job.db, viewer: null, now: job.now(), requestId: newId() })
}
