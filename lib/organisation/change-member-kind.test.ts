import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { auditEntries } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMembership,
  createOfficer,
  createPerson,
  createSecretary,
  createTree,
} from '@/db/testing/factories'
import { codeOf } from '@/db/testing/outcome'
import { changeMemberKind } from './change-member-kind'
import { changeMemberKindInput } from './person-inputs'
import { personPage } from './person-queries'
import { rosterOn } from './testing'

const { db } = await testDatabase()
const tree = await createTree(db)
const [branch, other] = tree.branches
const officer = await createContextFor(db, await createOfficer(db))
const basis = '支部大会 2026-09-01 通过，西岭信通党〔2026〕24号批复'
const since = '2025-08-20'

async function probationer() {
  const person = await createPerson(db)
  await createMembership(db, person, branch, {
    memberKind: 'probationary',
    validFrom: since,
    groupId: tree.group.id,
  })
  return { person, input: { personId: person.id, on: '2026-09-01', basis } }
}

async function kindOn(personId: string, day: string): Promise<string | undefined> {
  return (await rosterOn(db, branch.id, day)).find((row) => row.personId === personId)?.memberKind
}

test('a probationer is full from the day on, in the same place; earlier days stay; audited', async () => {
  const { person, input } = await probationer()
  await changeMemberKind(officer, input)
  expect(await kindOn(person.id, '2026-08-31')).toBe('probationary')
  expect(await kindOn(person.id, '2026-09-01')).toBe('full')
  expect((await personPage(db, person.id)).memberships).toMatchObject([
    {
      organisationId: branch.id,
      groupId: tree.group.id,
      relation: 'membership',
      memberKind: 'full',
      validFrom: '2026-09-01',
      validTo: null,
      basis,
    },
    { groupId: tree.group.id, memberKind: 'probationary', validFrom: since, validTo: '2026-09-01' },
  ])
  const [audit] = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, person.id))
  expect(audit).toMatchObject({
    action: 'membership.changeKind',
    detail: { organisationId: branch.id, to: 'full', on: '2026-09-01', basis },
  })
})

test('编入 elsewhere follows, and ends when it would have', async () => {
  const { person, input } = await probationer()
  await createMembership(db, person, other, {
    relation: 'secondment',
    memberKind: 'probationary',
    validFrom: '2026-03-01',
    validTo: '2026-12-31',
  })
  await changeMemberKind(officer, input)
  const lent = (await personPage(db, person.id)).memberships.filter(
    (row) => row.relation === 'secondment',
  )
  expect(lent.map((row) => [row.memberKind, row.validFrom, row.validTo]).sort()).toEqual([
    ['full', '2026-09-01', '2026-12-31'],
    ['probationary', '2026-03-01', '2026-09-01'],
  ])
})

test('on the very day the membership began it is put right in place', async () => {
  const { person, input } = await probationer()
  await changeMemberKind(officer, { ...input, on: since })
  expect((await personPage(db, person.id)).memberships).toMatchObject([
    { memberKind: 'full', validFrom: since, validTo: null, basis: `测试；${basis}` },
  ])
})

test('refuses the full, the early, the future, strangers, the unknown, the unregistered', async () => {
  const { person, input } = await probationer()
  const stranger = await createContextFor(db, await createSecretary(db, branch))
  expect(await codeOf(changeMemberKind(stranger, input))).toBe('forbidden')
  const elsewhere = await createContextFor(
    db,
    await createOfficer(db, 'committee_officer', { organisationId: other.id }),
  )
  expect(await codeOf(changeMemberKind(elsewhere, input))).toBe('forbidden')
  const attempt = (change: Partial<typeof input>) =>
    codeOf(changeMemberKind(officer, { ...input, ...change }))
  expect(await attempt({ on: '2025-08-19' })).toBe('conflict')
  expect(await attempt({ on: '2026-09-16' })).toBe('invalid')
  expect(await attempt({ personId: newId() })).toBe('not_found')
  expect(await attempt({ personId: (await createPerson(db)).id })).toBe('forbidden')
  const system = await createContextFor(db, 'system')
  const outside = { ...input, personId: (await createPerson(db)).id }
  expect(await codeOf(changeMemberKind(system, outside))).toBe('conflict')
  expect(await kindOn(person.id, '2026-09-15')).toBe('probationary')
  const both = await Promise.all([attempt({}), attempt({})])
  expect(both.sort()).toEqual(['conflict', 'done'])
  expect((await personPage(db, person.id)).memberships).toHaveLength(2)
})

test('the form wants a day and a basis', () => {
  const { success } = changeMemberKindInput.safeParse({ personId: newId(), on: '2026-09-01' })
  expect(success).toBe(false)
})
