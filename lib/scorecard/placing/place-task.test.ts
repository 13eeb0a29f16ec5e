import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { createContextFor } from '@/db/testing/factories'
import { dispatchTask } from '@/lib/tasks/dispatch-task'
import { createWorld, draftTask } from '@/lib/tasks/testing'
import { taskNow } from '@/lib/tasks/testing/rows'
import { openQuarter } from '../quarter/open-quarter'
import { createPublishedScheme } from '../quarter/testing'
import { defaultScheme } from '../scheme/default-scheme'
import { placeTask } from './place-task'
import { taskPlace } from './task-place'

const { db } = await testDatabase()

async function scene() {
  const world = await createWorld(db)
  const ctx = await createContextFor(db, world.officer)
  const task = await draftTask(world, { isScored: undefined })
  return { world, ctx, task }
}

test('nothing scores unless it is said, and without a scheme there is nothing to choose', async () => {
  const { task, ctx } = await scene()
  expect(task).toMatchObject({ isScored: false, indicatorKey: null })
  expect(await taskPlace(db, task)).toMatchObject({ scheme: null, choices: [], chosen: null })
  await expect(
    placeTask(ctx, { taskId: task.id, version: task.version, indicatorKey: 'i5-2' }),
  ).rejects.toMatchObject({ code: 'invalid' })
})

test('a draft is put into an indicator of the scheme frozen for the quarter of its due, and out again', async () => {
  const { world, task, ctx } = await scene()
  await createPublishedScheme(db, world.committee, { document: defaultScheme })
  expect(await taskPlace(db, task)).toMatchObject({ scheme: { version: 1, isFrozen: false } })
  const { period } = await taskPlace(db, task)
  await openQuarter(ctx, { period })
  await createPublishedScheme(db, world.committee, { version: 2 })
  const place = await taskPlace(db, task)
  expect(place.scheme).toMatchObject({ version: 1, isFrozen: true })
  expect(place.choices.map((one) => one.key)).toEqual(['i5-2', 'bonus'])
  const placed = await placeTask(ctx, {
    ...{ taskId: task.id, version: task.version, indicatorKey: 'i5-2' },
  })
  expect(placed).toMatchObject({ isScored: true, indicatorKey: 'i5-2', version: task.version + 1 })
  expect((await taskPlace(db, placed)).chosen).toMatchObject({ code: '5.2' })
  await expect(placeTask(ctx, { taskId: task.id, version: task.version })).rejects.toMatchObject({
    code: 'conflict',
  })
  const taken = await placeTask(ctx, { taskId: task.id, version: placed.version })
  expect(taken).toMatchObject({ isScored: false, indicatorKey: null })
})

test('only an indicator that reads tasks will do; what has gone out stays as it went', async () => {
  const { world, task, ctx } = await scene()
  await createPublishedScheme(db, world.committee, { document: defaultScheme })
  const input = { taskId: task.id, version: task.version }
  await expect(placeTask(ctx, { ...input, indicatorKey: 'i1-2' })).rejects.toMatchObject({
    code: 'invalid',
  })
  const secretary = await createContextFor(db, world.secretaries[0])
  await expect(placeTask(secretary, { ...input, indicatorKey: 'i5-2' })).rejects.toMatchObject({
    code: 'not_found',
  })
  await dispatchTask(ctx, { taskId: task.id })
  const { version } = await taskNow(db, task.id)
  await expect(
    placeTask(ctx, { taskId: task.id, version, indicatorKey: 'i5-2' }),
  ).rejects.toMatchObject({ code: expect.stringMatching(/conflict|forbidden/) })
})
