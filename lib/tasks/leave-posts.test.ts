import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { notices, posts, sessions } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMember,
  createOfficer,
  type MadePerson,
  testNow,
} from '@/db/testing/factories'
import { startSession } from '@/lib/accounts/start-session'
import { endPost } from '@/lib/organisation/end-post'
import { mergeOrganisation } from '@/lib/organisation/merge-organisation'
import { changeSecretary } from './change-secretary'
import { leavePosts } from './leave-posts'
import { openWork } from './open-work'
import { createWorld, dispatchedTask } from './testing'
import { vacateSecretary } from './vacate-secretary'

const { db } = await testDatabase()
const world = await createWorld(db, { branches: 5 })
const [, branch, third, fourth, fifth] = world.branches
const keeper = await createContextFor(db, await createOfficer(db))
const end = { on: '2026-09-10', basis: '工作调整' }

async function signIn(person: MadePerson): Promise<string> {
  const ctx = await createContextFor(db, 'system')
  const client = { userAgent: null, address: null }
  return ctx.transact((tx) =>
    startSession(tx, { personId: person.id, way: 'sms', client, now: testNow }),
  )
}

async function endingOf(sessionId: string) {
  const [row] = await db.select().from(sessions).where(eq(sessions.id, sessionId))
  return row?.ending ?? null
}

async function refusalOf(person: MadePerson, assignmentId: string) {
  const [row] = await db
    .select()
    .from(notices)
    .where(and(eq(notices.personId, person.id), eq(notices.subjectId, assignmentId)))
  return row?.smsRefusal ?? null
}

async function postOf(person: MadePerson): Promise<string> {
  const [row] = await db.select().from(posts).where(eq(posts.personId, person.id))
  return row?.id ?? ''
}

test('a 党务专责 who leaves is signed out, and what has not been sent to him stops', async () => {
  const clerk = await createMember(db, branch)
  const clerkPost = await appointPost(db, clerk, branch, { post: 'clerk' })
  const both = await createMember(db, branch)
  const second = await appointPost(db, both, branch, { post: 'clerk' })
  await appointPost(db, both, branch, { post: 'commissioner' })
  const { copies } = await dispatchedTask(world)
  const ofBranch = copies[1]?.assignment.id ?? ''
  const [session, other] = [await signIn(clerk), await signIn(both)]

  const result = await endPost(keeper, { postId: clerkPost, ...end }, { leavePosts })
  expect(result.stopped).toBe(1)
  expect(await refusalOf(clerk, ofBranch)).toContain('已不再负责')
  expect(await endingOf(session)).toBe('role_changed')

  // Still a commissioner there: the work stays his, the session ends all the same.
  const kept = await endPost(keeper, { postId: second, ...end }, { leavePosts })
  expect(kept.stopped).toBe(0)
  expect(await refusalOf(both, ofBranch)).toBeNull()
  expect(await endingOf(other)).toBe('role_changed')
})

test('whoever is replaced, relieved or loses the organisation is signed out; the newcomer is not', async () => {
  const [, , ofThird, ofFourth, ofFifth] = world.secretaries
  const newcomer = await createMember(db, third ?? branch)
  const people = [ofThird, ofFourth, ofFifth, newcomer].flatMap((one) => one ?? [])
  const sessionIds = await Promise.all(people.map(signIn))
  const input = { organisationId: third?.id ?? '', personId: newcomer.id, isActing: false, ...end }
  await changeSecretary(keeper, input, openWork)
  await vacateSecretary(keeper, { postId: await postOf(people[1] ?? newcomer), ...end }, openWork)
  const items = await openWork.listOpen(db, fifth?.id ?? '')
  await mergeOrganisation(
    keeper,
    {
      organisationId: fifth?.id ?? '',
      intoId: fourth?.id ?? '',
      decisions: items.map(({ assignmentId }) => ({ assignmentId, isTransferred: false })),
      workBasis: '接收支部已有同一任务',
      ...end,
    },
    openWork,
  )
  expect(await Promise.all(sessionIds.map(endingOf))).toEqual([
    'role_changed',
    'role_changed',
    'role_changed',
    null,
  ])
})
