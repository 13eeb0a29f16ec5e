import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { knownValues } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createMember,
  createMembership,
  createOrganisation,
  createPerson,
  createSecretary,
  createTree,
  testNow,
} from '@/db/testing/factories'
import { resolveKnown } from './known-facts'
import { publishedNames } from './known-reported'
import { knownFacts, knownLabel } from './states'

const { db } = await testDatabase()
const tree = await createTree(db)
const [branch, other] = tree.branches
const day = '2026-09-15'
const period = '2026Q3'

const ask = async (keys: string[], organisationIds = [branch.id], on = day, of = period) =>
  resolveKnown(db, { organisationIds, keys, day: on, period: of })
const valueOfBranch = async (...keys: string[]) => {
  const known = (await ask(keys)).get(branch.id) ?? {}
  return keys.map((key) => known[key]?.value)
}

test('a branch on a day: name, secretary, people, committee, groups, term', async () => {
  const secretary = await createSecretary(db, branch, { name: '王书记' })
  await appointPost(db, await createMember(db, branch), branch, { post: 'clerk' })
  await appointPost(db, await createMember(db, branch), branch, { post: 'commissioner' })
  await appointPost(db, secretary, branch, { post: 'publicity_commissioner' })
  const probationer = await createPerson(db)
  await createMembership(db, probationer, branch, { memberKind: 'probationary' })
  const attached = await createPerson(db)
  await createMembership(db, attached, branch, { relation: 'secondment' })
  const left = await createPerson(db)
  await createMembership(db, left, branch, { validTo: day })
  expect(
    await valueOfBranch(
      ...['organisation.name', 'organisation.secretary', 'organisation.class'],
      ...['organisation.parent', 'organisation.committeeSize', 'organisation.groups'],
      ...['roster.total', 'roster.full', 'roster.probationary', 'roster.voting'],
    ),
  ).toEqual([
    ...[branch.name, '王书记', 'Ⅰ类', tree.generalBranch.name, '2', '1'],
    ...['4', '3', '1', '3'],
  ])
  // The day before his leaving he was still there.
  const before = await ask(['roster.total'], [branch.id], '2026-09-14')
  expect(before.get(branch.id)?.['roster.total']).toEqual({
    value: '5',
    source: '党员名册 2026年9月14日 在册',
  })
})

test('many at once: those above count everybody under them; zero is a value, nothing is absent', async () => {
  await createMember(db, other)
  const closed = await createOrganisation(db, { validTo: '2026-01-01' })
  const ids = [tree.committee.id, tree.generalBranch.id, other.id, closed.id]
  const known = await ask(
    ['roster.total', 'organisation.secretary', 'organisation.termEndsOn'],
    ids,
  )
  expect([...known.keys()]).toEqual(ids)
  expect(known.get(tree.generalBranch.id)?.['roster.total']?.value).toBe('4')
  expect(known.get(tree.committee.id)?.['roster.total']?.value).toBe('5')
  expect(known.get(other.id)).not.toHaveProperty(['organisation.secretary'])
  expect(known.get(other.id)).not.toHaveProperty(['organisation.termEndsOn'])
  expect(known.get(closed.id)).toEqual({})
})

test('every fact of the list has an answer; a key that means nothing has none', async () => {
  const secretary = await createOrganisation(db, { termEndsOn: '2027-05-01', parentId: branch.id })
  await createSecretary(db, secretary)
  const keys = knownFacts.map((fact) => fact.key)
  const known = (await ask([...keys, 'nothing.here', 'value:'], [secretary.id])).get(secretary.id)
  expect(Object.keys(known ?? {}).sort()).toEqual([...keys].sort())
  expect(keys.every((key) => knownLabel(key) !== null)).toBe(true)
  expect(knownLabel('nothing.here')).toBeNull()
})

test('what reports have published: the standing value, and that of the last period that has ended', async () => {
  const publish = (key: string, of: string, value: string, superseded = false) =>
    db.insert(knownValues).values({
      ...{ id: newId(), key, organisationId: other.id, period: of, value },
      ...{ sourceType: 'form_report', sourceId: newId(), publishedAt: testNow },
      supersededAt: superseded ? testNow : null,
    })
  await publish('党课次数', '2026Q1', '1')
  await publish('党课次数', '2026Q2', '9', true)
  await publish('党课次数', '2026Q2', '2')
  await publish('党课次数', '2026Q3', '3')
  await publish('党课次数', '2026Q4', '4')
  const keys = ['value:党课次数', 'last:党课次数', 'value:没有报过']
  const known = (await ask(keys, [other.id])).get(other.id)
  expect(known?.['value:党课次数']?.value).toBe('3')
  expect(known?.['last:党课次数']).toEqual({
    value: '2',
    source: '2026年第二季度填报，2026年9月15日 审核通过',
  })
  expect(known).not.toHaveProperty('value:没有报过')
  expect((await ask(keys, [branch.id])).get(branch.id)).toEqual({})
  const elsewhere = await createTree(db)
  const namesOf = ({ committee }: typeof tree) =>
    publishedNames(db, { committeeId: committee.id, day })
  expect(await namesOf(tree)).toEqual(['党课次数'])
  // What branches of another committee have said is not suggested here.
  expect(await namesOf(elsewhere)).toEqual([])
})
