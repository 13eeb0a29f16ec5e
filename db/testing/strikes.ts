import { sql } from 'drizzle-orm'
import type { Db } from '../client'

/** Failures on purpose, inside PostgreSQL itself: at a chosen write of a transaction, or at COMMIT. */
export interface Strikes {
  /**
   * Runs work again and again, struck at its commit, then at its first write, its second and so on,
   * until one run comes through. After each strike every table must be as it was before the first.
   * @returns the result of the run that came through, and which tables were struck
   */
  everywhere: <T>(work: () => Promise<T>) => Promise<{ result: T; struck: string[] }>
}

const atCommit = -1
const never = 0
/** More writes than any verb makes here: a run that never ends is a fault of the test. */
const strikesAtMost = 400

/** Prepares a test's own database for strikes; disarmed until they are asked for. */
export async function prepareStrikes(db: Db): Promise<Strikes> {
  const tables = await tablesOf(db)
  await db.execute(sql`create sequence strike_clock`)
  await db.execute(sql`create table strike_at (write int not null)`)
  await db.execute(sql`insert into strike_at values (${sql.raw(String(never))})`)
  await db.execute(sql`
    create function strike() returns trigger language plpgsql as $$
    begin
      if nextval('strike_clock') = (select write from strike_at) then
        raise exception 'struck %', tg_table_name;
      end if;
      return null;
    end $$`)
  await db.execute(sql`
    create function strike_commit() returns trigger language plpgsql as $$
    begin
      if (select write from strike_at) = ${sql.raw(String(atCommit))} then
        raise exception 'struck commit';
      end if;
      return null;
    end $$`)
  for (const table of tables) {
    await db.execute(sql`create trigger strike before insert or update or delete on ${sql.raw(table)}
      for each statement execute function strike()`)
    await db.execute(sql`create constraint trigger strike_commit after insert or update
      on ${sql.raw(table)} deferrable initially deferred
      for each row execute function strike_commit()`)
  }
  return { everywhere: (work) => everywhere(db, tables, work) }
}

async function everywhere<T>(db: Db, tables: string[], work: () => Promise<T>) {
  const before = await contents(db, tables)
  const struck: string[] = []
  for (let write = atCommit; write < strikesAtMost; write += 1) {
    if (write === never) {
      continue
    }
    await arm(db, write)
    const outcome = await work().then(
      (result) => ({ result }),
      (error: unknown) => ({ table: struckTable(error) }),
    )
    await arm(db, never)
    if ('result' in outcome) {
      return { result: outcome.result, struck }
    }
    struck.push(outcome.table)
    const after = await contents(db, tables)
    const left = tables.filter((table) => after.get(table) !== before.get(table))
    if (left.length > 0) {
      throw new Error(`The strike at ${outcome.table} (write ${write}) left its mark on ${left}`)
    }
  }
  throw new Error(`Still struck after ${strikesAtMost} writes`)
}

async function arm(db: Db, write: number): Promise<void> {
  await db.execute(sql`select setval('strike_clock', 1, false)`)
  await db.execute(sql`update strike_at set write = ${sql.raw(String(write))}`)
}

/** Of the failure that was meant; any other one goes on. */
function struckTable(error: unknown): string {
  for (let one = error; one instanceof Error; one = one.cause) {
    const table = /^struck (\w+)/.exec(one.message)?.[1]
    if (table) {
      return table
    }
  }
  throw error
}

/** The tables of the product and the queue of jobs. */
async function tablesOf(db: Db): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(sql`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r'
      and (n.nspname = 'public' or n.nspname = 'graphile_worker' and c.relname like '%jobs')
    order by 1`)
  return rows.map((row) => row.name)
}

/** A mark of every row of every table. */
async function contents(db: Db, tables: string[]): Promise<Map<string, string>> {
  const marks = tables.map(
    (table) => sql`select ${table} as name,
      count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as mark
      from ${sql.raw(table)} t`,
  )
  const rows = await db.execute<{ name: string; mark: string }>(sql.join(marks, sql` union all `))
  return new Map(rows.map((row) => [row.name, row.mark]))
}
