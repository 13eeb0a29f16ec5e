import { and, asc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { assignments, dispatchRecipients, notices } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMember,
  createOrganisation,
  createPerson,
  createSecretary,
  testNow,
} from '@/db/testing/factories'
import { deliverySummary } from '@/lib/notifications/delivery-counts'
import { acceptAssignment } from './accept-assignment'
import { assignmentView } from './assignment-queries'
import { dispatchEffect } from './dispatch-effect'
import { distributableTo } from './distributable'
import { distributeAssignment } from './distribute-assignment'
import { cancelTask } from './end-task'
import { evaluateAssignment } from './evaluate-assignment'
import { copiedPeople } from './receipt-page'
import { reviewsWaiting } from './review-queries'
import { approveSubmission } from './review-submission'
import { submitStep } from './submit-step'
import {
  assignmentNow,
  auditOf,
  createWorld,
  dispatchedTask,
  draftTask,
  hours,
  only,
  stepsNow,
} from './testing'
import { waitingCounts } from './todo-queries'

const { db } = await testDatabase({ poolSize: 10 })
const world = await createWorld(db)
const { officer, secretaries, branches, generalBranch, committee } = world
const second = await createOrganisation(db, { parentId: generalBranch.id, class: 'I' })
const secondSecretary = await createSecretary(db, second)
// One officer of the 党总支 comes from a branch under it, the other from the office itself.
const head = await createMember(db, branches[0])
await appointPost(db, head, generalBranch)
const deputy = await createPerson(db)
await appointPost(db, deputy, generalBranch, { post: 'deputy_secretary' })

const as = (person: { id: string }, hour = 0) =>
  createContextFor(db, person as typeof officer, { now: hours(hour) })
const chosen = [branches[0].id, second.id, branches[1].id]

async function throughGeneralBranch() {
  const sent = await dispatchedTask(world, { organisationIds: chosen, route: 'general_branch' })
  const rows = await db.select().from(assignments).where(eq(assignments.taskId, sent.task.id))
  const coordinator = only(rows.filter((row) => row.part === 'coordinator'))
  return { ...sent, rows, coordinator }
}

async function distributed(dueLeadDays?: number) {
  const sent = await throughGeneralBranch()
  const { id } = sent.coordinator
  await acceptAssignment(await as(head), { assignmentId: id })
  const input = {
    assignmentId: id,
    organisationIds: [branches[0].id, second.id],
    requestKey: newId(),
    dueLeadDays,
  }
  const done = await distributeAssignment(await as(deputy, 1), input)
  const children = await db.select().from(assignments).where(eq(assignments.parentId, id))
  const childOf = (organisationId: string) =>
    only(children.filter((child) => child.organisationId === organisationId))
  return { ...sent, input, done, children, childOf }
}

async function handIn(assignmentId: string, by: { id: string }, hour: number, openReason?: string) {
  const [step] = await stepsNow(db, assignmentId)
  const input = { stepId: step?.id ?? '', requestKey: newId(), text: '已完成', fileIds: [] }
  return submitStep(await as(by, hour), { ...input, openReason })
}

describe('the direct route', () => {
  test('the 党总支 is told in the application, apart from the receipt’s arithmetic', async () => {
    const { task, dispatch } = await dispatchedTask(world, { organisationIds: chosen })
    const copied = await db
      .select({ personId: dispatchRecipients.personId, noticeId: dispatchRecipients.noticeId })
      .from(dispatchRecipients)
      .where(
        and(
          eq(dispatchRecipients.dispatchId, dispatch.dispatchId),
          eq(dispatchRecipients.isCopy, true),
        ),
      )
    expect(copied.map((row) => row.personId)).toEqual([head.id])
    const [told] = await db
      .select()
      .from(notices)
      .where(and(eq(notices.id, copied[0]?.noticeId ?? ''), eq(notices.kind, 'task_copied')))
    expect(told).toMatchObject({ personId: head.id, smsTemplate: null, title: task.title })
    expect(told?.body).toContain(branches[0].name)
    const counts = await deliverySummary(db, dispatch.dispatchId)
    expect(await copiedPeople(db, dispatch.dispatchId)).toEqual([
      `${generalBranch.name} 党总支书记 ${head.name}`,
    ])
    expect(counts.recipients).toBe(3)
    expect(counts.delivered + counts.failed + counts.unknown + counts.waiting).toBe(3)
  })

  test('a 党小组 receives nothing, and the effect page says who is copied', async () => {
    const draft = await draftTask(world, {
      organisationIds: [...chosen, world.group.id],
    })
    const effect = await dispatchEffect(await as(officer), draft)
    expect(effect).toMatchObject({
      branches: 3,
      copied: [{ name: generalBranch.name, people: 1 }],
      coordinators: [],
    })
    expect(effect.gone).toHaveLength(1)
  })
})

describe('by way of the 党总支', () => {
  test('it alone gets a copy for its branches', async () => {
    const { rows, dispatch } = await throughGeneralBranch()
    expect(rows.map((row) => [row.organisationId, row.part]).sort()).toEqual(
      [
        [generalBranch.id, 'coordinator'],
        [branches[1].id, 'owner'],
      ].sort(),
    )
    expect((await deliverySummary(db, dispatch.dispatchId)).recipients).toBe(2)
    const draft = await draftTask(world, { organisationIds: chosen, route: 'general_branch' })
    expect(await dispatchEffect(await as(officer), draft)).toMatchObject({
      branches: 2,
      coordinators: [{ name: generalBranch.name, branches: 2 }],
      copied: [],
    })
  })

  test('it breaks the task down to the branches chosen, earlier than its own due', async () => {
    const { coordinator, done, children, childOf, task } = await distributed(2)
    expect(done).toMatchObject({ taskId: task.id, copies: 2 })
    expect(children.map((child) => child.state)).toEqual(['issued', 'issued'])
    // Two working days before Wednesday 30 September.
    expect(childOf(second.id).dueAt).toEqual(new Date('2026-09-28T18:00:00+08:00'))
    expect((await assignmentNow(db, coordinator.id)).dueAt).toEqual(task.dueAt)
    const told = await db
      .select({ personId: notices.personId })
      .from(notices)
      .where(eq(notices.subjectId, childOf(second.id).id))
    expect(told).toEqual([{ personId: secondSecretary.id }])
    expect(await auditOf(db, coordinator.id, 'assignment.distribute')).toHaveLength(1)
    expect((await deliverySummary(db, done.dispatchId)).recipients).toBe(2)
  })

  test('the page of the 党总支 shows its branches, theirs shows where it came from', async () => {
    const { coordinator, childOf } = await distributed()
    const view = await assignmentView(await as(head, 2), coordinator.id)
    expect(view.children.map((child) => child.state)).toEqual(['issued', 'issued'])
    expect(view.can['assignment.distribute']).toBe(true)
    const child = await assignmentView(await as(secondSecretary, 2), childOf(second.id).id)
    expect(child.parent).toMatchObject({ assignmentId: coordinator.id, part: 'coordinator' })
    const offered = await distributableTo(await as(head, 2), coordinator.id)
    expect(offered.map((one) => [one.organisation.id, one.assignmentId !== null])).toEqual([
      [branches[0].id, true],
      [second.id, true],
    ])
  })

  test('初审 is by the 党总支: not by the committee, nor by who is of the branch', async () => {
    const { childOf } = await distributed()
    const child = childOf(branches[0].id)
    await acceptAssignment(await as(secretaries[0], 2), { assignmentId: child.id })
    const before = (await waitingCounts(await as(deputy, 3))).reviews
    const ofOffice = (await waitingCounts(await as(officer, 3))).reviews
    const { id: submissionId } = await handIn(child.id, secretaries[0], 3)
    const told = await db
      .select({ personId: notices.personId })
      .from(notices)
      .where(and(eq(notices.subjectId, child.id), eq(notices.kind, 'task_submitted')))
    expect(told).toEqual([{ personId: deputy.id }])
    expect((await waitingCounts(await as(deputy, 4))).reviews).toBe(before + 1)
    expect((await waitingCounts(await as(officer, 4))).reviews).toBe(ofOffice)
    expect(
      (await reviewsWaiting(await as(deputy, 4))).rows.map((one) => one.assignmentId),
    ).toContain(child.id)
    for (const person of [officer, head]) {
      await expect(approveSubmission(await as(person, 4), { submissionId })).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
    await approveSubmission(await as(deputy, 5), { submissionId })
    expect((await assignmentNow(db, child.id)).state).toBe('approved')
    // Points are the office's to give, whoever reviewed.
    const points = { assignmentId: child.id, grade: 'good' as const, points: 100, remark: '好' }
    await expect(evaluateAssignment(await as(deputy, 6), points)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await evaluateAssignment(await as(officer, 6), points)
  })

  test('汇总: the 党总支 hands in its own, on its own clock, to the committee', async () => {
    const { coordinator } = await distributed()
    const openReason = '两个支部的材料随后补报'
    const { id: submissionId } = await handIn(coordinator.id, deputy, 10, openReason)
    await approveSubmission(await as(officer, 12), { submissionId })
    expect((await assignmentNow(db, coordinator.id)).state).toBe('approved')
  })

  test('nobody at the 党总支 may review: it falls to the office', async () => {
    const lonely = await createOrganisation(db, {
      kind: 'general_branch',
      parentId: committee.id,
    })
    const under = await createOrganisation(db, { parentId: lonely.id, class: 'I' })
    const secretary = await createSecretary(db, under)
    await appointPost(db, secretary, lonely)
    const { task } = await dispatchedTask(world, {
      organisationIds: [under.id],
      route: 'general_branch',
    })
    const [copy] = await db.select().from(assignments).where(eq(assignments.taskId, task.id))
    const assignmentId = copy?.id ?? ''
    await acceptAssignment(await as(secretary), { assignmentId })
    const input = { assignmentId, organisationIds: [under.id], requestKey: newId() }
    await distributeAssignment(await as(secretary), input)
    const child = only(
      await db.select().from(assignments).where(eq(assignments.parentId, assignmentId)),
    )
    await acceptAssignment(await as(secretary), { assignmentId: child.id })
    const { id: submissionId } = await handIn(child.id, secretary, 1)
    expect(
      (await reviewsWaiting(await as(officer, 2))).rows.map((one) => one.assignmentId),
    ).toContain(child.id)
    await approveSubmission(await as(officer, 2), { submissionId })
  })
})

describe('分解 is refused', () => {
  test('before 签收, to who is not in post there, and on a copy that is not the 党总支’s', async () => {
    const { coordinator, rows } = await throughGeneralBranch()
    const input = {
      assignmentId: coordinator.id,
      organisationIds: [second.id],
      requestKey: newId(),
    }
    await expect(distributeAssignment(await as(head), input)).rejects.toMatchObject({
      code: 'conflict',
    })
    await acceptAssignment(await as(head), { assignmentId: coordinator.id })
    await expect(distributeAssignment(await as(secondSecretary), input)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(distributeAssignment(await as(officer), input)).rejects.toMatchObject({
      code: 'forbidden',
    })
    const own = only(rows.filter((row) => row.part === 'owner'))
    const onOwn = { ...input, assignmentId: own.id }
    await expect(distributeAssignment(await as(secretaries[1]), onOwn)).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('to a branch that was not chosen, that has it, or past an earlier due', async () => {
    const { coordinator, input } = await distributed()
    const again = { ...input, requestKey: newId() }
    await expect(distributeAssignment(await as(head, 2), again)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(second.name),
    })
    const other = await createOrganisation(db, { parentId: generalBranch.id, class: 'I' })
    for (const id of [other.id, branches[1].id]) {
      const outside = { ...again, organisationIds: [id] }
      await expect(distributeAssignment(await as(head, 2), outside)).rejects.toMatchObject({
        code: 'invalid',
      })
    }
    const fresh = await throughGeneralBranch()
    await acceptAssignment(await as(head), { assignmentId: fresh.coordinator.id })
    const early = { ...again, assignmentId: fresh.coordinator.id, dueLeadDays: 30 }
    await expect(distributeAssignment(await as(head, 2), early)).rejects.toMatchObject({
      code: 'invalid',
      fields: { dueLeadDays: expect.any(String) },
    })
    expect(await db.$count(assignments, eq(assignments.parentId, fresh.coordinator.id))).toBe(0)
    expect(await db.$count(assignments, eq(assignments.parentId, coordinator.id))).toBe(2)
  })

  test('the same request finds its first result, with another choice it is a conflict', async () => {
    const { coordinator, input, done } = await distributed()
    expect(await distributeAssignment(await as(deputy, 3), input)).toEqual(done)
    const other = { ...input, organisationIds: [second.id] }
    await expect(distributeAssignment(await as(deputy, 3), other)).rejects.toMatchObject({
      code: 'conflict',
    })
    const both = await Promise.allSettled([
      distributeAssignment(await as(head, 4), input),
      distributeAssignment(await as(deputy, 4), input),
    ])
    expect(both.every((one) => one.status === 'fulfilled')).toBe(true)
    const rows = await db
      .select({ at: assignments.stateSince })
      .from(assignments)
      .where(eq(assignments.parentId, coordinator.id))
      .orderBy(asc(assignments.id))
    expect(rows).toEqual([{ at: hours(1) }, { at: hours(1) }])
    expect(testNow).toEqual(hours(0))
  })
})

test('a task cancelled at the same moment leaves no copy behind', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { coordinator, task } = await throughGeneralBranch()
    await acceptAssignment(await as(head), { assignmentId: coordinator.id })
    const input = {
      assignmentId: coordinator.id,
      organisationIds: [second.id],
      requestKey: newId(),
    }
    await Promise.allSettled([
      distributeAssignment(await as(head, 1), input),
      cancelTask(await as(officer, 1), { taskId: task.id, reason: '不再需要' }),
    ])
    const left = await db
      .select({ state: assignments.state })
      .from(assignments)
      .where(eq(assignments.taskId, task.id))
    expect(left.every((row) => row.state === 'cancelled')).toBe(true)
  }
})
