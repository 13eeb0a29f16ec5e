import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { auditEntries, memberships } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMember,
  createMembership,
  createOfficer,
  createOrganisation,
  createPerson,
  createSecretary,
  createTree,
} from '@/db/testing/factories'
import { codeOf } from '@/db/testing/outcome'
import { attachMember } from './attach-member'
import { detachMember } from './detach-member'
import { personPage } from './person-queries'
import { rosterOn } from './testing'
import { transferMember } from './transfer-member'

const { db } = await testDatabase()
const change = { on: '2026-09-01', basis: '组织关系介绍信 2026-09-01' }
const tree = await createTree(db)
const [first, second] = tree.branches
const third = await createOrganisation(db, { parentId: tree.committee.id })
const officer = await createContextFor(db, await createOfficer(db))

async function branchesOn(personId: string, day: string): Promise<string[]> {
  const rosters = await Promise.all(
    [first, second, third].map(async ({ id }) => ({ id, roster: await rosterOn(db, id, day) })),
  )
  return rosters
    .filter(({ roster }) =>
      roster.some((row) => row.personId === personId && row.relation === 'membership'),
    )
    .map(({ id }) => id)
}

test('a transfer ends one membership and begins the next; one a day, the past stays', async () => {
  const person = await createMember(db, first)
  await transferMember(officer, { ...change, personId: person.id, organisationId: second.id })
  expect(await branchesOn(person.id, '2026-08-31')).toEqual([first.id])
  expect(await branchesOn(person.id, '2026-09-01')).toEqual([second.id])
  const page = await personPage(db, person.id)
  expect(page.memberships.map((row) => [row.organisationName, row.validTo])).toEqual([
    [second.name, null],
    [first.name, '2026-09-01'],
  ])
  const [audit] = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, person.id))
  expect(audit).toMatchObject({
    action: 'membership.transfer',
    detail: { from: first.id, to: second.id, on: '2026-09-01' },
  })
})

test('a second transfer on the same day corrects the first', async () => {
  const person = await createMember(db, first)
  const input = { ...change, personId: person.id }
  await transferMember(officer, { ...input, organisationId: second.id })
  await transferMember(officer, { ...input, organisationId: third.id })
  expect(await branchesOn(person.id, '2026-09-15')).toEqual([third.id])
  expect((await personPage(db, person.id)).memberships).toHaveLength(2)
})

test('the database itself refuses a second membership on one day', async () => {
  const person = await createMember(db, first)
  await expect(createMembership(db, person, second)).rejects.toThrow()
  const both = await Promise.all([
    codeOf(transferMember(officer, { ...change, personId: person.id, organisationId: second.id })),
    codeOf(transferMember(officer, { ...change, personId: person.id, organisationId: third.id })),
  ])
  expect(both).toEqual(['done', 'done'])
  expect(await branchesOn(person.id, '2026-09-15')).toHaveLength(1)
})

test('a group must belong to the branch; moving within the branch is a transfer too', async () => {
  const person = await createMember(db, first)
  const input = { ...change, personId: person.id, organisationId: first.id }
  await transferMember(officer, { ...input, groupId: tree.group.id })
  expect((await rosterOn(db, tree.group.id, '2026-09-15')).map((row) => row.personId)).toEqual([
    person.id,
  ])
  const wrong = { ...input, organisationId: second.id, groupId: tree.group.id }
  expect(await codeOf(transferMember(officer, wrong))).toBe('invalid')
})

test('transfers refuse people in post, strangers, the unknown, the future and the unregistered', async () => {
  const secretary = await createSecretary(db, first)
  const input = { ...change, personId: secretary.id, organisationId: second.id }
  expect(await codeOf(transferMember(officer, input))).toBe('conflict')
  const stranger = await createContextFor(db, secretary)
  expect(await codeOf(transferMember(stranger, input))).toBe('forbidden')
  expect(await codeOf(transferMember(officer, { ...input, personId: newId() }))).toBe('not_found')
  const person = await createMember(db, first)
  const future = { ...input, personId: person.id, on: '2026-09-16' }
  expect(await codeOf(transferMember(officer, future))).toBe('invalid')
  const outside = await createPerson(db)
  expect(await codeOf(transferMember(officer, { ...input, personId: outside.id }))).toBe('conflict')
})

test('编入 stands beside the membership, ends on its day, and a transfer there absorbs it', async () => {
  const person = await createMember(db, first)
  const attach = {
    ...change,
    personId: person.id,
    organisationId: second.id,
    relation: 'secondment' as const,
  }
  await attachMember(officer, attach)
  expect(await codeOf(attachMember(officer, attach))).toBe('conflict')
  expect(await branchesOn(person.id, '2026-09-15')).toEqual([first.id])
  const [row] = (await personPage(db, person.id)).memberships.filter(
    ({ relation }) => relation === 'secondment',
  )
  const detach = { membershipId: row?.id ?? '', on: '2026-09-10', basis: '借调期满' }
  const stranger = await createContextFor(db, await createSecretary(db, second))
  expect(await codeOf(detachMember(stranger, detach))).toBe('forbidden')
  expect(await codeOf(attachMember(stranger, attach))).toBe('forbidden')
  await detachMember(officer, detach)
  expect(await codeOf(detachMember(officer, detach))).toBe('conflict')
  expect(await codeOf(detachMember(officer, { ...detach, membershipId: newId() }))).toBe(
    'not_found',
  )
  await attachMember(officer, { ...attach, on: '2026-09-12' })
  await transferMember(officer, {
    ...change,
    on: '2026-09-14',
    personId: person.id,
    organisationId: second.id,
  })
  const there = (await rosterOn(db, second.id, '2026-09-15')).filter(
    ({ personId }) => personId === person.id,
  )
  expect(there.map(({ relation }) => relation)).toEqual(['membership'])
})

test('组织关系 itself cannot be detached', async () => {
  const person = await createMember(db, first)
  const [row] = await db.select().from(memberships).where(eq(memberships.personId, person.id))
  const input = { membershipId: row?.id ?? '', on: '2026-09-10', basis: '误操作' }
  expect(await codeOf(detachMember(officer, input))).toBe('conflict')
})
