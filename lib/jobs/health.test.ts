import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { jobHealth } from './health'
import { enqueue } from './queue'

const { db } = await testDatabase()
const now = new Date('2026-09-15T09:00:00+08:00')
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

async function sweptAt(at: Date) {
  await db.execute(sql`
    insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
    values ('sweep.minute', ${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz)
    on conflict (identifier) do update set last_execution = excluded.last_execution`)
}

test('no sweep for three minutes, or a due job that nobody takes, is a standstill', async () => {
  expect(await jobHealth(db, now)).toMatchObject({ isStalled: true, sweptAt: null })
  await sweptAt(minutesAgo(4))
  expect((await jobHealth(db, now)).isStalled).toBe(true)
  await sweptAt(minutesAgo(1))
  expect(await jobHealth(db, now)).toEqual({
    isStalled: false,
    sweptAt: minutesAgo(1),
    waitingSince: null,
  })
  await enqueue(db, 'sms.waiting', {}, { runAt: minutesAgo(5) })
  expect(await jobHealth(db, now)).toMatchObject({ isStalled: true, waitingSince: minutesAgo(5) })
})
