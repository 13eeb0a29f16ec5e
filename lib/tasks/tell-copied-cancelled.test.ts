import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { notices, posts } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { appointPost, createContextFor, createPerson } from '@/db/testing/factories'
import { cancelTask } from './end-task'
import { supplementInput } from './requests/schema'
import { supplementDispatch } from './supplement-dispatch'
import { createWorld, dispatchedTask, draftTask, hours } from './testing'

const { db } = await testDatabase()
const reason = '上级已另行部署'

/** A task for the first branch, with two in post at the 党总支 above it. */
async function stage() {
  const world = await createWorld(db)
  const [head, deputy] = [await createPerson(db), await createPerson(db)]
  await appointPost(db, head, world.generalBranch)
  await appointPost(db, deputy, world.generalBranch, { post: 'clerk' })
  const sent = await dispatchedTask(world, { organisationIds: [world.branches[0].id] })
  return { world, head, deputy, ...sent }
}

const cancelledFor = (person: { id: string }) =>
  db
    .select({ title: notices.title, body: notices.body, sms: notices.smsTemplate })
    .from(notices)
    .where(and(eq(notices.personId, person.id), eq(notices.kind, 'task_cancelled')))

test('those to whom it was copied hear of the end once, in the application; a leaver does not', async () => {
  const { world, head, deputy, task } = await stage()
  // Told a second time by a further dispatch to another branch: still one notice at the end.
  await supplementDispatch(
    await createContextFor(db, world.officer, { now: hours(1) }),
    supplementInput.parse({
      taskId: task.id,
      requestKey: newId(),
      organisationIds: [world.branches[1].id],
    }),
  )
  await db.update(posts).set({ validTo: '2026-09-15' }).where(eq(posts.personId, deputy.id))
  const ctx = await createContextFor(db, world.officer, { now: hours(2) })
  await cancelTask(ctx, { taskId: task.id, reason })
  expect(await cancelledFor(head)).toEqual([
    { title: task.title, body: expect.stringContaining(reason), sms: null },
  ])
  expect(await cancelledFor(deputy)).toEqual([])
})

test('who also receives it is told as a recipient only; a draft tells nobody', async () => {
  const { world, head, task } = await stage()
  await appointPost(db, head, world.branches[1], { post: 'deputy_secretary', isActing: true })
  const ctx = await createContextFor(db, world.officer, { now: hours(1) })
  await supplementDispatch(
    ctx,
    supplementInput.parse({
      taskId: task.id,
      requestKey: newId(),
      organisationIds: [world.branches[1].id],
    }),
  )
  await cancelTask(ctx, { taskId: task.id, reason })
  expect(await cancelledFor(head)).toHaveLength(1)
  const draft = await draftTask(world)
  await cancelTask(ctx, { taskId: draft.id, reason })
  expect(await cancelledFor(head)).toHaveLength(1)
})
