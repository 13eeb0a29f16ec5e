import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createMembership,
  createOfficer,
  createOrganisation,
  createPerson,
  createTree,
  grantRole,
  testNow,
  viewerOf,
} from '@/db/testing/factories'
import { loadViewer } from './load-viewer'

const { db } = await testDatabase()
const { committee, generalBranch, branches, group } = await createTree(db)
const [first, second] = branches

test('a post reaches the organisation and everything under it today', async () => {
  const person = await createPerson(db)
  await createMembership(db, person, first)
  await appointPost(db, person, generalBranch)
  await appointPost(db, person, second, { post: 'clerk', validTo: '2026-01-01' })
  const viewer = await loadViewer(db, person.id, testNow)
  expect(viewer).toMatchObject({ name: person.name, memberOf: [first.id] })
  expect(viewer?.posts).toHaveLength(1)
  expect(viewer?.posts[0]?.reach).toEqual(new Set([generalBranch.id, first.id, group.id]))
})

test('what stands at the root reaches all; an administrator reaches nothing', async () => {
  const officer = await createOfficer(db, 'committee_officer', { organisationId: committee.id })
  expect((await loadViewer(db, officer.id, testNow))?.roles[0]?.reach).toBe('all')
  const administrator = await createOfficer(db, 'security_admin')
  expect((await loadViewer(db, administrator.id, testNow))?.roles[0]?.reach).toEqual(new Set())
})

test('编入 counts as membership, what has ended or not begun does not', async () => {
  const person = await createPerson(db)
  await createMembership(db, person, first, { validTo: '2026-09-15' })
  await createMembership(db, person, second, { relation: 'secondment' })
  await grantRole(db, person, 'committee_officer', { validFrom: '2026-09-16' })
  const viewer = await loadViewer(db, person.id, testNow)
  expect(viewer).toMatchObject({ memberOf: [second.id], roles: [], posts: [] })
})

test('nobody is loaded for an unknown person; a plain person holds nothing', async () => {
  expect(await loadViewer(db, '01890000-0000-7000-8000-000000000000', testNow)).toBeNull()
  const person = await createPerson(db)
  expect(await loadViewer(db, person.id, testNow)).toEqual(await viewerOf(db, person))
})

test('with two roots neither reaches all', async () => {
  const officer = await createOfficer(db, 'committee_officer', { organisationId: committee.id })
  const elsewhere = await createOrganisation(db, { kind: 'committee' })
  const reach = (await loadViewer(db, officer.id, testNow))?.roles[0]?.reach
  expect(reach).toBeInstanceOf(Set)
  expect(reach === 'all' || reach?.has(elsewhere.id)).toBe(false)
})
