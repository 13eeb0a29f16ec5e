import { and, desc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { assignments, notices, submissions } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createOrganisation,
  createPerson,
  createSecretary,
} from '@/db/testing/factories'
import { acceptAssignment } from './accept-assignment'
import { assignmentView } from './assignment-queries'
import { distributeAssignment } from './distribute-assignment'
import { cancelTask } from './end-task'
import { openWork } from './open-work'
import { decideDecline } from './requests/decide-decline'
import { requestDecline } from './requests/request-decline'
import { reviewsWaiting } from './review-queries'
import { approveSubmission, returnSubmission } from './review-submission'
import { submitInput } from './schema'
import { submitStep } from './submit-step'
import {
  assignmentNow,
  auditOf,
  createWorld,
  dispatchedTask,
  hours,
  nodeForm,
  only,
  stepsNow,
} from './testing'
import { withdrawAssignment } from './withdraw-assignment'

const { db } = await testDatabase({ poolSize: 10 })
const world = await createWorld(db)
const { officer, secretaries, branches, generalBranch } = world
const second = await createOrganisation(db, { parentId: generalBranch.id, class: 'I' })
const secondSecretary = await createSecretary(db, second)
const head = await createPerson(db)
await appointPost(db, head, generalBranch)

const as = (person: { id: string }, hour: number) =>
  createContextFor(db, person as typeof officer, { now: hours(hour) })

/** Broken down to two branches; the first has handed in. */
async function distributed(given: Parameters<typeof dispatchedTask>[1] = {}) {
  const organisationIds = [branches[0].id, second.id]
  const { task } = await dispatchedTask(world, {
    organisationIds,
    route: 'general_branch',
    ...given,
  })
  const copies = await db.select().from(assignments).where(eq(assignments.taskId, task.id))
  const own = only(copies.filter((copy) => copy.organisationId === generalBranch.id))
  const coordinatorId = own.id
  await acceptAssignment(await as(head, 0), { assignmentId: coordinatorId })
  const choice = { assignmentId: coordinatorId, organisationIds, requestKey: newId() }
  await distributeAssignment(await as(head, 1), choice)
  const children = await db
    .select()
    .from(assignments)
    .where(eq(assignments.parentId, coordinatorId))
  const of = (id: string) => only(children.filter((child) => child.organisationId === id))
  const [first, other] = [of(branches[0].id), of(second.id)]
  await acceptAssignment(await as(secretaries[0], 2), { assignmentId: first.id })
  const handIn = await submitStep(await as(secretaries[0], 2), await inputOf(first.id))
  return { task, coordinatorId, first, other, submissionId: handIn.id }
}

async function inputOf(assignmentId: string, at = 0) {
  const step = (await stepsNow(db, assignmentId))[at]
  return { stepId: step?.id ?? '', requestKey: newId(), text: '已完成', fileIds: [] as string[] }
}

const textsOf = (stepId: string) =>
  db
    .select({ text: submissions.text })
    .from(submissions)
    .where(eq(submissions.stepId, stepId))
    .orderBy(submissions.version)
    .then((rows) => rows.map((row) => row.text))

const lastTold = async (subjectId: string, personId: string) =>
  (
    await db
      .select()
      .from(notices)
      .where(and(eq(notices.subjectId, subjectId), eq(notices.personId, personId)))
      .orderBy(desc(notices.createdAt), desc(notices.id))
  )[0]

const openReason = '另一支部驻外，材料下周补报'
const numbers = '所辖 2 个支部还有 2 个没有办完（1 个还没有报来，1 个等待初审）'

describe('a 党总支 hands in while branches are open', () => {
  test('is told the numbers and asked for a reason, which the reviewer reads', async () => {
    const { coordinatorId } = await distributed()
    const input = await inputOf(coordinatorId)
    await expect(submitStep(await as(head, 3), input)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(numbers),
      fields: { openReason: expect.any(String) },
    })
    expect((await assignmentNow(db, coordinatorId)).state).toBe('accepted')
    const asked = submitInput.parse({ ...input, openReason: '  ' })
    await expect(submitStep(await as(head, 3), asked)).rejects.toMatchObject({ code: 'invalid' })

    const given = { ...input, openReason }
    const handIn = await submitStep(await as(head, 3), given)
    expect(await submitStep(await as(head, 3), given)).toMatchObject({ id: handIn.id })
    const noted = `已完成\n\n〔提交时${numbers}。原因：${openReason}〕`
    expect(await textsOf(input.stepId)).toEqual([noted])
    expect((await lastTold(coordinatorId, officer.id))?.body).toContain(numbers)
    const otherWords = { ...given, text: '另一份' }
    await expect(submitStep(await as(head, 3), otherWords)).rejects.toMatchObject({
      code: 'conflict',
    })
    const otherReason = { ...given, openReason: '时间来不及了' }
    await expect(submitStep(await as(head, 3), otherReason)).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('once all are done nothing is asked, and what was noted before is not said again', async () => {
    const { coordinatorId, other, submissionId } = await distributed()
    const input = await inputOf(coordinatorId)
    const early = await submitStep(await as(head, 3), { ...input, openReason })
    const returned = { submissionId: early.id, reason: '请等各支部报齐' }
    await returnSubmission(await as(officer, 4), returned)
    await approveSubmission(await as(head, 5), { submissionId })
    await acceptAssignment(await as(secondSecretary, 5), { assignmentId: other.id })
    const late = await submitStep(await as(secondSecretary, 5), await inputOf(other.id))
    await approveSubmission(await as(head, 6), { submissionId: late.id })
    const [noted = ''] = await textsOf(input.stepId)
    const again = { ...input, requestKey: newId(), text: noted }
    await submitStep(await as(head, 7), again)
    expect(await textsOf(input.stepId)).toEqual([noted, '已完成'])
    expect((await lastTold(coordinatorId, officer.id))?.body).not.toContain('没有办完')
  })

  test('only the last of several nodes; a branch is asked nothing', async () => {
    const nodes = [nodeForm('摸排'), nodeForm('总结', { stage: 2, dueOn: '2026-09-28' } as never)]
    const { coordinatorId } = await distributed({ nodes } as never)
    const first = await submitStep(await as(head, 3), await inputOf(coordinatorId))
    await approveSubmission(await as(officer, 4), { submissionId: first.id })
    const last = await inputOf(coordinatorId, 1)
    await expect(submitStep(await as(head, 5), last)).rejects.toMatchObject({
      fields: { openReason: expect.any(String) },
    })
  })
})

describe('the copy of a 党总支 ends while the task goes on', () => {
  test('撤回: its branches keep theirs, the office reviews, everybody hears of it', async () => {
    const { coordinatorId, first, other, submissionId } = await distributed()
    const waiting = async () =>
      (await reviewsWaiting(await as(officer, 4))).rows.map((row) => row.assignmentId)
    expect(await waiting()).not.toContain(first.id)
    const input = { assignmentId: coordinatorId, reason: '改由党委直接抓' }
    const done = await withdrawAssignment(await as(officer, 3), input)
    expect(done).toMatchObject({ state: 'cancelled', branches: 2 })
    expect((await assignmentNow(db, first.id)).state).toBe('submitted')
    expect((await assignmentNow(db, other.id)).state).toBe('issued')
    expect(await waiting()).toContain(first.id)

    expect((await lastTold(coordinatorId, head.id))?.body).toContain('已分解到支部的 2 份不受影响')
    expect(await lastTold(other.id, secondSecretary.id)).toMatchObject({
      kind: 'handover',
      body: expect.stringMatching(/照常办理.*改由下达部门审核.*改由党委直接抓/u),
    })
    expect((await lastTold(first.id, officer.id))?.kind).toBe('task_submitted')
    const [entry] = await auditOf(db, coordinatorId, 'assignment.withdraw')
    expect(entry?.detail).toMatchObject({ branches: 2 })

    const forbidden = { code: 'forbidden' }
    await expect(approveSubmission(await as(head, 4), { submissionId })).rejects.toMatchObject(
      forbidden,
    )
    await approveSubmission(await as(officer, 4), { submissionId })
    const view = await assignmentView(await as(secondSecretary, 5), other.id)
    expect(view.parent).toBeNull()
  })

  test('退办 likewise; whoever asked hears what becomes of the branches', async () => {
    const { coordinatorId, first, other } = await distributed()
    const asking = {
      assignmentId: coordinatorId,
      kind: 'decline',
      reason: '不属本总支职责',
    } as const
    await requestDecline(await as(head, 3), asking)
    const request = await db.query.declineRequests.findFirst({
      where: (row, { eq: is }) => is(row.assignmentId, coordinatorId),
    })
    const answer = { requestId: request?.id ?? '', decision: 'granted' } as const
    await decideDecline(await as(officer, 4), answer)
    expect((await assignmentNow(db, coordinatorId)).state).toBe('not_applicable')
    for (const { id } of [first, other]) {
      expect((await assignmentNow(db, id)).parentId).toBeNull()
    }
    expect((await lastTold(coordinatorId, head.id))?.body).toContain('已分解到支部的 2 份')
  })

  test('撤销 of the whole task ends the branches with it', async () => {
    const { task, coordinatorId, other } = await distributed()
    await cancelTask(await as(officer, 3), { taskId: task.id, reason: '不再需要' })
    expect(await assignmentNow(db, other.id)).toMatchObject({
      state: 'cancelled',
      parentId: coordinatorId,
    })
  })
})

describe('a branch of a 党总支 is merged', () => {
  const merge = async (assignmentId: string, toOrganisationId: string) => {
    const ctx = await as(officer, 4)
    const move = { assignmentId, toOrganisationId, basis: '〔2026〕31号' }
    await ctx.transact((tx) => openWork.transfer(ctx, tx, move))
  }

  test('初审 follows to the 党总支 above the one that takes it over, where it has the task', async () => {
    const above = await createOrganisation(db, {
      kind: 'general_branch',
      parentId: world.committee.id,
    })
    const chief = await createPerson(db)
    await appointPost(db, chief, above)
    const under = await createOrganisation(db, { parentId: above.id, class: 'I' })
    const taking = await createOrganisation(db, { parentId: above.id, class: 'I' })
    const organisationIds = [branches[0].id, second.id, under.id]
    const { task, first, submissionId } = await distributed({ organisationIds })
    const copies = await db.select().from(assignments).where(eq(assignments.taskId, task.id))
    const its = only(copies.filter((one) => one.organisationId === above.id))
    await merge(first.id, taking.id)
    expect(await assignmentNow(db, first.id)).toMatchObject({
      organisationId: taking.id,
      parentId: its.id,
      state: 'submitted',
    })
    expect((await lastTold(first.id, chief.id))?.kind).toBe('task_submitted')
    await expect(approveSubmission(await as(head, 5), { submissionId })).rejects.toMatchObject({
      code: expect.stringMatching(/forbidden|not_found/u),
    })
    await approveSubmission(await as(chief, 5), { submissionId })
  })

  test('under the same 党总支 nothing changes; where that above has no copy, the office reviews', async () => {
    const { coordinatorId, first, other } = await distributed()
    const sister = await createOrganisation(db, { parentId: generalBranch.id, class: 'I' })
    await merge(first.id, sister.id)
    expect((await assignmentNow(db, first.id)).parentId).toBe(coordinatorId)
    const apart = await createOrganisation(db, { parentId: world.committee.id, class: 'I' })
    const keeper = await createSecretary(db, apart)
    await merge(other.id, apart.id)
    expect((await assignmentNow(db, other.id)).parentId).toBeNull()
    expect((await lastTold(other.id, keeper.id))?.body).toContain('改由下达部门审核')
  })
})
