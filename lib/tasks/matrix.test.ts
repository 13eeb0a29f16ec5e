import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { createContextFor } from '@/db/testing/factories'
import { taskMatrix } from './matrix-queries'
import { createWorld, dispatchedTask, hours, nodeForm, submitted } from './testing'

const { db } = await testDatabase()

test('a row for each copy, a letter and a date for each node, and filters that count', async () => {
  const world = await createWorld(db)
  const { copies, task } = await dispatchedTask(world, {
    nodes: [
      nodeForm('方案', { reviewer: 'none', dueOn: '2026-09-18' }),
      nodeForm('实施', { stage: 2 }),
      nodeForm('总结', { stage: 3, dueOn: '2026-09-30' }),
    ],
  })
  await submitted(world, copies[0])
  const soon = await createContextFor(db, world.officer, { now: hours(2) })
  const { rows, nodes, counts } = await taskMatrix(soon, task.id, 'all')
  expect(nodes.map((node) => node.title)).toEqual(['方案', '实施', '总结'])
  const cellsOf = (at: 0 | 1) => rows.find(([id]) => id === copies[at]?.assignment.id)?.slice(2)
  expect(cellsOf(0)).toEqual(['d9/15', 'o9/25', 'w9/30'])
  expect(cellsOf(1)).toEqual(['u9/18', 'w9/25', 'w9/30'])
  expect(counts).toEqual({ all: 2, unaccepted: 1, late: 0, stuck: 0, waiting: 0 })

  const later = await createContextFor(db, world.officer, { now: hours(24 * 7) })
  const late = await taskMatrix(later, task.id, 'late')
  expect(late.rows.map(([id]) => id)).toEqual([copies[1]?.assignment.id])
  expect(late.counts).toEqual({ all: 2, unaccepted: 1, late: 1, stuck: 2, waiting: 0 })
})

test('it is for those who issue the task', async () => {
  const world = await createWorld(db)
  const { task } = await dispatchedTask(world)
  const secretary = await createContextFor(db, world.secretaries[0])
  await expect(taskMatrix(secretary, task.id, 'all')).rejects.toMatchObject({ code: 'not_found' })
})
