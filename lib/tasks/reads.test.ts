import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMember,
  createMembership,
  createOfficer,
} from '@/db/testing/factories'
import { assignmentView } from './assignment-queries'
import { boardTotals, taskBoard } from './board-queries'
import { branchBoard } from './branch-board-queries'
import { tasksOfBranch } from './branch-queries'
import { assignmentRows } from './copy-queries'
import { delegateAssignment } from './delegate-assignment'
import { reviewsWaiting } from './review-queries'
import { searchTasks } from './search-tasks'
import { taskView } from './task-queries'
import {
  createWorld,
  type DispatchedTask,
  dispatchedTask,
  draftTask,
  hours,
  submitted,
  type World,
} from './testing'
import { todoOf, waitingCounts } from './todo-queries'

const { db } = await testDatabase()

// Two branches: the first has handed in the first task; the second has left both alone. The first
// task is due in 15 days, the second in one hour, so that two hours on two copies are late.
let world: World
let plan: DispatchedTask
let urgent: DispatchedTask
const later = hours(2)

beforeAll(async () => {
  world = await createWorld(db)
  plan = await dispatchedTask(world)
  urgent = await dispatchedTask(world, { title: '紧急核对', dueOn: '2026-09-15', dueTime: '11:00' })
  await draftTask(world, { title: '还没写完' })
  await submitted(world, plan.copies[0])
})

const as = (person: { id: string }) => createContextFor(db, person, { now: later })

describe('the board', () => {
  test('its figures agree with its rows', async () => {
    const ctx = await as(world.officer)
    const { rows } = await taskBoard(ctx, { state: 'dispatched' })
    expect(rows.map((row) => [row.title, row.late, row.tallies])).toEqual([
      ['紧急核对', 2, { issued: 2 }],
      ['报送三季度学习计划', 0, { issued: 1, submitted: 1 }],
    ])
    expect(await boardTotals(ctx)).toEqual({
      tasks: 2,
      unaccepted: 3,
      late: 2,
      waiting: 1,
      drafts: 1,
    })
  })

  test('search takes its own wildcards literally, and the next page starts after the last row', async () => {
    const ctx = await as(world.officer)
    expect((await taskBoard(ctx, { state: 'dispatched', search: '%' })).rows).toEqual([])
    const [first] = (await taskBoard(ctx, { state: 'dispatched' })).rows
    const after = { at: first?.dueAt ?? later, id: first?.taskId ?? '' }
    const next = await taskBoard(ctx, { state: 'dispatched', after })
    expect(next.rows.map((row) => row.title)).toEqual(['报送三季度学习计划'])
  })

  test('another department sees none of it', async () => {
    const stranger = await createOfficer(db, 'department_officer', {
      organisationId: world.committee.id,
      department: '财务资产部',
    })
    const ctx = await as(stranger)
    expect((await taskBoard(ctx, { state: 'dispatched' })).rows).toEqual([])
    expect(await boardTotals(ctx)).toMatchObject({ tasks: 0, late: 0, drafts: 0 })
    const { rows } = await branchBoard(ctx, {})
    expect(rows.every((row) => row.open === 0)).toBe(true)
  })

  test('by branch: what each has open', async () => {
    const { rows } = await branchBoard(await as(world.officer), {})
    const byId = new Map(rows.map((row) => [row.organisationId, row]))
    expect(byId.get(world.branches[0].id)).toMatchObject({
      open: 2,
      unaccepted: 1,
      late: 1,
      waiting: 1,
    })
    expect(byId.get(world.branches[1].id)).toMatchObject({ open: 2, unaccepted: 2, late: 1 })
    expect(byId.has(world.group.id)).toBe(false)
  })
})

describe('a task', () => {
  test('its copies by state, by light, and by name', async () => {
    const ctx = await as(world.officer)
    const view = await taskView(ctx, plan.task.id)
    expect(view).toMatchObject({ late: 0, tallies: { issued: 1, submitted: 1 } })
    const shown = async (show: 'all' | 'late' | 'submitted', search?: string) =>
      (await assignmentRows(ctx, view.task, { show, search })).rows.map((row) => row.organisationId)
    expect(await shown('submitted')).toEqual([world.branches[0].id])
    expect(await shown('late')).toEqual([])
    expect(await shown('all', world.branches[1].name)).toEqual([world.branches[1].id])
  })

  test('time of the branch and of the reviewer are told apart', async () => {
    const ctx = await as(world.officer)
    const { rows } = await assignmentRows(ctx, plan.task, { show: 'submitted' })
    expect(rows[0]?.usedMs).toEqual({ assignee: 3_600_000, reviewer: 3_600_000, paused: 0 })
    expect(rows[0]?.responsible).toBe(world.secretaries[0].name)
  })

  test('its history is complete, and says whose turn it is', async () => {
    const view = await assignmentView(await as(world.officer), plan.copies[0].assignment.id)
    expect(view.history.map((event) => event.kind)).toEqual(['submitted', 'accepted', 'dispatched'])
    expect(view.turn?.title).toBe('现在轮到审核人')
    expect(view.can['assignment.review']).toBe(true)
  })

  test('strangers find nothing, by id, by branch or by name', async () => {
    const ctx = await as(world.secretaries[1])
    await expect(assignmentView(ctx, plan.copies[0].assignment.id)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(taskView(ctx, plan.task.id)).rejects.toMatchObject({ code: 'not_found' })
    const { rows } = await tasksOfBranch(ctx, world.branches[0].id, { show: 'all' })
    expect(rows).toEqual([])
    const found = await searchTasks(ctx, '三季度学习计划')
    expect(found.map((one) => one.href)).toEqual([
      `/tasks/${plan.task.id}/assignments/${plan.copies[1]?.assignment.id}`,
    ])
  })
})

describe('to-do', () => {
  test('what is mine to do, the nearest first; not what waits for a reviewer', async () => {
    const todo = await todoOf(await as(world.secretaries[0]))
    expect(todo.items.map((item) => item.title)).toEqual(['紧急核对'])
    const other = await todoOf(await as(world.secretaries[1]))
    expect(other.items.map((item) => item.title)).toEqual(['紧急核对', '报送三季度学习计划'])
    expect(other.total).toBe(2)
  })

  test('reviews wait with the officers', async () => {
    const ctx = await as(world.colleague)
    const { rows: reviews } = await reviewsWaiting(ctx)
    expect(reviews.map((item) => item.assignmentId)).toEqual([plan.copies[0].assignment.id])
    expect(await waitingCounts(ctx)).toEqual({ todo: 0, reviews: 1, requests: 0 })
    expect(await waitingCounts(await as(world.secretaries[1]))).toEqual({
      todo: 2,
      reviews: 0,
      requests: 0,
    })
  })

  test('what others have to review is marked, and not counted', async () => {
    const insider = await createOfficer(db, 'committee_officer', {
      organisationId: world.committee.id,
    })
    await createMembership(db, insider, world.branches[0])
    const ctx = await as(insider)
    expect((await reviewsWaiting(ctx)).rows.map((item) => item.isForOthers)).toEqual([true])
    expect((await waitingCounts(ctx)).reviews).toBe(0)
    const { rows } = await reviewsWaiting(await as(world.colleague))
    expect(rows[0]?.isForOthers).toBe(false)
  })

  test('a delegate sees what was delegated while he belongs to the branch', async () => {
    const member = await createMember(db, world.branches[1])
    const [, copy] = urgent.copies
    await delegateAssignment(await as(world.secretaries[1]), {
      assignmentId: copy?.assignment.id ?? '',
      toPersonId: member.id,
    })
    const todo = await todoOf(await as(member))
    expect(todo.items).toMatchObject([{ title: '紧急核对', isDelegatedToViewer: true }])
  })
})
