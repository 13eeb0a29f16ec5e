import { sql } from 'drizzle-orm'
import { openDatabase } from '@/db/client'
import type { DemoAccount } from '@/db/seed/demo-accounts'
import { CommandError } from '../command'

// Kept with the data, so that it travels with a backup: these accounts have known passwords.
const mark = 'linghang demo data'
const unfinished = 'linghang demo data, unfinished'

/**
 * Brings the demo data to a database when it is empty, and keeps demo data out of anything else.
 * @returns the demo accounts, or none when this is no demo
 * @throws CommandError when demo and real data would meet
 */
export async function prepareDemo(url: string, demo: boolean): Promise<readonly DemoAccount[]> {
  const { db, close } = openDatabase(url, { poolSize: 4 })
  try {
    const [row] = await db.execute<{ mark: string | null; empty: boolean }>(sql`
      select obj_description('organisations'::regclass, 'pg_class') as mark,
             not exists (select 1 from organisations) as empty`)
    if (!demo) {
      if (row?.mark) {
        throw new CommandError('This database holds demo data: use another one, or set DEMO=1')
      }
      return []
    }
    const { seedDemo, demoAccounts } = await import('.')
    if (row?.mark === mark) {
      return demoAccounts
    }
    if (row?.mark === unfinished) {
      throw new UnfinishedDemo('The demo data was interrupted: empty the database and start again')
    }
    if (!row?.empty) {
      throw new CommandError('DEMO=1 wants an empty database, this one holds data: use another one')
    }
    await db.execute(sql.raw(`comment on table organisations is '${unfinished}'`))
    await seedDemo(db, new Date())
    await db.execute(sql.raw(`comment on table organisations is '${mark}'`))
    return demoAccounts
  } finally {
    await close()
  }
}

/**
 * Refuses to work on demo data as if it were real, and on real data as if it were a demo: for
 * processes beside the one that prepares the data.
 * @throws CommandError
 */
export async function assertDemoFits(url: string, demo: boolean): Promise<void> {
  const { db, close } = openDatabase(url, { poolSize: 1 })
  try {
    const [row] = await db.execute<{ mark: string | null }>(
      sql`select obj_description(to_regclass('organisations'), 'pg_class') as mark`,
    )
    if (demo && row?.mark !== mark) {
      throw new CommandError('DEMO=1, but this database holds no demo data: unset DEMO')
    }
    if (!demo && row?.mark) {
      throw new CommandError('This database holds demo data: use another one, or set DEMO=1')
    }
  } finally {
    await close()
  }
}

/** The first start was cut off in the middle of the demo data. */
export class UnfinishedDemo extends CommandError {}

/** Throws the half-filled demo database away; nothing of anybody's was in it. */
export async function emptyDatabase(url: string): Promise<void> {
  const { db, close } = openDatabase(url, { poolSize: 1 })
  try {
    await db.execute(sql`drop schema if exists graphile_worker, drizzle, public cascade`)
    await db.execute(sql`create schema public`)
  } finally {
    await close()
  }
}
