import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { testDatabase } from '@/db/testing/database'
import { createContextFor } from '@/db/testing/factories'
import { acceptAssignment } from './accept-assignment'
import { boardTotals, taskBoard } from './board-queries'
import { branchBoard } from './branch-board-queries'
import { assignmentRows } from './copy-queries'
import { taskMatrix } from './matrix-queries'
import { requestDecline } from './requests/request-decline'
import { reviewsWaiting } from './review-queries'
import { submitStep } from './submit-step'
import { supervisionAddress } from './supervision-address'
import { reviewDesks, supervisedBranches } from './supervision-groups'
import { supervisionCounts, supervisionRows } from './supervision-queries'
import { taskChips, taskStats } from './task-figures'
import { taskView } from './task-queries'
import {
  createWorld,
  type DispatchedTask,
  dispatchedTask,
  hours,
  nodeForm,
  stepsNow,
  type World,
} from './testing'
import { waitingCounts } from './todo-queries'

const { db } = await testDatabase()
let world: World
let given: DispatchedTask

const everything = supervisionAddress.parse({})
const officer = (hour: number) => createContextFor(db, world.officer, { now: hours(hour) })

// Two nodes side by side and one after them. The first branch hands in both of the first stage, the
// second one of them; what the third hands in is paused, because it asks to be let off.
beforeAll(async () => {
  world = await createWorld(db, { branches: 3 })
  given = await dispatchedTask(world, {
    nodes: [
      nodeForm('报名单', { dueOn: '2026-09-18' }),
      nodeForm('报方案', { dueOn: '2026-09-20' }),
      nodeForm('报总结', { stage: 2, dueOn: '2026-09-30' }),
    ],
  })
  for (const [at, copy] of given.copies.entries()) {
    const ctx = await createContextFor(db, world.secretaries[at] ?? world.secretaries[0], {
      now: hours(1 + at),
    })
    await acceptAssignment(ctx, { assignmentId: copy.assignment.id })
    const [first, second] = await stepsNow(db, copy.assignment.id)
    for (const step of at === 0 ? [first, second] : [first]) {
      const input = { stepId: step?.id ?? '', requestKey: newId(), text: '已完成', fileIds: [] }
      await submitStep(ctx, input)
    }
    if (at === 2) {
      await requestDecline(ctx, {
        assignmentId: copy.assignment.id,
        kind: 'decline',
        reason: '与上月自查重复',
      })
    }
  }
})

test('what waits for review is one number everywhere: the steps, those of paused copies left out', async () => {
  const ctx = await officer(5)
  const { rows } = await taskBoard(ctx, { state: 'dispatched' })
  const view = await taskView(ctx, given.task.id)
  const branches = (await branchBoard(ctx, {})).rows
  const supervised = await supervisedBranches(ctx, everything)
  const sum = (all: number[]) => all.reduce((total, one) => total + one, 0)
  expect({
    row: rows[0]?.waiting,
    board: (await boardTotals(ctx)).waiting,
    byBranch: sum(branches.map((row) => row.waiting)),
    task: view.waiting,
    stat: taskStats(view, 'all').find((one) => one.label === '待审核')?.value,
    chip: taskChips(view, 'all').find((one) => one.label === '待审核')?.count,
    todo: (await reviewsWaiting(ctx)).rows.length,
    sidebar: (await waitingCounts(ctx)).reviews,
    supervision: (await supervisionCounts(ctx, everything)).submitted,
    supervisedBranches: sum(supervised.map((row) => row.submitted)),
    desks: sum((await reviewDesks(ctx, everything)).map((desk) => desk.waiting)),
    matrix: (await taskMatrix(ctx, given.task.id, 'all')).counts.waiting,
  }).toEqual({
    row: 3,
    board: 3,
    byBranch: 3,
    task: 3,
    stat: 3,
    chip: 3,
    todo: 3,
    sidebar: 3,
    supervision: 3,
    supervisedBranches: 3,
    desks: 3,
    matrix: 3,
  })
})

test('the filters list the copies with something that waits, also those being worked on', async () => {
  const ctx = await officer(5)
  const [first, second] = given.copies
  const waiting = [first.assignment.id, second?.assignment.id].sort()
  const copies = await assignmentRows(ctx, given.task, { show: 'submitted' })
  expect(copies.rows.map((row) => row.assignmentId).sort()).toEqual(waiting)
  expect(copies.rows.map((row) => row.state).sort()).toEqual(['accepted', 'submitted'])
  const filter = supervisionAddress.parse({ show: 'submitted' })
  const listed = await supervisionRows(ctx, filter)
  expect(listed.rows.map((row) => row.assignmentId).sort()).toEqual(waiting)
  expect((await supervisionCounts(ctx, everything)).atBranch).toBe(1)
  const matrix = await taskMatrix(ctx, given.task.id, 'waiting')
  expect(matrix.rows.map(([id]) => id).sort()).toEqual(waiting)
})

test('a desk has waited since the hand-in of a step, not since the last change of its copy', async () => {
  const [desk] = await reviewDesks(await officer(5), everything)
  expect(desk?.oldestSince).toEqual(hours(1))
})
