import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { rateLimits, sessions, signInCodes } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createPerson, testNow } from '@/db/testing/factories'
import { sweepSignInRecords } from './sweep-sign-in-records'

const { db } = await testDatabase()
const daysAgo = (days: number) => new Date(testNow.getTime() - days * 86_400_000)

test('what a limit still looks at stays, what is old goes', async () => {
  const { id: personId } = await createPerson(db)
  const session = {
    personId,
    device: '未知设备',
    createdAt: daysAgo(220),
    lastSeenAt: daysAgo(200),
  }
  await db.insert(sessions).values([
    { ...session, expiresAt: daysAgo(190) },
    { ...session, expiresAt: daysAgo(1) },
  ])
  for (const at of [daysAgo(3), daysAgo(1)]) {
    await db.insert(rateLimits).values({ key: 'k', windowStartsAt: at, count: 1 })
    await db.insert(signInCodes).values({
      id: newId(),
      phoneLookup: 'x',
      codeHash: 'x',
      createdAt: at,
      expiresAt: at,
    })
  }
  await sweepSignInRecords({ db, now: testNow })
  expect(await db.$count(sessions)).toBe(1)
  expect(await db.$count(rateLimits)).toBe(1)
  expect(await db.$count(signInCodes)).toBe(1)
})
