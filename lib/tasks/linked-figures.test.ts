import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { assignments, requirements } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createOrganisation,
  createPerson,
  createSecretary,
} from '@/db/testing/factories'
import { acceptAssignment } from './accept-assignment'
import { distributeAssignment } from './distribute-assignment'
import { type LinkedFigures, linkedFigures, shareOf } from './linked-figures'
import { registerRequirement } from './requirements/register-requirement'
import { requirementForm } from './requirements/testing'
import { approveSubmission } from './review-submission'
import { submitStep } from './submit-step'
import { createWorld, dispatchedTask, hours, only, stepsNow } from './testing'

const { db } = await testDatabase()
const world = await createWorld(db)
const { officer, secretaries, branches, generalBranch } = world
const second = await createOrganisation(db, { parentId: generalBranch.id, class: 'I' })
await createSecretary(db, second)
const head = await createPerson(db)
await appointPost(db, head, generalBranch)
const as = (person: { id: string }, hour = 0) =>
  createContextFor(db, person as typeof officer, { now: hours(hour) })

test('the share goes by branches: 分解 moves no denominator, the 党总支’s own copy no numerator', async () => {
  const { id: requirementId } = await registerRequirement(await as(officer), requirementForm())
  const { task } = await dispatchedTask(world, {
    organisationIds: [branches[0].id, second.id, branches[1].id],
    route: 'general_branch',
    requirementId,
  })
  const figuresNow = async () => {
    const [row] = await db
      .select({ figures: linkedFigures('requirement_id', '"requirements"."id"') })
      .from(requirements)
      .where(eq(requirements.id, requirementId))
    return row?.figures as LinkedFigures
  }
  const copyAt = async (organisationId: string) =>
    only(
      await db
        .select()
        .from(assignments)
        .where(
          and(eq(assignments.taskId, task.id), eq(assignments.organisationId, organisationId)),
        ),
    ).id
  const handIn = async (assignmentId: string, by: { id: string }, openReason?: string) => {
    const [step] = await stepsNow(db, assignmentId)
    const input = { stepId: step?.id ?? '', requestKey: newId(), text: '已完成', fileIds: [] }
    return (await submitStep(await as(by, 3), { ...input, openReason })).id
  }
  const direct = await copyAt(branches[1].id)
  await acceptAssignment(await as(secretaries[1], 1), { assignmentId: direct })
  const done = await handIn(direct, secretaries[1])
  await approveSubmission(await as(officer, 4), { submissionId: done })
  const third = { copies: 3, approved: 1 }
  expect(await figuresNow()).toMatchObject(third)
  expect(shareOf(await figuresNow())).toBeCloseTo(1 / 3)

  const coordinatorId = await copyAt(generalBranch.id)
  await acceptAssignment(await as(head, 1), { assignmentId: coordinatorId })
  const toOne = { assignmentId: coordinatorId, organisationIds: [branches[0].id] }
  await distributeAssignment(await as(head, 2), { ...toOne, requestKey: newId() })
  expect(await figuresNow()).toMatchObject(third)

  const child = await copyAt(branches[0].id)
  await acceptAssignment(await as(secretaries[0], 2), { assignmentId: child })
  const report = await handIn(child, secretaries[0])
  await approveSubmission(await as(head, 4), { submissionId: report })
  expect(await figuresNow()).toMatchObject({ copies: 3, approved: 2 })
  // The 党总支 is done: a branch it never passed the task on to is owed no more.
  const whole = await handIn(coordinatorId, head)
  await approveSubmission(await as(officer, 5), { submissionId: whole })
  expect(await figuresNow()).toMatchObject({ copies: 2, approved: 2 })
})
