import { sql } from 'drizzle-orm'
import { openDatabase } from '@/db/client'
import type { DemoAccount } from '@/db/seed/demo-accounts'
import { CommandError } from '../command'

// Kept with the data, so that it travels with a backup: these accounts have known passwords.
const mark = 'linghang demo data'
const unfinished = 'linghang demo data, unfinished'
const demoInDatabase =
  '这个数据库里是演示数据，演示账号的密码是公开的，不能当正式系统用，没有做任何改动。请换一个数据库，或设置 DEMO=1。'

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
        throw new CommandError(demoInDatabase)
      }
      return []
    }
    const { seedDemo, demoAccounts } = await import('.')
    if (row?.mark === mark) {
      return demoAccounts
    }
    if (row?.mark === unfinished) {
      throw new UnfinishedDemo('演示数据没有生成完就中断了。请清空这个数据库后再启动。')
    }
    if (!row?.empty) {
      throw new CommandError(
        'DEMO=1 只能用在空的数据库上，这个数据库里已有数据，没有做任何改动。请换一个数据库，或去掉 DEMO。',
      )
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
      throw new CommandError(
        '设置了 DEMO=1，但这个数据库里没有演示数据，没有做任何改动。请去掉 DEMO。',
      )
    }
    if (!demo && row?.mark) {
      throw new CommandError(demoInDatabase)
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
