import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { auditEntries, notices, people, sessions, smsMessages } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMember,
  createOfficer,
  createPerson,
  createSecretary,
  createTree,
  grantRole,
} from '@/db/testing/factories'
import { codeOf } from '@/db/testing/outcome'
import { afterNumberChange } from '@/lib/accounts/after-number-change'
import { writeNotices } from '@/lib/notifications/notify'
import { queueSms } from '@/lib/notifications/queue-sms'
import { openPhone, phoneLookup } from '@/lib/phone'
import { correctNumbers, correctPerson } from './correct-person'
import { correctPersonInput } from './person-inputs'

const { db } = await testDatabase()
const tree = await createTree(db)
const [branch, other] = tree.branches
const officer = await createContextFor(db, await createOfficer(db))
const ports = { afterNumberChange }

type Change = Record<string, string | undefined>
const inputOf = (person: { id: string; name: string; employeeNumber: string | null }) => ({
  personId: person.id,
  name: person.name,
  employeeNumber: person.employeeNumber ?? undefined,
})
const correct = (
  person: Parameters<typeof inputOf>[0],
  change: Change,
  ctx: Parameters<typeof correctPerson>[0] = officer,
) => correctPerson(ctx, correctPersonInput.parse({ ...inputOf(person), ...change }), ports)

async function rowOf(personId: string) {
  const [row] = await db.select().from(people).where(eq(people.id, personId))
  return row
}
const noticesOf = (personId: string) =>
  db.select().from(notices).where(eq(notices.personId, personId))

const messagesOf = (personId: string) =>
  db.select().from(smsMessages).where(eq(smsMessages.personId, personId)).orderBy(smsMessages.id)

async function hold(person: { id: string }, phone: string): Promise<string> {
  const ctx = await createContextFor(db, 'system')
  return ctx.transact(async (tx) => {
    tx.unchanged()
    const id = await queueSms(tx, {
      personId: person.id,
      phone,
      template: 'task_digest',
      params: { count: '2' },
      secret: false,
      urgent: false,
    })
    const [noticeId] = await writeNotices(tx, [
      {
        personId: person.id,
        kind: 'task_urged',
        title: '测试任务',
        body: '请办理',
        href: null,
        subjectType: 'assignment',
        subjectId: newId(),
        smsTemplate: 'task_urged',
      },
    ])
    await tx.db
      .update(notices)
      .set({ smsMessageId: id })
      .where(eq(notices.id, noticeId ?? ''))
    return id
  })
}

test('what still waits goes to the new number; without one it is withdrawn', async () => {
  const person = await createMember(db, branch, { name: '张原', phone: '13700008881' })
  const waiting = await hold(person, '13700008881')
  await correct(person, { phone: '13700008882' })
  const moved = (await messagesOf(person.id)).find((row) => row.id === waiting)
  expect(moved).toMatchObject({ state: 'waiting', phoneMasked: '137****8882' })
  expect(openPhone(moved?.phoneCipher ?? '')).toBe('13700008882')
  const farewell = (await messagesOf(person.id)).find((row) => row.template === 'phone_changed')
  expect(openPhone(farewell?.phoneCipher ?? '')).toBe('13700008881')

  await correct(person, { isPhoneRemoved: 'on' })
  expect((await messagesOf(person.id)).find((row) => row.id === waiting)).toMatchObject({
    state: 'withdrawn',
    reason: expect.stringContaining('号码已清除'),
  })
  const [urged] = (await noticesOf(person.id)).filter((notice) => notice.kind === 'task_urged')
  expect(urged?.smsRefusal).toContain('号码已清除')
})

test('the numbers of a role holder are for the security administrator, of an administrator for nobody', async () => {
  const holder = await createMember(db, branch, { name: '党干部', phone: '13700009991' })
  await grantRole(db, holder, 'department_officer')
  const administrator = await createPerson(db, { name: '安全员', phone: '13700009992' })
  await grantRole(db, administrator, 'security_admin')
  const system = await createContextFor(db, await createOfficer(db, 'system_admin'))
  const security = await createContextFor(db, await createOfficer(db, 'security_admin'))
  await expect(correct(holder, { phone: '13700009993' })).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('由安全管理员'),
  })
  await expect(correct(administrator, { employeeNumber: 'X1' }, system)).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(await rowOf(holder.id)).toMatchObject({ phoneMasked: '137****9991' })
  expect((await correct(holder, { bornOn: '1981-05' })).fields).toEqual(['bornOn'])

  const numbers = (personId: string, ctx: typeof security) =>
    correctNumbers(
      ctx,
      { personId, employeeNumber: 'SEC77', phone: '13700009993', isPhoneRemoved: false },
      ports,
    )
  expect(await codeOf(numbers(holder.id, system))).toBe('forbidden')
  expect(await codeOf(numbers(administrator.id, security))).toBe('forbidden')
  expect(await codeOf(numbers(newId(), security))).toBe('not_found')
  expect((await numbers(holder.id, security)).fields).toEqual(['employeeNumber', 'phone'])
  expect(await rowOf(holder.id)).toMatchObject({
    name: '党干部',
    bornOn: '1981-05',
    employeeNumber: 'SEC77',
    phoneMasked: '137****9993',
  })
})

test('what is wrong is put right, and the record names fields, never values', async () => {
  const person = await createMember(db, branch, { name: '张原', phone: '13700001111' })
  const change = { name: '张改', ethnicity: '苗族', bornOn: '1980-02', phone: '13700002222' }
  const done = await correct(person, { ...change, employeeNumber: 'fix9' })
  expect(done.fields).toEqual(['name', 'employeeNumber', 'ethnicity', 'bornOn', 'phone'])
  const row = await rowOf(person.id)
  expect(row).toMatchObject({
    name: '张改',
    employeeNumber: 'FIX9',
    ethnicity: '苗族',
    bornOn: '1980-02',
    phoneLookup: phoneLookup('13700002222'),
    phoneMasked: '137****2222',
  })
  expect(openPhone(row?.phoneCipher ?? '')).toBe('13700002222')
  const entries = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, person.id))
  expect(entries).toMatchObject([{ action: 'person.correct', detail: { fields: done.fields } }])
  const written = JSON.stringify(entries.map((entry) => entry.detail))
  for (const value of [...Object.values(change), '13700001111', 'FIX9', '137****']) {
    expect(written).not.toContain(value)
  }
})

test('a new phone ends the sessions; the person is told, and so is the old number', async () => {
  const person = await createMember(db, branch, { name: '张原', phone: '13700003333' })
  const sessionId = newId()
  const at = officer.now
  await db.insert(sessions).values({
    id: sessionId,
    personId: person.id,
    createdAt: at,
    lastSeenAt: at,
    expiresAt: new Date('2026-10-15T10:00:00+08:00'),
    device: '测试',
  })
  await correct(person, { phone: '13700004444' })
  const [session] = await db.select().from(sessions).where(eq(sessions.id, sessionId))
  expect(session).toMatchObject({ endedAt: officer.now, ending: 'revoked' })
  const [farewell, ...others] = await messagesOf(person.id)
  expect(others).toEqual([])
  expect(farewell).toMatchObject({ template: 'phone_changed', phoneMasked: '137****3333' })
  const [notice, ...more] = await noticesOf(person.id)
  expect(more).toEqual([])
  expect(notice).toMatchObject({
    kind: 'person_corrected',
    smsTemplate: null,
    href: `/organisation/people/${person.id}`,
    body: expect.stringContaining('您登记的手机号已由工作人员更正'),
  })
  expect(notice?.body).not.toContain('4444')
  const taken = await db
    .select()
    .from(people)
    .where(eq(people.phoneLookup, phoneLookup('13700003333')))
  expect(taken).toEqual([])
})

test('nothing new writes nothing; a name alone tells nobody; a number can be removed', async () => {
  const person = await createMember(db, branch, { name: '张原', phone: '13700005555' })
  expect(await correct(person, { phone: '137-0000-5555' })).toMatchObject({ fields: [] })
  expect(
    await db.select().from(auditEntries).where(eq(auditEntries.subjectId, person.id)),
  ).toHaveLength(0)
  expect((await correct(person, { name: '张名' })).fields).toEqual(['name'])
  expect(await noticesOf(person.id)).toEqual([])
  const removed = await correct({ ...person, name: '张名' }, { isPhoneRemoved: 'on' })
  expect(removed.warnings[0]).toContain('没有登记手机号')
  expect(await rowOf(person.id)).toMatchObject({
    phoneCipher: null,
    phoneLookup: null,
    phoneMasked: null,
  })
  const { success } = correctPersonInput.safeParse({
    ...inputOf(person),
    phone: '13700006666',
    isPhoneRemoved: 'on',
  })
  expect(success).toBe(false)
})

test('a shared number is warned of, a post-holder’s above all', async () => {
  const person = await createMember(db, other, { name: '钱共', phone: '13700007777' })
  const secretary = await createSecretary(db, branch, { name: '冯书记' })
  const { warnings } = await correct(secretary, { phone: '13700007777' })
  expect(warnings[0]).toContain(`手机号与${person.name}共用`)
  expect(warnings[1]).toContain('冯书记是任职人员')
})

test('refuses a number of another, minors, strangers, oneself, the unknown; those outside are the administrator’s', async () => {
  const holder = await createMember(db, other, { name: '郑有', employeeNumber: 'HELD1' })
  const person = await createMember(db, branch, { name: '张原' })
  await expect(correct(person, { employeeNumber: 'held1' })).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining(holder.name),
  })
  const attempt = (...args: Parameters<typeof correct>) => codeOf(correct(...args))
  expect(await attempt(person, { bornOn: '2015-01' })).toBe('invalid')
  const secretary = await createContextFor(db, await createSecretary(db, other))
  expect(await attempt(person, { name: '甲乙' }, secretary)).toBe('forbidden')
  expect(await attempt(person, { name: '甲乙' }, await createContextFor(db, person))).toBe(
    'forbidden',
  )
  expect(await attempt({ ...person, id: newId() }, {})).toBe('not_found')
  const outside = await createPerson(db, { name: '张外' })
  expect(await attempt(outside, { name: '甲乙' })).toBe('forbidden')
  const administrator = await createContextFor(db, await createOfficer(db, 'system_admin'))
  expect(await attempt(outside, { name: '甲乙' }, administrator)).toBe('done')
  expect(
    await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectId, person.id), eq(auditEntries.action, 'person.correct'))),
  ).toEqual([])
})
