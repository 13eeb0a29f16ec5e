import { and, eq, isNull } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RoleKind } from '@/db/enums'
import { accounts, auditEntries, notices, roleGrants, sessions } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createOfficer,
  createPerson,
  createTree,
  grantRole as givenRole,
  type MadePerson,
  testNow,
} from '@/db/testing/factories'
import { applySetup } from './apply-setup'
import { changePassword } from './change-password'
import { disableAccount, enableAccount, endAccountSessions } from './control-account'
import { createAdministrators } from './create-administrators'
import { findSession } from './find-session'
import { grantRole } from './grant-role'
import { handOutSetup, resetAdministrator } from './hand-out-setup'
import { loadSignedIn, loadViewer } from './load-viewer'
import { mySessions } from './own-account'
import { hashPassword } from './password-hash'
import { accountOf, accountsPage } from './queries'
import { revokeRole } from './revoke-role'
import { revokeOtherSessions, revokeSession } from './revoke-session'
import { signInWithPassword } from './sign-in-with-password'
import { signOut } from './sign-out'
import { startSession } from './start-session'

const { db } = await testDatabase({ poolSize: 12 })
const client = { userAgent: null, address: null }
const oldPassword = '安全第一 2026 年'
const newPassword = '红船精神记心间 88'
const passwordHash = await hashPassword(oldPassword)
const { committee } = await createTree(db)

beforeEach(() => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})
afterEach(() => {
  vi.restoreAllMocks()
})

async function account(person?: MadePerson): Promise<MadePerson & { employeeNumber: string }> {
  const made = person ?? (await createPerson(db))
  await db
    .insert(accounts)
    .values({ personId: made.id, state: 'active', passwordHash, createdAt: testNow })
  return { ...made, employeeNumber: made.employeeNumber ?? '' }
}

async function administrator(role: RoleKind) {
  return createContextFor(db, await account(await createOfficer(db, role)))
}

async function open(person: { id: string }): Promise<string> {
  const ctx = await createContextFor(db, 'system')
  return ctx.transact((tx) =>
    startSession(tx, { personId: person.id, way: 'password', client, now: testNow }),
  )
}

const isOpen = async (sessionId: string) => (await findSession(db, sessionId, testNow)) !== null
const actionsOn = async (personId: string) =>
  (
    await db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, personId))
      .orderBy(auditEntries.seq)
  ).map((entry) => entry.action)

test('a session lasts 30 days, 7 without use, 12 hours without use for whoever holds a role', async () => {
  const [member, officer] = [await account(), await account()]
  await givenRole(db, officer, 'committee_officer', { organisationId: committee.id })
  const [mine, theirs] = [await open(member), await open(officer)]
  const after = (hours: number) => new Date(testNow.getTime() + hours * 3_600_000)
  expect(await findSession(db, theirs, after(11))).toBe(officer.id)
  expect(await findSession(db, theirs, after(23.1))).toBeNull()
  expect(await findSession(db, mine, after(6 * 24))).toBe(member.id)
  expect(await findSession(db, mine, after(12 * 24))).toBe(member.id)
  expect(await findSession(db, mine, after(19.5 * 24))).toBeNull()
  await db
    .update(sessions)
    .set({ lastSeenAt: after(30 * 24) })
    .where(eq(sessions.id, mine))
  expect(await findSession(db, mine, after(30 * 24))).toBeNull()
})

test('a session loads the person it belongs to, and nobody else', async () => {
  const [mine, other] = [await account(), await account()]
  const sessionId = await open(mine)
  const load = (personId: string, now = testNow) => loadSignedIn(db, { sessionId, personId }, now)
  expect(await load(mine.id)).toEqual(await loadViewer(db, mine.id, testNow))
  expect(await load(other.id)).toBeNull()
  expect(await load(mine.id, new Date(testNow.getTime() + 8 * 86_400_000))).toBeNull()
  await signOut(await createContextFor(db, 'system'), { sessionId })
  expect(await load(mine.id)).toBeNull()
})

test('signing out ends the session, and a copy of the cookie with it', async () => {
  const person = await account()
  const sessionId = await open(person)
  const ctx = await createContextFor(db, 'system')
  await signOut(ctx, { sessionId })
  expect(await isOpen(sessionId)).toBe(false)
  await signOut(ctx, { sessionId })
  expect(await actionsOn(person.id)).toEqual(['account.signIn', 'account.signOut'])
})

test('one ends one device, or all others, and nobody else’s', async () => {
  const [person, stranger] = [await account(), await account()]
  const [here, lost, third] = [await open(person), await open(person), await open(person)]
  const ctx = await createContextFor(db, person)
  const other = await createContextFor(db, stranger)
  expect((await mySessions(ctx)).map(({ id }) => id).sort()).toEqual([here, lost, third].sort())
  await expect(revokeSession(other, { sessionId: lost })).rejects.toMatchObject({
    code: 'not_found',
  })
  await revokeSession(ctx, { sessionId: lost })
  expect(await isOpen(lost)).toBe(false)
  await expect(revokeSession(ctx, { sessionId: lost })).rejects.toMatchObject({ code: 'not_found' })
  expect(await revokeOtherSessions(ctx, { keepSessionId: here })).toBe(1)
  expect([await isOpen(here), await isOpen(third)]).toEqual([true, false])
})

test('a new password asks for the old one, ends other sessions and then is the one', async () => {
  const person = await account()
  const [here, there] = [await open(person), await open(person)]
  const ctx = await createContextFor(db, person)
  const change = { password: newPassword, passwordAgain: newPassword, keepSessionId: here }
  await expect(
    changePassword(ctx, { ...change, currentPassword: 'not this' }),
  ).rejects.toMatchObject({ code: 'invalid', fields: { currentPassword: expect.any(String) } })
  await expect(changePassword(ctx, change)).rejects.toMatchObject({ code: 'invalid' })
  expect(await changePassword(ctx, { ...change, currentPassword: oldPassword })).toBe(1)
  expect([await isOpen(here), await isOpen(there)]).toEqual([true, false])
  const anyone = await createContextFor(db, 'system')
  const signIn = { employeeNumber: person.employeeNumber, from: undefined, client }
  await expect(
    signInWithPassword(anyone, { ...signIn, password: oldPassword }),
  ).rejects.toMatchObject({ code: 'invalid' })
  await signInWithPassword(anyone, { ...signIn, password: newPassword })
  expect(await actionsOn(person.id)).toContain('account.changePassword')
})

test('a weak new password is refused with a sentence', async () => {
  const person = await account()
  const ctx = await createContextFor(db, person)
  for (const weak of [
    'short',
    person.employeeNumber.padEnd(12, 'x'),
    'Password123',
    'aaaaaaaaaaaa',
  ]) {
    await expect(
      changePassword(ctx, {
        currentPassword: oldPassword,
        password: weak,
        passwordAgain: weak,
        keepSessionId: null,
      }),
    ).rejects.toMatchObject({ code: 'invalid', fields: { password: expect.any(String) } })
  }
})

test('a set-up code is handed out by the system administrator and used once', async () => {
  const person = await account()
  const earlier = await open(person)
  const admin = await administrator('system_admin')
  const first = await handOutSetup(admin, { personId: person.id })
  const { setupCode } = await handOutSetup(admin, { personId: person.id })
  expect(setupCode).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  const anyone = await createContextFor(db, 'system')
  const use = (code: string) =>
    applySetup(anyone, {
      employeeNumber: person.employeeNumber,
      setupCode: code.replaceAll('-', ''),
      password: newPassword,
      passwordAgain: newPassword,
      client,
    })
  await expect(use(first.setupCode)).rejects.toMatchObject({ code: 'invalid' })
  const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => use(setupCode)))
  const won = outcomes.filter(({ status }) => status === 'fulfilled')
  expect(won).toHaveLength(1)
  expect(await isOpen(earlier)).toBe(false)
  await expect(use(setupCode)).rejects.toMatchObject({
    code: expect.stringMatching(/invalid|limit/),
  })
})

test('a set-up code dies after five attempts and after three days', async () => {
  const admin = await administrator('system_admin')
  const attempt = async (person: { employeeNumber: string }, setupCode: string, now = testNow) =>
    applySetup(await createContextFor(db, 'system', { now }), {
      employeeNumber: person.employeeNumber,
      setupCode: setupCode.replaceAll('-', ''),
      password: newPassword,
      passwordAgain: newPassword,
      client,
    })
  const guessed = await account()
  const { setupCode } = await handOutSetup(admin, { personId: guessed.id })
  for (let count = 0; count < 5; count += 1) {
    await expect(attempt(guessed, 'AAAABBBBCCCC')).rejects.toMatchObject({ code: 'invalid' })
  }
  const tomorrow = new Date(testNow.getTime() + 26 * 3_600_000)
  await expect(attempt(guessed, setupCode, tomorrow)).rejects.toMatchObject({ code: 'invalid' })
  const slow = await account()
  const late = await handOutSetup(admin, { personId: slow.id })
  await expect(attempt(slow, late.setupCode, late.expiresAt)).rejects.toMatchObject({
    code: 'invalid',
  })
})

test('no set-up code without an employee number, for a disabled account, or by anybody else', async () => {
  const admin = await administrator('system_admin')
  const retired = await account(await createPerson(db, { employeeNumber: null }))
  await expect(handOutSetup(admin, { personId: retired.id })).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('没有工号'),
  })
  const person = await account()
  for (const role of ['security_admin', 'audit_admin', 'committee_officer'] as const) {
    await expect(
      handOutSetup(await administrator(role), { personId: person.id }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  }
  await expect(handOutSetup(admin, { personId: admin.viewer.personId })).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('a code that opens the account of an officer comes from security, of an administrator from the server', async () => {
  const system = await administrator('system_admin')
  const security = await administrator('security_admin')
  const audit = await administrator('audit_admin')
  const officer = await account(await createOfficer(db))
  const both = await account(await createOfficer(db))
  await givenRole(db, both, 'audit_admin')
  const attempt = (ctx: typeof system, personId: string) =>
    handOutSetup(ctx, { personId }).then(
      () => 'done',
      (error) => error.code,
    )
  for (const { viewer } of [security, audit]) {
    expect(await attempt(system, viewer.personId)).toBe('forbidden')
  }
  for (const personId of [system.viewer.personId, audit.viewer.personId, both.id]) {
    expect(await attempt(security, personId)).toBe('forbidden')
  }
  expect(await attempt(system, officer.id)).toBe('forbidden')
  expect(await attempt(security, officer.id)).toBe('done')
  const told = await db.select().from(notices).where(eq(notices.personId, officer.id))
  expect(told).toMatchObject([
    { title: '已发放设置码', body: expect.stringContaining(security.viewer.name) },
  ])

  const server = await createContextFor(db, 'system')
  const employeeNumber = security.viewer.employeeNumber ?? ''
  const reset = await resetAdministrator(server, { employeeNumber })
  expect(reset.name).toBe(security.viewer.name)
  expect(await actionsOn(security.viewer.personId)).toContain('account.handOutSetup')
  await expect(
    resetAdministrator(server, { employeeNumber: officer.employeeNumber }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await expect(resetAdministrator(server, { employeeNumber: 'NOBODY' })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('a role makes the set-up codes of before worthless', async () => {
  const person = await account()
  const { setupCode } = await handOutSetup(await administrator('system_admin'), {
    personId: person.id,
  })
  await grantRole(await administrator('security_admin'), {
    personId: person.id,
    role: 'audit_admin',
  })
  await expect(
    applySetup(await createContextFor(db, 'system'), {
      employeeNumber: person.employeeNumber,
      setupCode: setupCode.replaceAll('-', ''),
      password: newPassword,
      passwordAgain: newPassword,
      client,
    }),
  ).rejects.toMatchObject({ code: 'invalid' })
})

test('the security administrator disables, enables and signs out; a stranger does not', async () => {
  const security = await administrator('security_admin')
  const person = await account()
  const sessionId = await open(person)
  const stranger = await createContextFor(db, await account())
  for (const verb of [disableAccount, enableAccount, endAccountSessions]) {
    await expect(verb(stranger, { personId: person.id })).rejects.toMatchObject({
      code: 'forbidden',
    })
  }
  expect(await disableAccount(security, { personId: person.id })).toBe(1)
  expect(await isOpen(sessionId)).toBe(false)
  await expect(disableAccount(security, { personId: person.id })).rejects.toMatchObject({
    code: 'conflict',
  })
  await enableAccount(security, { personId: person.id })
  const again = await open(person)
  expect(await endAccountSessions(security, { personId: person.id })).toBe(1)
  expect(await isOpen(again)).toBe(false)
  expect(await actionsOn(person.id)).toEqual([
    'account.signIn',
    'account.disable',
    'account.enable',
    'account.signIn',
    'account.endSessions',
  ])
})

test('granting and taking back a role ends the person’s sessions', async () => {
  const security = await administrator('security_admin')
  const person = await account()
  const before = await open(person)
  const grant = { personId: person.id, role: 'department_officer' as const }
  await grantRole(security, { ...grant, organisationId: committee.id, department: '安全监察部' })
  expect(await isOpen(before)).toBe(false)
  const after = await open(person)
  const [held] = await db
    .select()
    .from(roleGrants)
    .where(and(eq(roleGrants.personId, person.id), isNull(roleGrants.validTo)))
  expect(held).toMatchObject({ department: '安全监察部', grantedBy: security.viewer.personId })
  await revokeRole(security, { grantId: held?.id ?? '' })
  expect(await isOpen(after)).toBe(false)
  await expect(revokeRole(security, { grantId: held?.id ?? '' })).rejects.toMatchObject({
    code: 'not_found',
  })
  expect(await actionsOn(person.id)).toContain('role.revoke')
})

test('nobody is two of the three administrators, grants himself, or grants without being security', async () => {
  const security = await administrator('security_admin')
  const system = await administrator('system_admin')
  const person = await account()
  await expect(
    grantRole(security, { personId: system.viewer.personId, role: 'audit_admin' }),
  ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('三员分立') })
  await expect(
    grantRole(security, { personId: security.viewer.personId, role: 'committee_officer' }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await expect(
    grantRole(system, { personId: person.id, role: 'audit_admin' }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  const both = await Promise.allSettled(
    (['system_admin', 'audit_admin', 'security_admin'] as const).map((role) =>
      grantRole(security, { personId: person.id, role }),
    ),
  )
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const refused of both.filter((one) => one.status === 'rejected')) {
    expect(refused.reason).toMatchObject({ code: 'conflict' })
  }
})

test('accounts are found by name and number, page by page, only by those who may', async () => {
  const admin = await administrator('system_admin')
  const made = await Promise.all(
    Array.from({ length: 60 }, async () => account(await createPerson(db, { name: '翻页同志' }))),
  )
  const first = await accountsPage(admin, { search: '翻页' })
  expect(first.rows).toHaveLength(50)
  const second = await accountsPage(admin, { search: '翻页', after: first.after ?? '' })
  expect(second.after).toBeNull()
  const seen = [...first.rows, ...second.rows].map(({ personId }) => personId)
  expect(new Set(seen)).toEqual(new Set(made.map(({ id }) => id)))
  const one = await accountsPage(admin, { search: made[0]?.employeeNumber })
  expect(one.rows).toMatchObject([{ personId: made[0]?.id, hasPassword: true, roles: [] }])
  expect((await accountsPage(admin, { search: '100%_' })).rows).toEqual([])
  expect(await accountOf(admin, admin.viewer.personId)).toMatchObject({
    roles: [{ role: 'system_admin' }],
  })
  const stranger = await createContextFor(db, await account())
  await expect(accountsPage(stranger, {})).rejects.toMatchObject({ code: 'forbidden' })
  await expect(accountOf(stranger, admin.viewer.personId)).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('the three administrators are three people, made once', async () => {
  await db.delete(roleGrants)
  const ctx = await createContextFor(db, 'system')
  const wanted = [
    { role: 'system_admin' as const, name: '系统员', employeeNumber: 'ADM1' },
    { role: 'security_admin' as const, name: '安全员', employeeNumber: 'ADM2' },
    { role: 'audit_admin' as const, name: '审计员', employeeNumber: 'ADM3' },
  ]
  await expect(
    createAdministrators(
      ctx,
      wanted.map((one) => ({ ...one, employeeNumber: 'ADM1' })),
    ),
  ).rejects.toMatchObject({ code: 'invalid' })
  const made = await createAdministrators(ctx, wanted)
  expect(made).toHaveLength(3)
  await expect(createAdministrators(ctx, wanted)).rejects.toMatchObject({ code: 'conflict' })
  const [system] = made
  const signedIn = await applySetup(ctx, {
    employeeNumber: 'ADM1',
    setupCode: system?.setupCode.replaceAll('-', '') ?? '',
    password: newPassword,
    passwordAgain: newPassword,
    client,
  })
  const security = await createContextFor(db, { id: (await idOf('ADM2')) ?? '' })
  await expect(disableAccount(security, { personId: signedIn.personId })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('唯一的系统管理员'),
  })
})

async function idOf(employeeNumber: string): Promise<string | undefined> {
  return (await db.query.people.findFirst({ where: (p) => eq(p.employeeNumber, employeeNumber) }))
    ?.id
}
