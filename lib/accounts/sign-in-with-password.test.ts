import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { accounts, auditEntries, sessions } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createPerson, testNow } from '@/db/testing/factories'
import { findSession } from './find-session'
import { hashPassword } from './password-hash'
import { disabledWords, signInWithPassword } from './sign-in-with-password'

const { db } = await testDatabase()
const password = '安全第一 2026 年'
const passwordHash = await hashPassword(password)
const client = { userAgent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/120.0', address: '10.0.0.1' }

beforeEach(() => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})
afterEach(() => {
  vi.restoreAllMocks()
})

async function personWithPassword() {
  const person = await createPerson(db)
  await db
    .insert(accounts)
    .values({ personId: person.id, state: 'active', passwordHash, createdAt: testNow })
  return { ...person, employeeNumber: person.employeeNumber ?? '' }
}

async function tryWith(
  employeeNumber: string,
  given: { password?: string; at?: Date; address?: string | null } = {},
) {
  const ctx = await createContextFor(db, 'system', { now: given.at ?? testNow })
  return signInWithPassword(ctx, {
    employeeNumber,
    password: given.password ?? password,
    from: undefined,
    client: { ...client, address: given.address === undefined ? client.address : given.address },
  })
}

const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000)

test('the right password opens a session that is a row, named by device, and audited', async () => {
  const person = await personWithPassword()
  const { sessionId, personId } = await tryWith(person.employeeNumber)
  expect(personId).toBe(person.id)
  expect(await findSession(db, sessionId, testNow)).toBe(person.id)
  const [row] = await db.select().from(sessions).where(eq(sessions.id, sessionId))
  expect(row).toMatchObject({ device: 'Chrome · Windows 电脑', address: '10.0.0.1' })
  const entries = await db
    .select({ action: auditEntries.action })
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, person.id))
  expect(entries).toEqual([{ action: 'account.signIn' }])
})

test('a wrong password, an unknown number and an account without password get one answer', async () => {
  const person = await personWithPassword()
  const bare = await createPerson(db)
  await db.insert(accounts).values({ personId: bare.id, state: 'active', createdAt: testNow })
  const answers = await Promise.all(
    [person.employeeNumber, 'NOBODY1', bare.employeeNumber ?? ''].map((number) =>
      tryWith(number, { password: 'wrong password' }).catch((error: Error) => error.message),
    ),
  )
  expect(new Set(answers).size).toBe(1)
  expect(answers[0]).toContain('还可再试 4 次')
})

test('an unknown number costs as much work as a known one', async () => {
  const person = await personWithPassword()
  const measure = async (number: string) => {
    const start = performance.now()
    await tryWith(number, { password: 'wrong password' }).catch(() => undefined)
    return performance.now() - start
  }
  await measure('NOBODY2')
  const known = await measure(person.employeeNumber)
  expect(await measure('NOBODY3')).toBeGreaterThan(known / 4)
})

test('after five failures one waits, longer each time, and the sentence says how long', async () => {
  const { employeeNumber } = await personWithPassword()
  const wrong = { password: 'wrong password' }
  for (let count = 0; count < 5; count += 1) {
    await expect(tryWith(employeeNumber, wrong)).rejects.toMatchObject({ code: 'invalid' })
  }
  await expect(tryWith(employeeNumber)).rejects.toMatchObject({
    code: 'limit',
    message: expect.stringContaining('请 1 分钟后再试'),
  })
  // Somebody else may have made the owner wait: he is told the other way in.
  await expect(tryWith(employeeNumber)).rejects.toMatchObject({
    message: expect.stringContaining('改用短信验证码登录'),
  })
  await expect(tryWith(employeeNumber, { ...wrong, at: later(1) })).rejects.toMatchObject({
    code: 'invalid',
  })
  await expect(tryWith(employeeNumber, { at: later(2) })).rejects.toMatchObject({
    message: expect.stringContaining('请 1 分钟后再试'),
  })
  await expect(tryWith(employeeNumber, { ...wrong, at: later(3) })).rejects.toMatchObject({
    code: 'invalid',
  })
  await expect(tryWith(employeeNumber, { at: later(3) })).rejects.toMatchObject({
    message: expect.stringContaining('请 4 分钟后再试'),
  })
  // Right after the wait: in, and the count begins anew.
  await tryWith(employeeNumber, { at: later(7) })
  await expect(tryWith(employeeNumber, { ...wrong, at: later(8) })).rejects.toMatchObject({
    message: expect.stringContaining('还可再试 4 次'),
  })
})

test('guesses made at one time cannot pass the limit together', async () => {
  const { employeeNumber } = await personWithPassword()
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () =>
      tryWith(employeeNumber, { password: 'wrong password' }).catch(
        (error: { code: string }) => error.code,
      ),
    ),
  )
  expect(outcomes.filter((code) => code === 'invalid')).toHaveLength(5)
  expect(outcomes.filter((code) => code === 'limit')).toHaveLength(5)
})

test('an address that fails fifty times over many numbers waits too', async () => {
  const { employeeNumber } = await personWithPassword()
  for (let count = 0; count < 50; count += 1) {
    await tryWith(`GUESS${count}`, { password: 'x', address: '10.9.9.9' }).catch(() => undefined)
  }
  await expect(tryWith(employeeNumber, { address: '10.9.9.9' })).rejects.toMatchObject({
    code: 'limit',
  })
  await expect(tryWith(employeeNumber, { address: '10.9.9.8' })).resolves.toBeDefined()
})

test.each([
  ['unknown addresses', () => null, null],
  ['addresses of one /64', (count: number) => `2001:db8:0:7::${count}`, '2001:db8:0:7:a:b:c:d'],
])('%s count together', async (_what, addressOf, last) => {
  const { employeeNumber } = await personWithPassword()
  for (let count = 0; count < 50; count += 1) {
    const address = addressOf(count)
    await tryWith(`MANY${count}`, { password: 'x', address }).catch(() => undefined)
  }
  await expect(tryWith(employeeNumber, { address: last })).rejects.toMatchObject({ code: 'limit' })
})

test('a disabled account says so only to whoever has its password', async () => {
  const person = await personWithPassword()
  await db.update(accounts).set({ state: 'disabled' }).where(eq(accounts.personId, person.id))
  await expect(
    tryWith(person.employeeNumber, { password: 'wrong password' }),
  ).rejects.toMatchObject({ code: 'invalid' })
  await expect(tryWith(person.employeeNumber)).rejects.toMatchObject({
    code: 'forbidden',
    message: disabledWords,
  })
})
