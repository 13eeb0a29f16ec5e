import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { accounts, auditEntries, people } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMember,
  createOfficer,
  createOrganisation,
  createSecretary,
  createTree,
} from '@/db/testing/factories'
import { codeOf } from '@/db/testing/outcome'
import { openPhone, phoneLookup } from '@/lib/phone'
import { addPerson } from './add-person'
import { addPersonInput } from './person-inputs'
import { personPage } from './person-queries'
import { rosterOn } from './testing'

const { db } = await testDatabase()
const tree = await createTree(db)
const [branch, other] = tree.branches
const officer = await createContextFor(db, await createOfficer(db))
let serial = 0

function given(change: Record<string, string | undefined> = {}) {
  serial += 1
  return addPersonInput.parse({
    organisationId: branch.id,
    name: '欧阳 新',
    sex: 'female',
    ethnicity: '汉族',
    bornOn: '1995-07',
    employeeNumber: `n${serial}`,
    phone: `137 0000 ${String(serial).padStart(4, '0')}`,
    memberKind: 'probationary',
    on: '2026-09-01',
    basis: '组织关系介绍信 2026年第31号',
    ...change,
  })
}

test('one member by hand: person, membership, sealed number, account without a password; audited', async () => {
  const input = given({ groupId: tree.group.id, employeeNumber: 'new-7' })
  const added = await addPerson(officer, input)
  expect(added).toMatchObject({
    personName: '欧阳新',
    organisationName: branch.name,
    warnings: [],
  })
  expect(await personPage(db, added.personId)).toMatchObject({
    name: '欧阳新',
    employeeNumber: 'NEW-7',
    sex: 'female',
    ethnicity: '汉族',
    bornOn: '1995-07',
    memberships: [
      {
        organisationId: branch.id,
        groupId: tree.group.id,
        relation: 'membership',
        memberKind: 'probationary',
        validFrom: '2026-09-01',
        validTo: null,
      },
    ],
  })
  const [person] = await db.select().from(people).where(eq(people.id, added.personId))
  expect(person?.phoneLookup).toBe(phoneLookup(input.phone ?? ''))
  expect(openPhone(person?.phoneCipher ?? '')).toBe(input.phone)
  const [account] = await db.select().from(accounts).where(eq(accounts.personId, added.personId))
  expect(account).toMatchObject({ state: 'active', passwordHash: null })
  const [audit] = await db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, added.personId))
  expect(audit).toMatchObject({ action: 'person.add', detail: { organisationId: branch.id } })
  const written = JSON.stringify(audit?.detail)
  for (const personal of ['欧阳新', 'NEW-7', '1995-07', input.phone ?? '']) {
    expect(written).not.toContain(personal)
  }
})

test('a number in use is refused with whose it is, as far as the viewer may see', async () => {
  const holder = await createMember(db, other, { name: '李建国', employeeNumber: 'TAKEN1' })
  const input = given({ employeeNumber: 'taken1' })
  await expect(addPerson(officer, input)).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining(`${holder.name}（${other.name}）`),
    fields: { employeeNumber: '已登记在李建国名下' },
  })
  const local = await createContextFor(
    db,
    await createOfficer(db, 'committee_officer', { organisationId: branch.id }),
  )
  const refusal = await addPerson(local, input).catch((error: Error) => error.message)
  expect(refusal).toContain('另一位同志')
  expect(refusal).not.toContain('李建国')
  expect(refusal).not.toContain(other.name)
})

test('a shared phone is allowed with a warning; a post-holder’s own need is named', async () => {
  const sharer = await createMember(db, branch, { name: '王老', phone: '13811110001' })
  const first = await addPerson(officer, given({ name: '王新', phone: '13811110001' }))
  expect(first.warnings).toEqual([`手机号与${sharer.name}共用，短信都发到这个号码。`])
  await createSecretary(db, other, { name: '赵书记', phone: '13811110002' })
  const second = await addPerson(officer, given({ name: '王又新', phone: '13811110002' }))
  expect(second.warnings[1]).toContain('赵书记是任职人员')
  const local = await createContextFor(
    db,
    await createOfficer(db, 'committee_officer', { organisationId: branch.id }),
  )
  const third = await addPerson(local, given({ name: '王再新', phone: '13811110002' }))
  expect(third.warnings.join('')).toContain('王又新、另外 1 位同志')
  expect(third.warnings.join('')).not.toContain('赵书记')
  const without = await addPerson(officer, given({ name: '王无号', phone: undefined }))
  expect(without.warnings[0]).toContain('没有登记手机号')
})

test('the same person twice is refused; two numbers, or another birth, are two people', async () => {
  const without = { name: '孙双', employeeNumber: undefined, phone: undefined }
  const both = await Promise.all([
    codeOf(addPerson(officer, given(without))),
    codeOf(addPerson(officer, given(without))),
  ])
  expect(both.sort()).toEqual(['conflict', 'done'])
  expect(await codeOf(addPerson(officer, given({ name: '孙双' })))).toBe('conflict')
  expect(await codeOf(addPerson(officer, given({ ...without, bornOn: '1996-01' })))).toBe('done')
  const numbered = { name: '周双' }
  expect(await codeOf(addPerson(officer, given(numbered)))).toBe('done')
  expect(await codeOf(addPerson(officer, given(numbered)))).toBe('done')
})

test('refuses strangers, the unknown, 党小组, other groups, the future, days before the branch, minors', async () => {
  const stranger = await createContextFor(db, await createSecretary(db, branch))
  expect(await codeOf(addPerson(stranger, given()))).toBe('forbidden')
  const attempt = (change: Record<string, string>) => codeOf(addPerson(officer, given(change)))
  expect(await attempt({ organisationId: newId() })).toBe('not_found')
  expect(await attempt({ organisationId: tree.group.id })).toBe('invalid')
  expect(await attempt({ organisationId: other.id, groupId: tree.group.id })).toBe('invalid')
  expect(await attempt({ on: '2026-09-16' })).toBe('invalid')
  expect(await attempt({ on: '2019-12-31' })).toBe('invalid')
  expect(await attempt({ bornOn: '2010-01' })).toBe('invalid')
  const ended = await createOrganisation(db, {
    parentId: tree.committee.id,
    validTo: '2026-06-01',
  })
  expect(await attempt({ organisationId: ended.id })).toBe('conflict')
  expect(await rosterOn(db, other.id, '2026-09-15')).not.toContainEqual(
    expect.objectContaining({ name: '欧阳新' }),
  )
})

test('the form reads what offices write and says what is wrong', () => {
  expect(given({ bornOn: '1995年7月', employeeNumber: 'ａ１２' })).toMatchObject({
    bornOn: '1995-07',
    employeeNumber: 'A12',
  })
  const fields = { bornOn: '去年', phone: '1380000', employeeNumber: '工号', name: '！', sex: '' }
  const { error } = addPersonInput.safeParse({ ...given(), ...fields })
  expect(error?.issues.map((issue) => issue.path[0]).sort()).toEqual(Object.keys(fields).sort())
})
