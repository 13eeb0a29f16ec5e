import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { auditEntries } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMember,
  createOfficer,
  createOrganisation,
  createPerson,
  createSecretary,
  createTree,
} from '@/db/testing/factories'
import { codeOf } from '@/db/testing/outcome'
import { deleteGroup } from './delete-group'
import { savedGroups } from './group-queries'
import { headcountOn, rosterPage } from './organisation-queries'
import { peopleWithoutPhone } from './people-without-phone'
import { findPeople, personPage } from './person-queries'
import { initialsPattern } from './pinyin-initials'
import { revealPhone } from './reveal-phone'
import { saveGroup } from './save-group'
import { searchDirectory } from './search-directory'

const { db } = await testDatabase()
const tree = await createTree(db, { branches: 3 })
const [nested, branch] = tree.branches
const officer = await createContextFor(db, await createOfficer(db))
const secretary = await createContextFor(db, await createSecretary(db, branch))
const day = '2026-09-15'

test('a number is shown once for a reason, to those who may, and the record names no number', async () => {
  const person = await createMember(db, branch, { phone: '13712345678' })
  const input = { personId: person.id, reason: '短信未送达，电话告知' }
  expect(await revealPhone(secretary, input)).toEqual({ phone: '13712345678' })
  const [audit] = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, person.id))
  expect(audit).toMatchObject({
    action: 'person.revealPhone',
    actorId: secretary.viewer.personId,
    detail: { reason: '短信未送达，电话告知' },
  })
  expect(JSON.stringify(audit)).not.toContain('13712345678')
  const neighbour = await createContextFor(db, await createSecretary(db, nested))
  expect(await codeOf(revealPhone(neighbour, input))).toBe('forbidden')
  expect(await codeOf(revealPhone(await createContextFor(db, person), input))).toBe('forbidden')
  expect(await codeOf(revealPhone(officer, { ...input, personId: newId() }))).toBe('not_found')
  const silent = await createMember(db, branch, { phone: null })
  expect(await codeOf(revealPhone(officer, { ...input, personId: silent.id }))).toBe('conflict')
})

test('groups: saved, changed and deleted by their maker only', async () => {
  const input = { name: '一线支部', organisationIds: [nested.id, branch.id, branch.id] }
  const { groupId, count } = await saveGroup(officer, input)
  expect(count).toBe(2)
  expect(await codeOf(saveGroup(officer, input))).toBe('conflict')
  await saveGroup(officer, { groupId, name: '一线党支部', organisationIds: [branch.id] })
  expect(await savedGroups(db)).toMatchObject([
    { name: '一线党支部', organisationIds: [branch.id] },
  ])
  const colleague = await createContextFor(db, await createOfficer(db))
  expect(await codeOf(saveGroup(colleague, { ...input, groupId }))).toBe('forbidden')
  expect(await codeOf(deleteGroup(colleague, { groupId }))).toBe('forbidden')
  expect(await codeOf(saveGroup(secretary, input))).toBe('forbidden')
  const unknown = { ...input, name: '有误', organisationIds: [newId()] }
  expect(await codeOf(saveGroup(officer, unknown))).toBe('not_found')
  expect(await codeOf(deleteGroup(officer, { groupId: newId() }))).toBe('not_found')
  await deleteGroup(officer, { groupId })
  expect(await savedGroups(db)).toEqual([])
})

test('search by name, number, initials; people only within reach, oneself always', async () => {
  const near = await createMember(db, branch, { name: '曾慧敏' })
  await createMember(db, nested, { name: '曾慧民' })
  const labels = async (ctx: typeof officer, text: string) =>
    (await searchDirectory(ctx, text)).map((entry) => entry.label)
  expect((await labels(officer, '曾慧')).sort()).toEqual(['曾慧敏', '曾慧民'])
  expect(await labels(secretary, '曾慧')).toEqual(['曾慧敏'])
  expect(await labels(secretary, 'zhm')).toEqual(['曾慧敏'])
  expect(await labels(secretary, near.employeeNumber ?? '')).toEqual(['曾慧敏'])
  const self = await createContextFor(db, near)
  expect(await labels(self, '曾慧')).toEqual(['曾慧敏'])
  await createOrganisation(db, { name: '网络安全党支部', parentId: tree.committee.id })
  expect(await searchDirectory(self, 'wlaq')).toMatchObject([
    { label: '网络安全党支部', detail: '测试公司党委', group: '组织' },
  ])
  expect(await labels(officer, '%')).toEqual([])
  expect(await labels(officer, '  ')).toEqual([])
})

test('initials count every reading and refuse what no sound begins with', () => {
  const matches = (initials: string, name: string) =>
    new RegExp(`^${initialsPattern(initials)}$`).test(name)
  expect([matches('zh', '曾慧'), matches('ch', '曾慧'), matches('sj', '单杰')]).toEqual([
    true,
    true,
    true,
  ])
  expect([initialsPattern('iu'), initialsPattern('张'), initialsPattern('a')]).toEqual([
    null,
    null,
    null,
  ])
})

test('a roster is paged by key, counted by kind, and lists those without a number', async () => {
  const home = await createOrganisation(db, { parentId: tree.committee.id })
  const names = ['丁一', '丁一', '丁二', '丁三', '丁四']
  for (const name of names) {
    await createMember(db, home, { name, phone: name === '丁二' ? null : undefined })
  }
  const options = { organisationId: home.id, day, limit: 2 }
  const seen: string[] = []
  let page = await rosterPage(db, options)
  seen.push(...page.rows.map((row) => row.personId))
  while (page.hasMore) {
    const last = page.rows.at(-1)
    const after = { name: last?.name ?? '', id: last?.personId ?? '' }
    page = await rosterPage(db, { ...options, after })
    seen.push(...page.rows.map((row) => row.personId))
  }
  expect([seen.length, new Set(seen).size]).toEqual([5, 5])
  expect(await headcountOn(db, [home.id], day)).toEqual({
    full: 5,
    probationary: 0,
    attached: 0,
    withoutPhone: 1,
  })
  const silent = await peopleWithoutPhone(db, { organisationIds: [home.id], day, limit: 10 })
  expect(silent.map((row) => [row.name, row.organisationName])).toEqual([['丁二', home.name]])
})

test('a person is found by number or unique name, and a shared number is told', async () => {
  const one = await createPerson(db, { name: '欧阳明珠', phone: '13655556666' })
  expect(await findPeople(db, ` ${one.employeeNumber} `)).toEqual([one.id])
  expect(await findPeople(db, '欧阳明珠')).toEqual([one.id])
  expect((await personPage(db, one.id)).isPhoneShared).toBe(false)
  await createPerson(db, { name: '欧阳明珠', phone: '13655556666' })
  expect(await findPeople(db, '欧阳明珠')).toHaveLength(2)
  expect(await findPeople(db, `欧阳明珠 ${one.employeeNumber}`)).toEqual([one.id])
  expect((await personPage(db, one.id)).isPhoneShared).toBe(true)
})
