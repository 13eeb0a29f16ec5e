import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { assignments, drafts } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, type MadePerson } from '@/db/testing/factories'
import { supplementInput } from './requests/schema'
import { supplementDispatch } from './supplement-dispatch'
import {
  confirmSupplement,
  plannedSupplement,
  planSupplement,
  supplementEffect,
} from './supplement-plan'
import {
  auditOf,
  createWorld,
  type DispatchedTask,
  dispatchedTask,
  hours,
  type World,
} from './testing'

const { db } = await testDatabase()
let world: World
let given: DispatchedTask

const as = (who: MadePerson, now = hours(1)) => createContextFor(db, who, { now })
const inputFor = (branches: readonly { id: string }[], more: Record<string, string> = {}) =>
  supplementInput.parse({
    taskId: given.task.id,
    requestKey: newId(),
    organisationIds: branches.map((branch) => branch.id),
    ...more,
  })
const copies = () => db.$count(assignments, eq(assignments.taskId, given.task.id))

async function looked(branches: readonly { id: string }[], more: Record<string, string> = {}) {
  const ctx = await as(world.officer)
  const at = await planSupplement(ctx, inputFor(branches, more))
  const plan = await plannedSupplement(ctx, at)
  if (!plan) {
    throw new Error('The choice was not kept.')
  }
  const effect = await supplementEffect(ctx, given.task, plan)
  return { ctx, effect, input: { ...at, seen: effect.seen } }
}

beforeEach(async () => {
  world = await createWorld(db, { branches: 4 })
  given = await dispatchedTask(world, { organisationIds: [world.branches[0].id] })
})

test('choosing sends nothing; the effect counts who is new, who is told and who has it already', async () => {
  const { effect } = await looked(world.branches.slice(0, 3))
  expect(effect).toMatchObject({ branches: 2, persons: 0, told: 2, messages: 2 })
  expect(effect.spared).toEqual([world.branches[0].name])
  expect(effect.isDuePast).toBe(false)
  expect(await copies()).toBe(1)
  expect(await auditOf(db, given.task.id, 'task.supplement')).toEqual([])
})

test('confirmed, exactly that goes out, and a second press finds it', async () => {
  const { ctx, input } = await looked([world.branches[1]], { dueOn: '2026-10-20' })
  const first = await confirmSupplement(ctx, input)
  expect(await copies()).toBe(2)
  expect((await confirmSupplement(await as(world.officer), input)).dispatchId).toBe(
    first.dispatchId,
  )
  expect(await copies()).toBe(2)
  expect(await db.$count(drafts, eq(drafts.personId, world.officer.id))).toBe(0)
})

test('when a colleague was faster, nothing goes out and the new numbers are said', async () => {
  const { ctx, input } = await looked(world.branches.slice(1, 3))
  await supplementDispatch(await as(world.colleague), inputFor([world.branches[1]]))
  const refused = confirmSupplement(ctx, input)
  await expect(refused).rejects.toMatchObject({ code: 'conflict' })
  await expect(refused).rejects.toThrow('现在是：1 个党组织')
  expect(await copies()).toBe(2)
})

test('what was shown for another choice confirms nothing', async () => {
  const { ctx, input } = await looked([world.branches[1]])
  const other = await looked(world.branches.slice(2, 3))
  await expect(confirmSupplement(ctx, input)).rejects.toMatchObject({ code: 'conflict' })
  await expect(confirmSupplement(ctx, { ...other.input, seen: input.seen })).rejects.toThrow(
    '现在是：1 个党组织',
  )
  expect(await copies()).toBe(1)
})

test('a choice is its maker’s alone; nobody new, nobody at all, and a past due are refused at once', async () => {
  const { input } = await looked([world.branches[1]])
  const secretary = await as(world.secretaries[1])
  expect(await plannedSupplement(secretary, input)).toBeNull()
  await expect(confirmSupplement(secretary, input)).rejects.toMatchObject({ code: 'not_found' })
  await expect(
    planSupplement(secretary, inputFor(world.branches.slice(2, 3))),
  ).rejects.toMatchObject({
    code: 'not_found',
  })
  const officer = await as(world.officer)
  await expect(planSupplement(officer, inputFor([world.branches[0]]))).rejects.toThrow(
    '都已经有这项任务',
  )
  await expect(planSupplement(officer, inputFor([]))).rejects.toThrow('还没有选中')
  const late = await as(world.officer, new Date('2026-10-02T09:00:00+08:00'))
  await expect(planSupplement(late, inputFor(world.branches.slice(2, 3)))).rejects.toMatchObject({
    fields: { dueOn: expect.any(String) },
  })
})
