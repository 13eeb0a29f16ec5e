import { and, desc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { accounts, sessions, signInCodes, smsMessages } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMember,
  createPerson,
  createTree,
  type MadePerson,
  testNow,
} from '@/db/testing/factories'
import { phoneLookup } from '@/lib/phone'
import { open } from '@/lib/secret'
import { choicesOf, choosePerson } from './choose-person'
import { requestCode } from './request-code'
import { signInWithCode } from './sign-in-with-code'

const { db } = await testDatabase({ poolSize: 12 })
const client = { userAgent: null, address: '10.0.0.2' }
const tree = await createTree(db)

beforeEach(() => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})
afterEach(() => {
  vi.restoreAllMocks()
})

let serial = 0
const nextPhone = () => {
  serial += 1
  return `137${String(serial).padStart(8, '0')}`
}

async function withAccount(person: MadePerson) {
  await db.insert(accounts).values({ personId: person.id, state: 'active', createdAt: testNow })
  return person
}

const at = (now: Date) => createContextFor(db, 'system', { now })
const later = (seconds: number) => new Date(testNow.getTime() + seconds * 1000)

async function request(phone: string, now = testNow, address: string | null = client.address) {
  return requestCode(await at(now), { phone, client: { ...client, address } })
}

/** The code as the phone would show it. */
async function codeSent(): Promise<string> {
  const [message] = await db.select().from(smsMessages).orderBy(desc(smsMessages.id)).limit(1)
  return open(message?.params['sealed:code'] ?? '')
}

async function enter(phone: string, code: string, now = testNow) {
  return signInWithCode(await at(now), { phone, code, client })
}

const otherThan = (code: string) => (code === '000000' ? '111111' : '000000')

test('a code signs in, once', async () => {
  const phone = nextPhone()
  const person = await withAccount(await createPerson(db, { phone }))
  await request(phone)
  const code = await codeSent()
  expect(await enter(phone, code)).toMatchObject({ personId: person.id })
  await expect(enter(phone, code)).rejects.toMatchObject({ code: 'invalid' })
})

test('of ten requests with the right code at one time exactly one gets in', async () => {
  const phone = nextPhone()
  const person = await withAccount(await createPerson(db, { phone }))
  await request(phone)
  const code = await codeSent()
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => enter(phone, code)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await db.select().from(sessions).where(eq(sessions.personId, person.id))).toHaveLength(1)
})

test('a number nobody has gets the same answer, the same row, the same limits, and no message', async () => {
  const [known, unknown] = [nextPhone(), nextPhone()]
  await withAccount(await createPerson(db, { phone: known }))
  const before = await db.$count(smsMessages)
  const answers = [await request(known), await request(unknown)]
  expect(answers).toEqual([
    { phoneMasked: expect.stringMatching(/^137\*{4}\d{4}$/) },
    { phoneMasked: expect.stringMatching(/^137\*{4}\d{4}$/) },
  ])
  expect(await db.$count(smsMessages)).toBe(before + 1)
  for (const phone of [known, unknown]) {
    await expect(request(phone)).rejects.toMatchObject({ code: 'limit' })
    expect(await db.$count(signInCodes, eq(signInCodes.phoneLookup, phoneLookup(phone)))).toBe(1)
  }
  const wrong = await Promise.all(
    [known, unknown].map((phone) => enter(phone, '000000').catch((e: Error) => e.message)),
  )
  expect(wrong[0]).toBe(wrong[1])
})

test('the code stands nowhere in clear', async () => {
  const phone = nextPhone()
  await withAccount(await createPerson(db, { phone }))
  await request(phone)
  const code = await codeSent()
  const [row] = await db
    .select()
    .from(signInCodes)
    .where(eq(signInCodes.phoneLookup, phoneLookup(phone)))
  const [message] = await db.select().from(smsMessages).orderBy(desc(smsMessages.id)).limit(1)
  expect(JSON.stringify([row, message])).not.toContain(code)
})

test('five attempts, then the code is dead even when it is right', async () => {
  const phone = nextPhone()
  await withAccount(await createPerson(db, { phone }))
  await request(phone)
  const code = await codeSent()
  for (let left = 4; left >= 0; left -= 1) {
    await expect(enter(phone, otherThan(code))).rejects.toMatchObject({
      message: expect.stringContaining(left > 0 ? `还可再试 ${left} 次` : '请重新获取'),
    })
  }
  await expect(enter(phone, code)).rejects.toMatchObject({
    message: expect.stringContaining('验证码已失效'),
  })
})

test('a code dies after five minutes, and when a newer one was sent', async () => {
  const phone = nextPhone()
  await withAccount(await createPerson(db, { phone }))
  await request(phone)
  const first = await codeSent()
  await expect(enter(phone, first, later(300))).rejects.toMatchObject({ code: 'invalid' })
  await request(phone, later(60))
  const second = await codeSent()
  if (first !== second) {
    await expect(enter(phone, first, later(61))).rejects.toMatchObject({ code: 'invalid' })
  }
  await expect(enter(phone, second, later(62))).resolves.toBeDefined()
})

test('one a minute, five an hour, ten in 24 hours, by the clock of the provider', async () => {
  const phone = nextPhone()
  await request(phone, later(20))
  await expect(request(phone, later(59))).rejects.toMatchObject({
    message: expect.stringContaining('1 秒后再获取'),
  })
  for (const minute of [1, 2, 3, 4]) {
    await request(phone, later(minute * 60))
  }
  await expect(request(phone, later(360))).rejects.toMatchObject({
    message: expect.stringContaining('请 54 分钟后再试'),
  })
  for (const minute of [60, 61, 62, 63, 64]) {
    await request(phone, later(minute * 60))
  }
  await expect(request(phone, later(120 * 60))).rejects.toMatchObject({
    message: expect.stringContaining('一天内已获取 10 次'),
  })
  // 24 hours after the first of them there is room for one.
  await request(phone, later(24 * 3600 + 20))
  await expect(request(phone, later(24 * 3600 + 60))).resolves.toBeDefined()
  expect(await db.$count(signInCodes, eq(signInCodes.phoneLookup, phoneLookup(phone)))).toBe(12)
})

test('of ten requests for a code at one time exactly one is sent', async () => {
  const phone = nextPhone()
  await withAccount(await createPerson(db, { phone }))
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => request(phone)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await db.$count(signInCodes, eq(signInCodes.phoneLookup, phoneLookup(phone)))).toBe(1)
})

test('one address gets sixty codes an hour over many numbers, then a sentence', async () => {
  for (let count = 0; count < 60; count += 1) {
    await request(nextPhone(), testNow, '10.8.8.8')
  }
  await expect(request(nextPhone(), testNow, '10.8.8.8')).rejects.toMatchObject({
    code: 'limit',
    message: expect.stringContaining('从这里发出的验证码太多'),
  })
  await expect(request(nextPhone(), testNow, '10.8.8.9')).resolves.toBeDefined()
})

async function sharedPhone() {
  const phone = nextPhone()
  const [branch] = tree.branches
  const first = await withAccount(await createMember(db, branch, { phone, name: '王一' }))
  const second = await withAccount(await createMember(db, branch, { phone, name: '王二' }))
  await request(phone)
  const outcome = await enter(phone, await codeSent())
  return { first, second, branch, ticket: outcome.ticket ?? '' }
}

test('several people of one number choose who they are, once a code', async () => {
  const { first, second, branch, ticket } = await sharedPhone()
  const ctx = await at(testNow)
  expect(await choicesOf(ctx, ticket)).toMatchObject([
    { name: '王一', branchName: branch.name, needsOwnPhone: false },
    { name: '王二' },
  ])
  const stranger = await withAccount(await createPerson(db))
  await expect(choosePerson(ctx, { ticket, personId: stranger.id, client })).rejects.toMatchObject({
    code: 'not_found',
  })
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10 }, (_, turn) =>
      choosePerson(ctx, { ticket, personId: turn % 2 ? first.id : second.id, client }),
    ),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a ticket that was changed or is too old is refused', async () => {
  const { first, ticket } = await sharedPhone()
  const ctx = await at(testNow)
  const [codeId, until, signature] = ticket.split('.')
  for (const forged of ['', 'x.y.z', `${codeId}.${Number(until) + 1}.${signature}`]) {
    await expect(
      choosePerson(ctx, { ticket: forged, personId: first.id, client }),
    ).rejects.toMatchObject({ code: 'invalid' })
  }
  await expect(
    choosePerson(await at(later(301)), { ticket, personId: first.id, client }),
  ).rejects.toMatchObject({ code: 'invalid' })
})

test('whoever holds a post and shares his number is told to use another way', async () => {
  const { first, second, branch, ticket } = await sharedPhone()
  await appointPost(db, first, branch, { post: 'clerk' })
  const ctx = await at(testNow)
  await expect(choosePerson(ctx, { ticket, personId: first.id, client })).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('工号和密码'),
  })
  expect(await choosePerson(ctx, { ticket, personId: second.id, client })).toMatchObject({
    personId: second.id,
  })
})

test('a disabled account gets no message and no session', async () => {
  const phone = nextPhone()
  const person = await withAccount(await createPerson(db, { phone }))
  await db.update(accounts).set({ state: 'disabled' }).where(eq(accounts.personId, person.id))
  const before = await db.$count(smsMessages)
  await request(phone)
  expect(await db.$count(smsMessages)).toBe(before)
  await db.update(accounts).set({ state: 'active' }).where(eq(accounts.personId, person.id))
  await request(phone, later(60))
  const code = await codeSent()
  await db.update(accounts).set({ state: 'disabled' }).where(eq(accounts.personId, person.id))
  await expect(enter(phone, code, later(61))).rejects.toMatchObject({ code: 'forbidden' })
  expect(await db.$count(sessions, and(eq(sessions.personId, person.id)))).toBe(0)
})
