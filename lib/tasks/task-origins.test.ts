import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { saveMilestone } from './plan/save-milestone'
import { milestoneForm, objectiveOf, planned } from './plan/testing'
import { castOf, registered } from './requirements/testing'
import { taskOrigins } from './task-origins'
import { taskPrefill } from './task-prefill'
import { createWorld, draftTask } from './testing'

const { db } = await testDatabase()
const world = await createWorld(db)
const { officer, secretary, department } = await castOf(world)

test('a task leads back to its requirement and its milestone; a hidden one is not a link', async () => {
  const requirement = await registered(officer)
  const plan = await planned(officer, 2026)
  const objective = await objectiveOf(officer, plan.id)
  const milestone = await saveMilestone(officer, milestoneForm(objective.id))
  const task = await draftTask(world, {
    requirementId: requirement.id,
    milestoneId: milestone.id,
  })
  expect((await taskOrigins(officer, task)).map((one) => one.href)).toEqual([
    `/requirements/${requirement.id}`,
    `/plan/milestones/${milestone.id}`,
  ])
  expect((await taskOrigins(secretary, task))[0]?.href).toBeNull()
  expect(await taskOrigins(officer, { requirementId: null, milestoneId: null })).toEqual([])
})

test('a new task begins with what its requirement says; a due day gone by is left open', async () => {
  const { id, title, content } = await registered(officer)
  expect(await taskPrefill(officer, { requirement: id, milestone: undefined })).toEqual({
    title,
    requirement: content,
    basis: '国网西岭党〔2026〕7号',
    dueOn: '2026-10-31',
    requirementId: id,
  })
  const old = await registered(officer, { dueOn: '2026-09-02', reference: undefined })
  const prefill = await taskPrefill(officer, { requirement: old.id, milestone: undefined })
  expect(prefill).not.toHaveProperty('dueOn')
  await expect(
    taskPrefill(department, { requirement: id, milestone: undefined }),
  ).rejects.toMatchObject({ code: 'not_found' })
  expect(await taskPrefill(officer, { requirement: undefined, milestone: undefined })).toEqual({})
})
