import { desc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { auditEntries } from '@/db/schema'
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
import { foundOrganisation } from './found-organisation'
import { moveOrganisation } from './move-organisation'
import { versionsOf } from './organisation-queries'
import { organisationOn, organisationsOn } from './queries'
import { renameOrganisation } from './rename-organisation'
import { setOrganisationClass } from './set-organisation-class'
import { setOrganisationTerm } from './set-organisation-term'

const { db } = await testDatabase()
const change = { on: '2026-09-01', basis: '西岭信通党〔2026〕18号' }
const tree = await createTree(db)
const [nested, branch] = tree.branches
const other = await createOrganisation(db, { parentId: tree.committee.id })
const officer = await createContextFor(db, await createOfficer(db))
const stranger = await createContextFor(db, await createSecretary(db, branch))
const member = await createContextFor(db, await createMember(db, branch))

async function lastAudit(subjectId: string) {
  const [row] = await db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, subjectId))
    .orderBy(desc(auditEntries.seq))
    .limit(1)
  return row
}

test('a rename holds from its day on; the tree of an earlier day is unchanged; it is audited', async () => {
  const before = await organisationsOn(db, '2026-08-31')
  await renameOrganisation(officer, { ...change, organisationId: branch.id, name: '数字化党支部' })
  expect(await organisationsOn(db, '2026-08-31')).toEqual(before)
  expect((await organisationOn(db, branch.id, '2026-09-01'))?.name).toBe('数字化党支部')
  expect(await lastAudit(branch.id)).toMatchObject({
    action: 'organisation.rename',
    actorId: officer.viewer.personId,
    detail: { from: branch.name, to: '数字化党支部', on: '2026-09-01' },
  })
})

test('a second change on the same day makes one version; an earlier day conflicts', async () => {
  await setOrganisationTerm(officer, {
    ...change,
    organisationId: branch.id,
    termEndsOn: '2029-06-30',
  })
  await setOrganisationClass(officer, { ...change, organisationId: branch.id, class: 'II' })
  const versions = await versionsOf(db, branch.id)
  expect(versions).toHaveLength(2)
  expect(versions[0]).toMatchObject({
    name: '数字化党支部',
    class: 'II',
    termEndsOn: '2029-06-30',
    parentName: '测试公司党委',
  })
  const late = { ...change, on: '2026-08-01', organisationId: branch.id, name: '另一个党支部' }
  expect(await codeOf(renameOrganisation(officer, late))).toBe('conflict')
})

test('a move keeps the past, refuses circles and wrong kinds', async () => {
  const before = await organisationsOn(db, '2026-08-31')
  const move = { ...change, organisationId: nested.id, parentId: tree.committee.id }
  await moveOrganisation(officer, move)
  expect(await organisationsOn(db, '2026-08-31')).toEqual(before)
  expect((await organisationOn(db, nested.id, '2026-09-15'))?.parentId).toBe(tree.committee.id)
  const circle = {
    ...change,
    organisationId: tree.committee.id,
    parentId: tree.generalBranch.id,
  }
  expect(await codeOf(moveOrganisation(officer, circle))).toBe('invalid')
  const wrongKind = { ...change, organisationId: branch.id, parentId: nested.id }
  expect(await codeOf(moveOrganisation(officer, wrongKind))).toBe('invalid')
})

test('two moves at one time cannot close a circle together', async () => {
  const parentId = tree.committee.id
  const left = await createOrganisation(db, { kind: 'committee', parentId })
  const right = await createOrganisation(db, { kind: 'committee', parentId })
  const outcomes = await Promise.all([
    codeOf(moveOrganisation(officer, { ...change, organisationId: left.id, parentId: right.id })),
    codeOf(moveOrganisation(officer, { ...change, organisationId: right.id, parentId: left.id })),
  ])
  expect(outcomes.sort()).toEqual(['done', 'invalid'])
})

test('founding: once, under a fitting parent, not in the future', async () => {
  const found = {
    ...change,
    parentId: tree.committee.id,
    name: '新设党支部',
    kind: 'branch' as const,
    class: 'III' as const,
  }
  const { organisationId } = await foundOrganisation(officer, found)
  expect(await organisationOn(db, organisationId, '2026-08-31')).toBeNull()
  expect(await organisationOn(db, organisationId, '2026-09-01')).toMatchObject({
    name: '新设党支部',
    class: 'III',
  })
  expect((await lastAudit(organisationId))?.action).toBe('organisation.found')
  expect(await codeOf(foundOrganisation(officer, found))).toBe('conflict')
  expect(
    await codeOf(foundOrganisation(officer, { ...found, name: '党小组', kind: 'group' })),
  ).toBe('invalid')
  expect(
    await codeOf(foundOrganisation(officer, { ...found, name: '以后的支部', on: '2026-09-16' })),
  ).toBe('invalid')
  expect(await codeOf(foundOrganisation(officer, { ...found, parentId: newId() }))).toBe(
    'not_found',
  )
})

test('strangers are refused and what does not exist is not found', async () => {
  const rename = { ...change, organisationId: other.id, name: '不该成功' }
  for (const ctx of [stranger, member]) {
    const verbs = [
      renameOrganisation(ctx, rename),
      moveOrganisation(ctx, { ...rename, parentId: tree.generalBranch.id }),
      setOrganisationClass(ctx, rename),
      setOrganisationTerm(ctx, rename),
      foundOrganisation(ctx, {
        ...change,
        name: '新',
        kind: 'branch',
        parentId: tree.committee.id,
      }),
    ]
    expect(await Promise.all(verbs.map(codeOf))).toEqual(Array(5).fill('forbidden'))
  }
  const missing = { ...rename, organisationId: newId() }
  expect(await codeOf(renameOrganisation(officer, missing))).toBe('not_found')
  expect(await codeOf(moveOrganisation(officer, { ...missing, parentId: other.id }))).toBe(
    'not_found',
  )
  expect(await versionsOf(db, other.id)).toHaveLength(1)
})

test('of two simultaneous changes of one organisation both are kept in order', async () => {
  const first = { ...change, organisationId: other.id, name: '先改的党支部' }
  const outcomes = await Promise.all([
    codeOf(renameOrganisation(officer, first)),
    codeOf(setOrganisationClass(officer, { ...change, organisationId: other.id, class: 'III' })),
  ])
  expect(outcomes).toEqual(['done', 'done'])
  expect(await organisationOn(db, other.id, '2026-09-15')).toMatchObject({
    name: '先改的党支部',
    class: 'III',
  })
})
