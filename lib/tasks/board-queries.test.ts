import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { createContextFor } from '@/db/testing/factories'
import { boardTotals, taskBoard } from './board-queries'
import { createWorld, dispatchedTask, draftTask, hours, submitted } from './testing'

const { db } = await testDatabase()

test('the figures over the board add up what its rows show', async () => {
  const world = await createWorld(db)
  const { copies } = await dispatchedTask(world)
  await dispatchedTask(world, { title: '另一项任务' })
  await draftTask(world, { title: '还没有下达的' })
  await submitted(world, copies[0])

  const officer = await createContextFor(db, world.officer)
  const today = { tasks: 2, unaccepted: 3, late: 0, waiting: 1, drafts: 1 }
  expect(await boardTotals(officer)).toEqual(today)

  const later = await createContextFor(db, world.officer, { now: hours(24 * 30) })
  const { rows } = await taskBoard(later, { state: 'dispatched' })
  expect(await boardTotals(later)).toEqual({ ...today, late: 3 })
  expect(rows.reduce((total, row) => total + row.late, 0)).toBe(3)
})

test('whoever supervises nothing has nothing over the board', async () => {
  const world = await createWorld(db)
  const secretary = await createContextFor(db, world.secretaries[0])
  expect(await boardTotals(secretary)).toEqual({
    tasks: 0,
    unaccepted: 0,
    late: 0,
    waiting: 0,
    drafts: 0,
  })
})
