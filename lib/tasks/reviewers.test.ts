import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { notices, roleGrants } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createMember, createMembership } from '@/db/testing/factories'
import { reviewsWaiting } from './review-queries'
import { createWorld, dispatchedTask, hours, submitted } from './testing'
import { waitingCounts } from './todo-queries'

const { db } = await testDatabase()

const toldOf = async (assignmentId: string) =>
  (
    await db
      .select({ personId: notices.personId })
      .from(notices)
      .where(and(eq(notices.subjectId, assignmentId), eq(notices.kind, 'task_submitted')))
  )
    .map((one) => one.personId)
    .sort()

test('a hand-in is told to who issued the task, while he is in office', async () => {
  const world = await createWorld(db)
  const { officer, colleague, secretaries } = world
  const { copies } = await dispatchedTask(world)
  await submitted(world, copies[0])
  expect(await toldOf(copies[0].assignment.id)).toEqual([officer.id])

  await db
    .update(roleGrants)
    .set({ validTo: '2026-09-15' })
    .where(eq(roleGrants.personId, officer.id))
  const [, second] = copies
  await submitted(world, second ?? copies[0], { by: secretaries[1] })
  expect(await toldOf(second?.assignment.id ?? '')).toEqual([colleague.id])
})

test('where he may not review it, to the others; where no officer may, to the alternate', async () => {
  const world = await createWorld(db)
  const { officer, colleague, branches } = world
  const alternate = await createMember(db, branches[1])
  const alternateReviewer = alternate.employeeNumber ?? ''
  await createMembership(db, officer, branches[0])
  const { copies } = await dispatchedTask(world, { alternateReviewer })
  await submitted(world, copies[0])
  expect(await toldOf(copies[0].assignment.id)).toEqual([colleague.id, alternate.id].sort())

  await createMembership(db, colleague, branches[0])
  const later = await dispatchedTask(world, { alternateReviewer })
  await submitted(world, later.copies[0])
  expect(await toldOf(later.copies[0].assignment.id)).toEqual([alternate.id])
  const ctx = await createContextFor(db, alternate, { now: hours(2) })
  const { rows: waiting } = await reviewsWaiting(ctx)
  expect(waiting.map((item) => item.assignmentId)).toContain(later.copies[0].assignment.id)
  expect((await waitingCounts(ctx)).reviews).toBe(waiting.length)
})
