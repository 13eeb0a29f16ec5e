import postgres from 'postgres'
import { insertAccounts, insertOrganisations, insertPeople } from './data-organisation'
import { copiesPerTask, insertHistory, insertTasks, taskCount } from './data-tasks'

/** Sizes at scale 1: 2,000 branches, 40,000 people, 1,000,000 assignments. */
export interface Size {
  branches: number
  people: number
  assignments: number
  /** Midnight in Shanghai of the day everything is counted from, ISO. */
  today: string
}

/** Who the cases sign in as. */
export interface Accounts {
  officerId: string
  officerSessionId: string
  /** Secretary of the first branch. */
  secretaryId: string
  secretarySessionId: string
  committeeId: string
}

const peoplePerBranch = 20

/** The size of a scale; never less than ten branches. */
export function sizeOf(scale: number, now: Date): Size {
  const branches = Math.max(10, Math.round((2000 * scale) / 10) * 10)
  const day = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  return {
    branches,
    people: branches * peoplePerBranch,
    assignments: taskCount * copiesPerTask(branches),
    today: `${day}T00:00:00+08:00`,
  }
}

/**
 * Fills an empty, migrated database: the same rows for the same scale and day, made in the server.
 * Foreign keys and triggers rest meanwhile; secondary indexes are built at the end.
 */
export async function fillDatabase(
  url: string,
  scale: number,
  say: (line: string) => void,
): Promise<Accounts> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const size = sizeOf(scale, new Date())
  const began = performance.now()
  try {
    await prepare(sql)
    await insertOrganisations(sql, size)
    await insertPeople(sql, size)
    say(`${size.branches} branches, ${size.people} people`)
    const indexes = await dropIndexes(sql)
    await insertTasks(sql, size)
    await insertHistory(sql, size, (done) => say(`${done} of ${size.assignments} assignments`))
    say('indexes, tallies, statistics')
    for (const definition of indexes) {
      await sql.unsafe(definition)
    }
    const accounts = await insertAccounts(sql, size)
    await finish(sql)
    say(`filled in ${((performance.now() - began) / 1000).toFixed(0)} s`)
    return accounts
  } finally {
    await sql.end()
  }
}

// Ids grow with their number, as the application's UUIDv7 do.
async function prepare(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    set session_replication_role = replica;
    set synchronous_commit = off;
    set maintenance_work_mem = '256MB';
    set timezone = 'Asia/Shanghai';
    create function bench_id(kind int, n bigint) returns uuid language sql immutable as $$
      select ('0190' || lpad(to_hex(kind), 4, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
    create function bench_pick(words text[], n bigint) returns text language sql immutable as $$
      select words[1 + n % array_length(words, 1)] $$`)
}

async function dropIndexes(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ name: string; definition: string }[]>`
    select i.indexname as name, i.indexdef as definition
    from pg_indexes i
    where i.schemaname = 'public'
      and i.tablename in ('assignments', 'steps', 'clock_segments', 'submissions', 'notices',
        'sms_messages', 'dispatch_recipients', 'acceptances')
      and not exists (select 1 from pg_constraint c where c.conname = i.indexname)`
  for (const { name } of rows) {
    await sql`drop index ${sql(name)}`
  }
  return rows.map((row) => row.definition)
}

async function finish(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    insert into task_tallies (task_id, state, count)
    select task_id, state, count(*) from assignments group by 1, 2;
    drop function bench_id, bench_pick`)
  await sql.unsafe('vacuum analyze')
  await sql.unsafe('checkpoint')
}
