import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { auditEntries, posts } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMember,
  createOfficer,
  createPerson,
  createSecretary,
  createTree,
} from '@/db/testing/factories'
import { codeOf } from '@/db/testing/outcome'
import { appointPost } from './appoint-post'
import { endPost } from './end-post'
import { postTermsOf } from './organisation-queries'
import { postHoldersOn } from './queries'

const { db } = await testDatabase()
const { branches } = await createTree(db)
const [branch, elsewhere] = branches
const officer = await createContextFor(db, await createOfficer(db))
const ports = { leavePosts: async () => ({ stopped: 0, sessionsEnded: 0 }) }
const appointment = {
  organisationId: branch.id,
  post: 'organisation_commissioner' as const,
  isActing: false,
  on: '2026-09-01',
  basis: '支委会 2026-08-30',
}

test('an appointment holds from its day, is audited, and can be ended', async () => {
  const person = await createMember(db, branch)
  const placed = await appointPost(officer, { ...appointment, personId: person.id })
  expect(placed).toMatchObject({ personName: person.name, label: '组织委员', warnings: [] })
  expect(await postHoldersOn(db, [branch.id], '2026-08-31')).toEqual([])
  expect(await postHoldersOn(db, [branch.id], '2026-09-01')).toHaveLength(1)
  const [audit] = await db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, placed.postId))
  expect(audit?.action).toBe('post.appoint')
  expect(await codeOf(appointPost(officer, { ...appointment, personId: person.id }))).toBe(
    'conflict',
  )
  const end = { postId: placed.postId, on: '2026-09-10', basis: '工作调整' }
  await endPost(officer, end, ports)
  expect(await codeOf(endPost(officer, end, ports))).toBe('conflict')
  expect(await postHoldersOn(db, [branch.id], '2026-09-10')).toEqual([])
  expect((await postTermsOf(db, branch.id))[0]).toMatchObject({ validTo: '2026-09-10' })
})

test('a post that ended the day it began goes, the record keeps it', async () => {
  const person = await createMember(db, branch)
  const { postId } = await appointPost(officer, { ...appointment, personId: person.id })
  await endPost(officer, { postId, on: '2026-09-01', basis: '录错' }, ports)
  expect(await db.select().from(posts).where(eq(posts.id, postId))).toEqual([])
  const kept = await db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectId, postId), eq(auditEntries.action, 'post.void')))
  expect(kept).toHaveLength(1)
})

test('warns of a shared or missing number and of a membership elsewhere', async () => {
  const shared = await createMember(db, branch, { phone: '13800001111' })
  await createPerson(db, { phone: '13800001111' })
  const silent = await createMember(db, branch, { phone: null })
  const guest = await createMember(db, elsewhere)
  const warningsOf = async (personId: string) =>
    (await appointPost(officer, { ...appointment, post: 'clerk', personId })).warnings.join()
  expect(await warningsOf(shared.id)).toContain('与他人共用')
  expect(await warningsOf(silent.id)).toContain('没有登记手机号')
  expect(await warningsOf(guest.id)).toContain('组织关系不在')
})

test('strangers, the unknown and the future are refused', async () => {
  const person = await createMember(db, branch)
  const input = { ...appointment, personId: person.id, post: 'clerk' as const }
  const secretary = await createSecretary(db, branch)
  const stranger = await createContextFor(db, secretary)
  expect(await codeOf(appointPost(stranger, input))).toBe('forbidden')
  expect(await codeOf(appointPost(officer, { ...input, organisationId: newId() }))).toBe(
    'not_found',
  )
  expect(await codeOf(appointPost(officer, { ...input, personId: newId() }))).toBe('not_found')
  expect(await codeOf(appointPost(officer, { ...input, on: '2026-09-16' }))).toBe('invalid')
  const [post] = await db.select().from(posts).where(eq(posts.personId, secretary.id))
  const end = { postId: post?.id ?? '', on: '2026-09-01', basis: '卸任' }
  expect(await codeOf(endPost(stranger, end, ports))).toBe('forbidden')
  expect(await codeOf(endPost(officer, { ...end, postId: newId() }, ports))).toBe('not_found')
  // A secretary's leaving hands work over and has its own verb.
  expect(await codeOf(endPost(officer, end, ports))).toBe('invalid')
})
