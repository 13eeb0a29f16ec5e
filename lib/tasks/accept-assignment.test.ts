import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { acceptances, posts } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMember,
  createOrganisation,
  createSecretary,
} from '@/db/testing/factories'
import { acceptAssignment } from './accept-assignment'
import { cancelTask } from './end-task'
import { assignmentNow, auditOf, createWorld, dispatchedTask, hours, talliesOf } from './testing'

const { db } = await testDatabase({ poolSize: 20 })
const world = await createWorld(db)
const { officer, secretaries, branches, committee, generalBranch } = world

test('signs for the branch, and is audited', async () => {
  const { task, copies } = await dispatchedTask(world)
  const { id } = copies[0].assignment
  const ctx = await createContextFor(db, secretaries[0], { now: hours(2) })
  expect(await acceptAssignment(ctx, { assignmentId: id })).toMatchObject({
    state: 'accepted',
    stateSince: hours(2),
  })
  const rows = await db.select().from(acceptances).where(eq(acceptances.assignmentId, id))
  expect(rows).toMatchObject([
    { channel: 'online', byId: secretaries[0].id, at: hours(2), recordedBy: secretaries[0].id },
  ])
  expect(await auditOf(db, id)).toMatchObject([
    { action: 'assignment.accept', actorId: secretaries[0].id },
  ])
  expect((await talliesOf(db, task.id)).kept).toEqual({ issued: 1, accepted: 1 })
})

test('pressed several times at once signs once and refuses nobody', async () => {
  const { copies } = await dispatchedTask(world)
  const { id } = copies[0].assignment
  const ctx = await createContextFor(db, secretaries[0])
  const presses = Array.from({ length: 6 }, () => acceptAssignment(ctx, { assignmentId: id }))
  for (const pressed of await Promise.all(presses)) {
    expect(pressed.state).toBe('accepted')
  }
  expect(await db.$count(acceptances, eq(acceptances.assignmentId, id))).toBe(1)
  expect(await auditOf(db, id)).toHaveLength(1)
})

test('another branch, and a plain member of this one, do not find it', async () => {
  const { copies } = await dispatchedTask(world)
  const { id } = copies[0].assignment
  for (const person of [secretaries[1], await createMember(db, branches[0])]) {
    const ctx = await createContextFor(db, person)
    await expect(acceptAssignment(ctx, { assignmentId: id })).rejects.toMatchObject({
      code: 'not_found',
    })
  }
  expect((await assignmentNow(db, id)).state).toBe('issued')
})

test('those above and the officers see it but do not sign for the branch', async () => {
  const { copies } = await dispatchedTask(world)
  const { id } = copies[0].assignment
  for (const person of [officer, await createSecretary(db, generalBranch)]) {
    const ctx = await createContextFor(db, person)
    await expect(acceptAssignment(ctx, { assignmentId: id })).rejects.toMatchObject({
      code: 'forbidden',
    })
  }
})

test('a person’s copy is signed for by that person, not by the secretary', async () => {
  const member = await createMember(db, branches[0])
  const { copies } = await dispatchedTask(world, { organisationIds: [], persons: member.name })
  const { id } = copies[0].assignment
  const secretary = await createContextFor(db, secretaries[0])
  await expect(acceptAssignment(secretary, { assignmentId: id })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const ctx = await createContextFor(db, member)
  expect((await acceptAssignment(ctx, { assignmentId: id })).state).toBe('accepted')
})

test('cancelled meanwhile: a conflict that says so', async () => {
  const { task, copies } = await dispatchedTask(world)
  const { id } = copies[0].assignment
  await cancelTask(await createContextFor(db, officer), { taskId: task.id, reason: '不再需要' })
  const ctx = await createContextFor(db, secretaries[0])
  await expect(acceptAssignment(ctx, { assignmentId: id })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('已撤销'),
  })
})

test('authority follows today’s post: the former secretary is refused, the new one signs', async () => {
  const branch = await createOrganisation(db, { parentId: committee.id })
  const former = await createSecretary(db, branch)
  const { copies } = await dispatchedTask(world, { organisationIds: [branch.id] })
  const { id } = copies[0].assignment
  const next = await createMember(db, branch)
  await db.update(posts).set({ validTo: '2026-09-16' }).where(eq(posts.personId, former.id))
  await appointPost(db, next, branch, { validFrom: '2026-09-16' })

  const early = await createContextFor(db, next)
  await expect(acceptAssignment(early, { assignmentId: id })).rejects.toMatchObject({
    code: 'not_found',
  })
  const left = await createContextFor(db, former, { now: hours(24) })
  await expect(acceptAssignment(left, { assignmentId: id })).rejects.toMatchObject({
    code: 'not_found',
  })
  const ctx = await createContextFor(db, next, { now: hours(24) })
  expect((await acceptAssignment(ctx, { assignmentId: id })).state).toBe('accepted')
})
