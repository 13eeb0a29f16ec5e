import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { facts, stepEvaluations } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createOfficer, createPerson } from '@/db/testing/factories'
import { acceptAssignment } from './accept-assignment'
import { assignmentView } from './assignment-queries'
import { evaluateStep } from './evaluate-step'
import { approveSubmission } from './review-submission'
import { submitStep } from './submit-step'
import { auditOf, createWorld, dispatchedTask, hours, nodeForm, stepsNow } from './testing'

const { db } = await testDatabase()
const world = await createWorld(db)
const { officer, colleague, secretaries, committee } = world
const [secretary, otherSecretary] = secretaries

const as = (person: typeof officer, hour = 0) => createContextFor(db, person, { now: hours(hour) })

/** A copy whose first node is done, the second open. */
async function halfDone() {
  const { copies } = await dispatchedTask(world, {
    nodes: [nodeForm('制订方案'), nodeForm('报送总结', { stage: 2 })],
  })
  const { id } = copies[0].assignment
  await acceptAssignment(await as(secretary), { assignmentId: id })
  const [first, second] = await stepsNow(db, id)
  const input = { stepId: first?.id ?? '', requestKey: newId(), text: '已完成', fileIds: [] }
  const { id: submissionId } = await submitStep(await as(secretary, 1), input)
  await approveSubmission(await as(colleague, 2), { submissionId })
  return { id, first: first?.id ?? '', second: second?.id ?? '' }
}

test('a finished node is graded without points; a correction stays beside what it corrects', async () => {
  const { id, first } = await halfDone()
  const before = await db.$count(facts)
  await evaluateStep(await as(officer, 3), { stepId: first, grade: 'good', remark: '方案完整' })
  const second = { stepId: first, grade: 'excellent' as const, remark: '方案完整，有创新' }
  await evaluateStep(await as(officer, 4), second)
  await evaluateStep(await as(officer, 5), second)
  const rows = await db
    .select()
    .from(stepEvaluations)
    .where(eq(stepEvaluations.stepId, first))
    .orderBy(asc(stepEvaluations.version))
  expect(rows).toMatchObject([
    { version: 1, grade: 'good', byId: officer.id, at: hours(3) },
    { version: 2, grade: 'excellent', at: hours(4) },
  ])
  expect(await auditOf(db, id, 'assignment.evaluateStep')).toHaveLength(2)
  expect(await db.$count(facts)).toBe(before)
  const view = await assignmentView(await as(secretary, 6), id)
  expect(view.steps[0]).toMatchObject({ grade: 'excellent', gradeRemark: '方案完整，有创新' })
  expect(view.history.filter((event) => event.kind === 'step_evaluated')).toMatchObject([
    { nodeTitle: '制订方案', version: 2 },
    { nodeTitle: '制订方案', version: 1 },
  ])
  expect(view.assignment.state).toBe('accepted')
})

test('refused before it is done, to strangers, to other branches and to the branch itself', async () => {
  const { id, first, second } = await halfDone()
  const grade = { grade: 'good' as const, remark: '方案完整' }
  await expect(
    evaluateStep(await as(officer, 3), { stepId: second, ...grade }),
  ).rejects.toMatchObject({ code: 'conflict' })
  const input = { stepId: first, ...grade }
  await expect(evaluateStep(await as(secretary, 3), input)).rejects.toMatchObject({
    code: 'forbidden',
  })
  const stranger = await createPerson(db)
  const department = await createOfficer(db, 'department_officer', {
    organisationId: committee.id,
    department: '财务资产部',
  })
  for (const person of [otherSecretary, stranger, department]) {
    await expect(evaluateStep(await as(person, 3), input)).rejects.toMatchObject({
      code: 'not_found',
    })
  }
  expect(await auditOf(db, id, 'assignment.evaluateStep')).toEqual([])
})
