import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { memberships, organisationVersions, posts } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMember,
  createMembership,
  createOfficer,
  createPerson,
  createSecretary,
  createTree,
  type MadeTree,
} from '@/db/testing/factories'
import { codeOf } from '@/db/testing/outcome'
import { endOrganisation } from './end-organisation'
import { mergeOrganisation } from './merge-organisation'
import type { EndingWork, LastHandover, OpenItem } from './open-work-port'
import { organisationsOn } from './queries'
import { rosterOn } from './testing'

const { db } = await testDatabase()
const change = { on: '2026-09-01', basis: '西岭信通党〔2026〕20号' }
const officer = await createContextFor(db, await createOfficer(db))
let tree: MadeTree

/** Open work as a list that remembers what was asked of it. */
function workOf(items: OpenItem[]) {
  const done: string[] = []
  const handedOver: LastHandover[] = []
  const left: string[] = []
  const port: EndingWork = {
    listOpen: async () => items,
    transfer: async (_ctx, _tx, move) => {
      done.push(`${move.assignmentId} → ${move.toOrganisationId}`)
    },
    markNotApplicable: async (_ctx, _tx, item) => {
      done.push(`${item.assignmentId} ${item.basis}`)
    },
    followPersons: async () => ({ moved: 0, ended: 0 }),
    handOver: async (_ctx, _tx, handover) => {
      handedOver.push(handover)
    },
    leavePosts: async (_tx, ended) => {
      left.push(...ended.map((post) => post.personId))
      return { stopped: 0, sessionsEnded: 0 }
    },
  }
  return { port, done, handedOver, left }
}

function openItem(title: string): OpenItem {
  const dueAt = new Date('2026-09-30T18:00:00+08:00')
  return { assignmentId: newId(), taskId: newId(), title, state: 'accepted', dueAt }
}

beforeEach(async () => {
  tree = await createTree(db, { branches: 4 })
})

test('a merger moves people, groups and work, ends posts, and leaves every earlier day as it was', async () => {
  const [from, into] = tree.branches
  const secretary = await createSecretary(db, from)
  const member = await createMember(db, from)
  const before = await organisationsOn(db, '2026-08-31')
  const rosterBefore = await rosterOn(db, from.id, '2026-08-31')
  const [kept, dropped] = [openItem('专项行动'), openItem('主题党日')]
  const { port, done, handedOver, left } = workOf([kept, dropped])
  const result = await mergeOrganisation(
    officer,
    {
      ...change,
      organisationId: from.id,
      intoId: into.id,
      decisions: [
        { assignmentId: kept.assignmentId, isTransferred: true },
        { assignmentId: dropped.assignmentId, isTransferred: false },
      ],
      workBasis: '接收支部已有同一任务',
    },
    port,
  )
  expect(result).toMatchObject({ people: 2, transferred: 1, notApplicable: 1 })
  expect(done).toEqual([
    `${kept.assignmentId} → ${into.id}`,
    `${dropped.assignmentId} 接收支部已有同一任务`,
  ])
  expect(handedOver).toMatchObject([
    {
      organisation: { organisationId: from.id },
      post: { personId: secretary.id },
      to: null,
      items: [kept, { ...dropped, state: 'not_applicable' }],
      reason: `${from.name}并入${into.name}`,
    },
  ])
  expect(left).toEqual([secretary.id])
  expect(await organisationsOn(db, '2026-08-31')).toEqual(before)
  expect(await rosterOn(db, from.id, '2026-08-31')).toEqual(rosterBefore)
  expect(await rosterOn(db, from.id, '2026-09-01')).toEqual([])
  expect((await rosterOn(db, into.id, '2026-09-01')).map((row) => row.personId).sort()).toEqual(
    [secretary.id, member.id].sort(),
  )
  const after = await organisationsOn(db, '2026-09-01')
  expect(after.find((one) => one.id === from.id)).toBeUndefined()
  expect(after.find((one) => one.id === tree.group.id)?.parentId).toBe(into.id)
  const [post] = await db.select().from(posts).where(eq(posts.organisationId, from.id))
  expect(post?.validTo).toBe('2026-09-01')
  const [ended] = await db
    .select()
    .from(organisationVersions)
    .where(eq(organisationVersions.organisationId, from.id))
  expect(ended?.mergedIntoId).toBe(into.id)
})

test('whoever was 编入 at the successor is there once afterwards', async () => {
  const [from, into] = tree.branches
  const lent = await createMember(db, from)
  await createMembership(db, lent, into, { relation: 'secondment', validFrom: '2026-03-01' })
  const borrowed = await createMember(db, into)
  await createMembership(db, borrowed, from, { relation: 'secondment', validFrom: '2026-03-01' })
  const input = { ...change, organisationId: from.id, intoId: into.id, decisions: [] }
  await mergeOrganisation(officer, input, workOf([]).port)
  const roster = await rosterOn(db, into.id, '2026-09-15')
  expect(roster.map(({ personId, relation }) => [personId, relation]).sort()).toEqual(
    [
      [lent.id, 'membership'],
      [borrowed.id, 'membership'],
    ].sort(),
  )
  const past = await rosterOn(db, into.id, '2026-08-31')
  expect(past.find(({ personId }) => personId === lent.id)?.relation).toBe('secondment')
})

test('undecided or unfounded work stops the merger whole', async () => {
  const [from, into] = tree.branches
  await createMember(db, from)
  const item = openItem('专项行动')
  const input = { ...change, organisationId: from.id, intoId: into.id }
  const { port, done } = workOf([item])
  expect(await codeOf(mergeOrganisation(officer, { ...input, decisions: [] }, port))).toBe(
    'invalid',
  )
  const decisions = [{ assignmentId: item.assignmentId, isTransferred: false }]
  expect(await codeOf(mergeOrganisation(officer, { ...input, decisions }, port))).toBe('invalid')
  expect(done).toEqual([])
  expect(await rosterOn(db, from.id, '2026-09-15')).toHaveLength(1)
})

test('mergers refuse other kinds, oneself, strangers, the unknown, and the second time', async () => {
  const [from, into] = tree.branches
  const { port } = workOf([])
  const input = { ...change, organisationId: from.id, intoId: into.id, decisions: [] }
  const stranger = await createContextFor(db, await createSecretary(db, into))
  const merge = (change: Partial<typeof input>) =>
    codeOf(mergeOrganisation(officer, { ...input, ...change }, port))
  expect(await merge({ intoId: tree.committee.id })).toBe('invalid')
  expect(await merge({ intoId: from.id })).toBe('invalid')
  expect(await merge({ intoId: newId() })).toBe('not_found')
  expect(await codeOf(mergeOrganisation(stranger, input, port))).toBe('forbidden')
  expect(await merge({})).toBe('done')
  expect(await merge({})).toBe('conflict')
})

test('an end waits until people and lower organisations have found their place', async () => {
  const [first, second] = tree.branches
  const { port } = workOf([])
  const end = (organisationId: string) =>
    codeOf(endOrganisation(officer, { ...change, organisationId, decisions: [] }, port))
  expect(await end(first.id)).toBe('conflict')
  expect(await end(tree.group.id)).toBe('done')
  expect(await end(first.id)).toBe('done')
  expect(await end(first.id)).toBe('conflict')
  const member = await createPerson(db)
  const membershipId = await createMembership(db, member, second)
  expect(await end(second.id)).toBe('conflict')
  await db
    .update(memberships)
    .set({ validTo: '2026-08-01' })
    .where(eq(memberships.id, membershipId))
  expect(await end(second.id)).toBe('done')
  expect(await end(newId())).toBe('not_found')
  const stranger = await createContextFor(db, member)
  const input = { ...change, organisationId: tree.generalBranch.id, decisions: [] }
  expect(await codeOf(endOrganisation(stranger, input, port))).toBe('forbidden')
  expect((await organisationsOn(db, '2026-08-31')).some((one) => one.id === first.id)).toBe(true)
})
