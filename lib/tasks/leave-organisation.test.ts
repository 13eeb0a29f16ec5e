import { and, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import {
  accounts,
  assignments,
  auditEntries,
  handovers,
  memberships,
  notices,
  posts,
  sessions,
} from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMember,
  createMembership,
  createOfficer,
  createPerson,
  grantRole,
  type MadePerson,
  testNow,
} from '@/db/testing/factories'
import { codeOf } from '@/db/testing/outcome'
import { startSession } from '@/lib/accounts/start-session'
import { endMembership } from '@/lib/organisation/end-membership'
import { rosterOn } from '@/lib/organisation/testing'
import { delegateAssignment } from './delegate-assignment'
import { leaveOrganisation } from './leave-organisation'
import { createWorld, dispatchedTask, type World } from './testing'

const { db } = await testDatabase()
const keeper = await createContextFor(db, await createOfficer(db))
const ports = { leave: leaveOrganisation }
const leaving = {
  reason: 'transferred_out' as const,
  on: '2026-09-10',
  basis: '介绍信 2026年第31号',
}
let world: World

beforeEach(async () => {
  world = await createWorld(db)
})

async function withAccount(person: MadePerson): Promise<string> {
  await db.insert(accounts).values({ personId: person.id, state: 'active', createdAt: testNow })
  const ctx = await createContextFor(db, 'system')
  const client = { userAgent: null, address: null }
  return ctx.transact((tx) =>
    startSession(tx, { personId: person.id, way: 'sms', client, now: testNow }),
  )
}

async function accountOf(person: MadePerson) {
  const [row] = await db.select().from(accounts).where(eq(accounts.personId, person.id))
  return row?.state
}

test('whoever leaves is off the roster, out of post and account; work goes back; earlier days stay', async () => {
  const [branch, other] = world.branches
  const [secretary] = world.secretaries
  await createMembership(db, secretary, other, { relation: 'secondment' })
  await appointPost(db, secretary, world.generalBranch, { post: 'commissioner' })
  const sessionId = await withAccount(secretary)
  const own = await dispatchedTask(world, {
    organisationIds: [],
    persons: secretary.employeeNumber ?? '',
  })
  await dispatchedTask(world)

  const done = await endMembership(keeper, { personId: secretary.id, ...leaving }, ports)
  expect(done).toMatchObject({
    personName: secretary.name,
    posts: 2,
    notApplicable: 1,
    isAccountClosed: true,
  })
  expect(done.stopped).toBeGreaterThan(0)
  const onRoster = async (organisationId: string, day: string) =>
    (await rosterOn(db, organisationId, day)).some((row) => row.personId === secretary.id)
  expect(await onRoster(branch.id, '2026-09-09')).toBe(true)
  expect(await onRoster(branch.id, '2026-09-10')).toBe(false)
  expect(await onRoster(other.id, '2026-09-10')).toBe(false)
  const held = await db.select().from(posts).where(eq(posts.personId, secretary.id))
  expect(held.map((post) => post.validTo)).toEqual(['2026-09-10', '2026-09-10'])
  expect(
    await db.select().from(handovers).where(eq(handovers.fromPersonId, secretary.id)),
  ).toMatchObject([{ organisationId: branch.id, toPersonId: null }])
  const [mine] = await db
    .select()
    .from(assignments)
    .where(eq(assignments.id, own.copies[0].assignment.id))
  expect(mine).toMatchObject({
    state: 'not_applicable',
    closingReason: '转出本单位：介绍信 2026年第31号',
  })
  const [session] = await db.select().from(sessions).where(eq(sessions.id, sessionId))
  expect([await accountOf(secretary), session?.ending]).toEqual(['disabled', 'role_changed'])
  const unsent = await db.select().from(notices).where(eq(notices.personId, secretary.id))
  expect(unsent.filter((row) => row.smsTemplate !== null && row.smsRefusal === null)).toEqual([])
  const [entry] = await db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectId, secretary.id), eq(auditEntries.action, 'membership.end')))
  expect(entry?.detail).toMatchObject({ reason: 'transferred_out', organisationId: branch.id })
})

test('what was delegated goes back to the branch; a granted role keeps the account', async () => {
  const [branch] = world.branches
  const member = await createMember(db, branch)
  await grantRole(db, member, 'department_officer')
  await withAccount(member)
  const { copies } = await dispatchedTask(world)
  const assignmentId = copies[0].assignment.id
  await delegateAssignment(await createContextFor(db, world.secretaries[0]), {
    assignmentId,
    toPersonId: member.id,
  })
  const done = await endMembership(
    keeper,
    { personId: member.id, ...leaving, reason: 'deceased' },
    ports,
  )
  expect(done).toMatchObject({ returned: 1, isAccountClosed: false, posts: 0 })
  const [row] = await db.select().from(assignments).where(eq(assignments.id, assignmentId))
  expect(row).toMatchObject({ delegateId: null, state: 'issued' })
  expect(await accountOf(member)).toBe('active')
})

test('refuses strangers, the unknown, the future, days before the membership, and the second time', async () => {
  const [branch] = world.branches
  const member = await createMember(db, branch)
  const attempt = (given: Partial<typeof leaving> & { personId?: string } = {}, ctx = keeper) =>
    codeOf(endMembership(ctx, { personId: member.id, ...leaving, ...given }, ports))
  const stranger = await createContextFor(db, world.secretaries[0])
  expect(await attempt({}, stranger)).toBe('forbidden')
  expect(await attempt({ personId: newId() })).toBe('not_found')
  const outside = await createPerson(db)
  expect(await attempt({ personId: outside.id })).toBe('conflict')
  expect(await attempt({ on: '2026-09-16' })).toBe('invalid')
  expect(await attempt({ on: '2019-01-01' })).toBe('conflict')
  const office = { organisationId: world.generalBranch.id }
  const local = await createContextFor(db, await createOfficer(db, 'committee_officer', office))
  await appointPost(db, member, world.committee, { post: 'commissioner' })
  expect(await attempt({}, local)).toBe('forbidden')
  expect(
    await db.select().from(memberships).where(eq(memberships.personId, member.id)),
  ).toMatchObject([{ validTo: null }])
  expect(await attempt()).toBe('done')
  expect(await attempt()).toBe('conflict')
})
