import { ne, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { newId } from '@/db/ids'
import { scorecardQuarters } from '@/db/schema'
import { createContext } from '@/lib/context'
import { describeError, log } from '@/lib/log'
import { groupedBy } from './grouped-by'
import { reckonQuarter } from './reckon-quarter'

interface Job {
  db: Db
  now: () => Date
}

/** Organisations that one sweep of a minute reckons at most; what is left over waits for the next. */
const batchSize = 500

/**
 * Reckons those whom a fact concerns, woken by 'fact.recorded': the branch of the fact, and of the
 * facts it supersedes, in quarters that have been opened.
 * @returns whether some quarter takes the fact; else the built-in rule does
 */
export async function reckonFact(job: Job, { factId }: { factId: string }): Promise<boolean> {
  const rows = await job.db.execute<{ quarterId: string; organisationId: string }>(sql`
    select distinct q.id as "quarterId", s.organisation_id as "organisationId"
    from facts f
    join facts v on v.kind = f.kind and v.source_type = f.source_type and v.source_id = f.source_id
    join quarter_subjects s on s.organisation_id = v.organisation_id
    join scorecard_quarters q on q.id = s.quarter_id and q.period = v.period
    where f.id = ${factId}`)
  await reckonPairs(job, rows)
  return rows.length > 0
}

/**
 * Reckons those for whom something has changed within a day and that have not been reckoned since: a
 * fact, a due that has passed, a record of an activity, a published value. For the sweep of every
 * minute.
 * @returns number of organisations, at most 500
 */
export async function reckonChanged(job: Job): Promise<number> {
  const now = sql`${job.now().toISOString()}::timestamptz`
  const within = (moment: string) => {
    const column = sql.raw(moment)
    return sql`${column} > ${now} - interval '1 day' and ${column} <= ${now}`
  }
  const rows = await job.db.execute<{ quarterId: string; organisationId: string }>(sql`
    with changed(organisation_id, at) as (
      select organisation_id, recorded_at from facts
        where id >= ${idOf(new Date(job.now().getTime() - 86_400_000))}::uuid
      union all select organisation_id, due_at from obligations where ${within('due_at')}
      union all select organisation_id, discharged_at from obligations
        where ${within('discharged_at')}
      union all select organisation_id, recorded_at from activities where ${within('recorded_at')}
      union all select organisation_id, withdrawn_at from activities where ${within('withdrawn_at')}
      union all select organisation_id, published_at from known_values where ${within('published_at')}
    ), latest as (select organisation_id, max(at) as at from changed group by 1)
    select s.quarter_id as "quarterId", s.organisation_id as "organisationId"
    from quarter_subjects s
    join scorecard_quarters q on q.id = s.quarter_id and q.state <> 'frozen'
    left join latest l on l.organisation_id = s.organisation_id
    where s.reckoned_at is null or l.at > s.reckoned_at - interval '1 minute'
    order by s.reckoned_at nulls first, s.organisation_id limit ${batchSize}`)
  await reckonPairs(job, rows)
  return rows.length
}

/**
 * Reckons everybody in every quarter that is not frozen; for the sweep of every night.
 * @throws Error in the end, when a quarter could not be reckoned; each stands in the log
 */
export async function reckonOpenQuarters(job: Job): Promise<void> {
  const open = await job.db
    .select({ quarterId: scorecardQuarters.id })
    .from(scorecardQuarters)
    .where(ne(scorecardQuarters.state, 'frozen'))
  await inTurn(job, open)
}

/** Reckons pairs of quarter and organisation, quarter by quarter. */
async function reckonPairs(
  job: Job,
  pairs: readonly { quarterId: string; organisationId: string }[],
): Promise<void> {
  const quarters = groupedBy(pairs, (one) => one.quarterId)
  await inTurn(
    job,
    [...quarters].map(([quarterId, own]) => ({
      quarterId,
      organisationIds: own.map((one) => one.organisationId),
    })),
  )
}

async function inTurn(
  { db, now }: Job,
  inputs: readonly { quarterId: string; organisationIds?: readonly string[] }[],
): Promise<void> {
  const failures: unknown[] = []
  for (const input of inputs) {
    try {
      const ctx = createContext({ db, viewer: null, now: now(), requestId: newId() })
      const { problems } = await reckonQuarter(ctx, input)
      if (problems.length > 0) {
        log('warn', 'not_scorable', { quarterId: input.quarterId, problems: problems.slice(0, 20) })
      }
    } catch (error) {
      // One quarter that cannot be reckoned must not keep the others waiting.
      log('error', 'quarter_not_reckoned', { quarterId: input.quarterId, ...describeError(error) })
      failures.push(error)
    }
  }
  if (failures.length > 0) {
    throw new Error(`${failures.length} quarters could not be reckoned`, { cause: failures[0] })
  }
}

/** The smallest UUIDv7 of a moment: the primary key itself says when a row was made. */
function idOf(moment: Date): string {
  const time = moment.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}
