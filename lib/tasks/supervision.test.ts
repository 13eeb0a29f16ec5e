import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, testNow } from '@/db/testing/factories'
import { acceptAssignment } from './accept-assignment'
import { lightOfProgress } from './progress'
import { approveSubmission } from './review-submission'
import { reviewDesks, supervisedBranches } from './supervision-groups'
import { supervisionCounts, supervisionRows } from './supervision-queries'
import { supervisedGeneralBranches } from './supervision-scopes'
import { createWorld, dispatchedTask, draftTask, hours, nodeForm, submitted } from './testing'
import { urgeFiltered } from './urge-filtered'

const { db } = await testDatabase()
const everything = { show: 'all' } as const

test('open copies of every task, nearest due first, with whose turn it is', async () => {
  const world = await createWorld(db)
  const { copies } = await dispatchedTask(world)
  await dispatchedTask(world, { title: '更急的任务', dueOn: '2026-09-25' })
  await draftTask(world, { title: '还没有下达的' })
  await submitted(world, copies[0])
  const ctx = await createContextFor(db, world.officer, { now: hours(2) })

  const { rows, next } = await supervisionRows(ctx, everything)
  expect(next).toBeNull()
  expect(rows.map((row) => row.title)).toEqual([
    ...['更急的任务', '更急的任务'],
    ...['报送三季度学习计划', '报送三季度学习计划'],
  ])
  const waiting = rows.find((row) => row.assignmentId === copies[0].assignment.id)
  expect(waiting).toMatchObject({ state: 'submitted', light: null, stateSince: hours(1) })
  expect(waiting?.usedMs).toMatchObject({ assignee: 3_600_000, reviewer: 3_600_000 })
  expect(rows[0]?.turn).toBe(world.secretaries.find((one) => rows[0]?.turn === one.name)?.name)
  expect(await supervisionCounts(ctx, everything)).toMatchObject({
    ...{ all: 4, unaccepted: 3, submitted: 1, late: 0, paused: 0 },
  })
  expect(await reviewDesks(ctx, everything)).toMatchObject([
    { waiting: 1, oldestSince: hours(1), longWaiting: 0 },
  ])
})

test('the light of a row is that of lightOfProgress, and each chip lists what it counts', async () => {
  const world = await createWorld(db)
  const { copies, task } = await dispatchedTask(world, {
    nodes: [nodeForm('方案'), nodeForm('总结', { stage: 2, dueOn: '2026-09-30' })],
  })
  const [signed, unsigned] = copies
  const secretary = await createContextFor(db, world.secretaries[0])
  await acceptAssignment(secretary, { assignmentId: signed.assignment.id })

  for (const hour of [1, 20, 40, 60, 90, 120, 160, 200, 260, 400]) {
    const ctx = await createContextFor(db, world.officer, { now: hours(hour) })
    const filter = { ...everything, task: task.id }
    const { rows } = await supervisionRows(ctx, filter)
    const counts = await supervisionCounts(ctx, filter)
    for (const [copy, doneShare] of [
      [signed, 0.25],
      [unsigned, 0],
    ] as const) {
      const row = rows.find((one) => one.assignmentId === copy?.assignment.id)
      const dueAt = row?.effectiveDueAt ?? testNow
      // Red and blue go by the node in hand, yellow by the whole.
      const near = lightOfProgress({ startsAt: testNow, dueAt, doneShare: null }, ctx.now)
      const whole = { startsAt: testNow, dueAt: task.dueAt, doneShare }
      const isBehind = lightOfProgress(whole, ctx.now, { nearMs: 0 }) === 'behind'
      expect([hour, row?.light]).toEqual([
        hour,
        near === 'late' ? 'late' : isBehind ? 'behind' : near,
      ])
    }
    for (const show of ['late', 'behind', 'soon', 'unaccepted'] as const) {
      const shown = await supervisionRows(ctx, { ...filter, show })
      expect([hour, show, shown.rows.length]).toEqual([hour, show, counts[show]])
    }
  }
})

test('a long review does not put the branch behind', async () => {
  const world = await createWorld(db)
  const { copies, task } = await dispatchedTask(world, {
    nodes: [
      nodeForm('方案', { dueOn: '2026-09-18' }),
      nodeForm('实施', { stage: 2, dueOn: '2026-09-21' }),
      nodeForm('总结', { stage: 3, dueOn: '2026-09-30' }),
    ],
  })
  const { id: submissionId } = await submitted(world, copies[0], { now: hours(24) })
  await approveSubmission(await createContextFor(db, world.officer, { now: hours(124) }), {
    submissionId,
  })
  // Half of it is done; of 250 hours gone by the office had the hand-in for a hundred.
  const ctx = await createContextFor(db, world.officer, { now: hours(250) })
  const filter = { ...everything, task: task.id, branch: world.branches[0].id }
  const [row] = (await supervisionRows(ctx, filter)).rows
  expect(row).toMatchObject({ state: 'accepted', light: 'soon' })
})

test('the view begins with what the viewer may see, and a branch sees its own only', async () => {
  const world = await createWorld(db)
  await dispatchedTask(world)
  const secretary = await createContextFor(db, world.secretaries[0])
  const { rows } = await supervisionRows(secretary, everything)
  expect(rows.map((row) => row.organisationId)).toEqual([world.branches[0].id])

  const stranger = await createWorld(db)
  const ctx = await createContextFor(db, stranger.officer)
  expect((await supervisionRows(ctx, everything)).rows).toEqual([])
})

test('filters by task, by branch and by what the branch stands under', async () => {
  const world = await createWorld(db)
  const { task } = await dispatchedTask(world)
  await dispatchedTask(world, { title: '另一项任务' })
  const ctx = await createContextFor(db, world.officer)
  const listed = async (filter: object) =>
    (await supervisionRows(ctx, { ...everything, ...filter })).rows.length
  expect(await listed({ task: task.id })).toBe(2)
  expect(await listed({ branch: world.branches[0].id })).toBe(2)
  expect(await listed({ under: world.branches[0].id })).toBe(2)
  // The other of the two stands under a 党总支.
  expect(await listed({ under: world.committee.id })).toBe(2)
  expect(await listed({ q: '没有这样的支部' })).toBe(0)
  const groups = await supervisedBranches(ctx, { ...everything, task: task.id })
  expect(groups.map(({ open, unaccepted }) => [open, unaccepted])).toEqual([
    [1, 1],
    [1, 1],
  ])
})

test('urges what a filter lists and only that, and nobody twice within the spacing', async () => {
  const world = await createWorld(db)
  const { copies, task } = await dispatchedTask(world)
  const other = await dispatchedTask(world, { title: '另一项任务' })
  await submitted(world, copies[0])
  const ctx = await createContextFor(db, world.officer, { now: hours(2) })
  const filter = { ...everything, task: task.id }
  expect(await urgeFiltered(ctx, filter)).toMatchObject({ urged: 1, spared: 0 })
  await expect(urgeFiltered(ctx, filter)).rejects.toMatchObject({ code: 'conflict' })
  expect(await urgeFiltered(ctx, everything)).toMatchObject({ urged: 2, spared: 1 })

  const secretary = await createContextFor(db, world.secretaries[0], { now: hours(9) })
  await expect(
    urgeFiltered(secretary, { ...everything, task: other.task.id }),
  ).rejects.toMatchObject({ code: 'conflict' })
})

test('a row is ticked for 催办 only while it waits for its branch, by the office that issued it', async () => {
  const world = await createWorld(db)
  const { copies } = await dispatchedTask(world)
  await submitted(world, copies[0])
  const ofOffice = await createContextFor(db, world.officer, { now: hours(2) })
  const { rows } = await supervisionRows(ofOffice, everything)
  expect(rows.map((row) => [row.state, row.mayUrge]).sort()).toEqual([
    ['issued', true],
    ['submitted', false],
  ])
  const secretary = await createContextFor(db, world.secretaries[1], { now: hours(2) })
  const own = (await supervisionRows(secretary, everything)).rows
  expect(own.map((row) => row.mayUrge)).toEqual([false])
})

test('the list can be narrowed to each 党总支 that has copies in it, with their number', async () => {
  const world = await createWorld(db)
  await dispatchedTask(world)
  const ctx = await createContextFor(db, world.officer)
  const choices = await supervisedGeneralBranches(ctx, everything)
  expect(choices.map(({ id, copies }) => [id, copies])).toEqual([[world.generalBranch.id, 1]])
  const under = world.generalBranch.id
  expect((await supervisionRows(ctx, { ...everything, under })).rows).toHaveLength(1)
  expect(await supervisedGeneralBranches(ctx, { ...everything, under })).toEqual(choices)
  expect(await supervisedGeneralBranches(ctx, { ...everything, q: '没有' })).toEqual([])
})
