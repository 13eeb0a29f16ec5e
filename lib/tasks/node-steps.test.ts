import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { approvals, declineRequests, notices, steps } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createMember, createOfficer, testNow } from '@/db/testing/factories'
import { acceptAssignment } from './accept-assignment'
import { assignmentView } from './assignment-queries'
import { confirmEntry } from './confirm-entry'
import { cancelTask } from './end-task'
import { recordSubmission } from './record-for-other'
import { refreshAssignment } from './refresh-assignment'
import { reviewsWaiting } from './review-queries'
import { approveSubmission, returnSubmission } from './review-submission'
import { submitStep } from './submit-step'
import {
  assignmentNow,
  clockOf,
  createFile,
  createWorld,
  dispatchedTask,
  hours,
  nodeForm,
  only,
  stepsNow,
} from './testing'
import { todoOf, waitingCounts } from './todo-queries'

const { db } = await testDatabase({ poolSize: 10 })
const world = await createWorld(db)
const { officer, colleague, secretaries, branches } = world
const [secretary, otherSecretary] = secretaries

const as = (person: { id: string; name: string }, hour = 0) =>
  createContextFor(db, person as typeof officer, { now: hours(hour) })

/** A copy of the first branch, signed for at once. */
async function started(nodes: ReturnType<typeof nodeForm>[]) {
  const sent = await dispatchedTask(world, { nodes, organisationIds: [branches[0].id] })
  const { assignment } = sent.copies[0]
  await acceptAssignment(await as(secretary), { assignmentId: assignment.id })
  const made = await stepsNow(db, assignment.id)
  return { ...sent, id: assignment.id, stepIds: made.map((step) => step.id) }
}

async function handIn(stepId: string | undefined, hour: number, fileIds: string[] = []) {
  const input = { stepId: stepId ?? '', requestKey: newId(), text: '已按要求完成', fileIds }
  return submitStep(await as(secretary, hour), input)
}

async function approve(submissionId: string, hour: number, by = colleague) {
  return approveSubmission(await as(by, hour), { submissionId })
}

const statesOf = async (id: string) => (await stepsNow(db, id)).map((step) => step.state)

describe('nodes one after another', () => {
  const inTurn = [
    nodeForm('制订方案', { dueOn: '2026-09-18' }),
    nodeForm('组织实施', { stage: 2, dueOn: '2026-09-25' }),
    nodeForm('报送总结', { stage: 3, dueOn: '2026-09-30' }),
  ]

  test('the first is open with a clock, the others wait without one', async () => {
    const { id, task, stepIds } = await started(inTurn)
    expect(task.dueAt).toEqual(new Date('2026-09-30T18:00:00+08:00'))
    expect(await statesOf(id)).toEqual(['open', 'waiting', 'waiting'])
    expect(await clockOf(db, stepIds[0] ?? '')).toMatchObject([{ party: 'assignee', endsAt: null }])
    expect(await clockOf(db, stepIds[1] ?? '')).toEqual([])
    expect(await assignmentNow(db, id)).toMatchObject({
      state: 'accepted',
      effectiveDueAt: new Date('2026-09-18T18:00:00+08:00'),
      dueAt: task.dueAt,
    })
  })

  test('an approval opens the next, gives it the review time, and tells the branch', async () => {
    const { id, stepIds } = await started(inTurn)
    const submission = await handIn(stepIds[0], 1)
    expect((await assignmentNow(db, id)).state).toBe('submitted')
    await approve(submission.id, 25)
    expect(await statesOf(id)).toEqual(['approved', 'open', 'waiting'])
    const due = new Date('2026-09-26T18:00:00+08:00')
    expect((await stepsNow(db, id))[1]?.effectiveDueAt).toEqual(due)
    expect(await assignmentNow(db, id)).toMatchObject({
      state: 'accepted',
      stateSince: hours(25),
      effectiveDueAt: due,
    })
    expect(await clockOf(db, stepIds[1] ?? '')).toEqual([
      { party: 'assignee', startsAt: hours(25), endsAt: null },
    ])
    const [told] = await db
      .select()
      .from(notices)
      .where(and(eq(notices.subjectId, id), eq(notices.kind, 'task_node_opened')))
    expect(told).toMatchObject({ personId: secretary.id, smsTemplate: null })
    expect(told?.body).toContain('“组织实施”')
  })

  test('an SMS goes out only for what is due within three working days', async () => {
    const { id, stepIds } = await started([
      nodeForm('制订方案', { dueOn: '2026-09-16' }),
      nodeForm('组织实施', { stage: 2, dueOn: '2026-09-17' }),
    ])
    await approve((await handIn(stepIds[0], 1)).id, 2)
    const [told] = await db
      .select({ smsTemplate: notices.smsTemplate })
      .from(notices)
      .where(and(eq(notices.subjectId, id), eq(notices.kind, 'task_node_opened')))
    expect(told).toEqual({ smsTemplate: 'task_node_opened' })
  })

  test('a later node cannot be handed in before its turn', async () => {
    const { id, stepIds } = await started(inTurn)
    await expect(handIn(stepIds[1], 1)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('未开始'),
    })
    expect(await statesOf(id)).toEqual(['open', 'waiting', 'waiting'])
  })

  test('the whole is approved with its last node', async () => {
    const { id, stepIds } = await started(inTurn)
    for (const [index, stepId] of stepIds.entries()) {
      await approve((await handIn(stepId, 2 * index + 1)).id, 2 * index + 2)
    }
    expect(await assignmentNow(db, id)).toMatchObject({ state: 'approved', stateSince: hours(6) })
    expect(await statesOf(id)).toEqual(['approved', 'approved', 'approved'])
  })

  test('撤销 ends what is not done and leaves what is approved', async () => {
    const { id, task, stepIds } = await started(inTurn)
    await approve((await handIn(stepIds[0], 1)).id, 2)
    await cancelTask(await as(officer, 3), { taskId: task.id, reason: '不再需要' })
    expect(await statesOf(id)).toEqual(['approved', 'ended', 'ended'])
    expect(await clockOf(db, stepIds[1] ?? '')).toEqual([
      { party: 'assignee', startsAt: hours(2), endsAt: hours(3) },
    ])
  })
})

describe('nodes side by side', () => {
  const parallel = [
    nodeForm('学习情况', { dueOn: '2026-09-22' }),
    nodeForm('台账', { dueOn: '2026-09-20' }),
    nodeForm('总结', { stage: 2, dueOn: '2026-09-28' }),
  ]

  test('each goes its own way; the whole is with the branch while one of them is', async () => {
    const { id, stepIds } = await started(parallel)
    expect((await assignmentNow(db, id)).effectiveDueAt).toEqual(
      new Date('2026-09-20T18:00:00+08:00'),
    )
    const second = await handIn(stepIds[1], 1)
    expect(await assignmentNow(db, id)).toMatchObject({
      state: 'accepted',
      effectiveDueAt: new Date('2026-09-22T18:00:00+08:00'),
    })
    await returnSubmission(await as(colleague, 3), {
      submissionId: second.id,
      reason: '请补充台账编号',
    })
    expect((await assignmentNow(db, id)).state).toBe('returned')
    const first = await handIn(stepIds[0], 4)
    expect(await statesOf(id)).toEqual(['submitted', 'returned', 'waiting'])
    await approve(first.id, 5)
    expect(await statesOf(id)).toEqual(['approved', 'returned', 'waiting'])
    const again = await handIn(stepIds[1], 6)
    expect((await assignmentNow(db, id)).state).toBe('submitted')
    await approve(again.id, 8)
    expect(await statesOf(id)).toEqual(['approved', 'approved', 'open'])
    // Reviewed from 1 to 3, 4 to 5 and 6 to 8: five hours in all.
    expect((await stepsNow(db, id))[2]?.effectiveDueAt).toEqual(
      new Date('2026-09-28T23:00:00+08:00'),
    )
  })

  test('what is handed in waits for review although the branch still has another node', async () => {
    const { id, task, stepIds } = await started(parallel)
    const before = (await waitingCounts(await as(colleague, 1))).reviews
    await handIn(stepIds[1], 1)
    const waiting = (await reviewsWaiting(await as(colleague, 2))).rows.filter(
      (item) => item.taskId === task.id,
    )
    expect(waiting).toMatchObject([{ assignmentId: id, stepId: stepIds[1], nodeTitle: '台账' }])
    expect((await waitingCounts(await as(colleague, 2))).reviews).toBe(before + 1)
    const mine = (await todoOf(await as(secretary, 2))).items.filter(
      (one) => one.taskId === task.id,
    )
    expect(mine).toMatchObject([{ assignmentId: id, nodeTitle: '学习情况', openNodes: 1 }])
  })

  test('the page shows a reviewer what waits for him, the branch what it has to do', async () => {
    const { id, stepIds } = await started(parallel)
    await handIn(stepIds[1], 1)
    expect((await assignmentView(await as(colleague, 2), id)).step.id).toBe(stepIds[1])
    const own = await assignmentView(await as(secretary, 2), id)
    expect(own.step.id).toBe(stepIds[0])
    expect(own.steps.map((step) => [step.node.title, step.step.state])).toEqual([
      ['学习情况', 'open'],
      ['台账', 'submitted'],
      ['总结', 'waiting'],
    ])
    expect(own.steps[1]).toMatchObject({
      openedAt: testNow,
      usedMs: { assignee: 3_600_000, reviewer: 3_600_000, paused: 0 },
    })
    expect(own.turn?.detail).toContain('“学习情况”')
    expect((await assignmentView(await as(secretary, 2), id, stepIds[2])).node.title).toBe('总结')
  })

  test('a pause stops every clock, and the way back starts each where it was', async () => {
    const { id, stepIds } = await started(parallel)
    await handIn(stepIds[1], 1)
    const request = { id: newId(), assignmentId: id, kind: 'decline' as const, reason: '人员借出' }
    const ctx = await as(secretary, 2)
    await ctx.transact(async (tx) => {
      tx.unchanged()
      await tx.db.insert(declineRequests).values({ ...request, byId: secretary.id, at: hours(2) })
      await refreshAssignment(tx, id)
    })
    expect((await assignmentNow(db, id)).state).toBe('paused')
    expect((await clockOf(db, stepIds[0] ?? '')).at(-1)).toMatchObject({ party: 'paused' })
    expect((await clockOf(db, stepIds[1] ?? '')).at(-1)).toMatchObject({ party: 'paused' })
    await expect(handIn(stepIds[0], 3)).rejects.toMatchObject({ code: 'conflict' })
    const later = await as(officer, 12)
    await later.transact(async (tx) => {
      tx.unchanged()
      await tx.db
        .update(declineRequests)
        .set({ decision: 'refused', decidedBy: officer.id, decidedAt: hours(12) })
        .where(eq(declineRequests.id, request.id))
      await refreshAssignment(tx, id)
    })
    expect(await clockOf(db, stepIds[0] ?? '')).toEqual([
      { party: 'assignee', startsAt: testNow, endsAt: hours(2) },
      { party: 'paused', startsAt: hours(2), endsAt: hours(12) },
      { party: 'assignee', startsAt: hours(12), endsAt: null },
    ])
    expect((await clockOf(db, stepIds[1] ?? '')).at(-1)).toMatchObject({ party: 'reviewer' })
    expect(await assignmentNow(db, id)).toMatchObject({
      state: 'accepted',
      effectiveDueAt: new Date('2026-09-23T04:00:00+08:00'),
    })
  })

  test('refreshing what nobody changed changes nothing', async () => {
    const { id, stepIds } = await started(parallel)
    await handIn(stepIds[0], 1)
    const before = [await assignmentNow(db, id), await stepsNow(db, id)]
    const ctx = await as(officer, 30)
    await ctx.transact(async (tx) => {
      tx.unchanged()
      expect((await refreshAssignment(tx, id)).opened).toEqual([])
    })
    expect([await assignmentNow(db, id), await stepsNow(db, id)]).toEqual(before)
  })
})

describe('who reviews a node', () => {
  test('nobody: handing in is enough, and no review is invented', async () => {
    const { id, stepIds } = await started([
      nodeForm('活动记录', { reviewer: 'none' }),
      nodeForm('总结', { stage: 2 }),
    ])
    const submission = await handIn(stepIds[0], 1)
    expect(submission.isSettled).toBe(true)
    expect(await statesOf(id)).toEqual(['approved', 'open'])
    expect(await clockOf(db, stepIds[0] ?? '')).toEqual([
      { party: 'assignee', startsAt: testNow, endsAt: hours(1) },
    ])
    const rows = await db.select().from(approvals).where(eq(approvals.submissionId, submission.id))
    expect(rows).toEqual([])
    expect(await statesOf(id)).toEqual(['approved', 'open'])
    expect((await assignmentNow(db, id)).state).toBe('accepted')
  })

  test('nobody, but a 代录 waits for its confirmation', async () => {
    const { id, stepIds } = await started([nodeForm('活动记录', { reviewer: 'none' })])
    await recordSubmission(await as(officer, 2), {
      stepId: stepIds[0] ?? '',
      requestKey: newId(),
      text: '电话报送：已开展',
      fileIds: [],
      channel: 'phone',
      byId: secretary.id,
      on: '2026-09-15',
      at: '11:00',
      reason: '电话报送',
    })
    expect((await assignmentNow(db, id)).state).toBe('submitted')
    await confirmEntry(await as(colleague, 4), { assignmentId: id, kind: 'submission' })
    expect((await assignmentNow(db, id)).state).toBe('approved')
    expect((await clockOf(db, stepIds[0] ?? '')).every((segment) => segment.endsAt)).toBe(true)
  })

  test('one person alone, who is told; the office only where he may not', async () => {
    const expert = await createOfficer(db, 'department_officer', {
      organisationId: world.committee.id,
      department: '安全监察部',
    })
    await createMember(db, branches[1])
    const nodes = [nodeForm('方案', { reviewer: 'person', reviewerId: expert.id })]
    const { id, task, stepIds } = await started(nodes)
    const submission = await handIn(stepIds[0], 1)
    const told = await db
      .select({ personId: notices.personId })
      .from(notices)
      .where(and(eq(notices.subjectId, id), eq(notices.kind, 'task_submitted')))
    expect(told).toEqual([{ personId: expert.id }])
    await expect(approve(submission.id, 2)).rejects.toMatchObject({ code: 'forbidden' })
    const { rows: waiting } = await reviewsWaiting(await as(expert, 2))
    expect(waiting.map((item) => item.assignmentId)).toEqual([id])
    expect((await waitingCounts(await as(expert, 2))).reviews).toBe(1)
    const ofOffice = (await reviewsWaiting(await as(officer, 2))).rows.map((item) => item.taskId)
    expect(ofOffice).not.toContain(task.id)
    await approve(submission.id, 3, expert)
    expect((await assignmentNow(db, id)).state).toBe('approved')
  })

  test('the named person is of the branch: it falls to the office', async () => {
    const member = await createMember(db, branches[0])
    const nodes = [nodeForm('方案', { reviewer: 'person', reviewerId: member.id })]
    const { id, task, stepIds } = await started(nodes)
    const submission = await handIn(stepIds[0], 1)
    await expect(approve(submission.id, 2, member)).rejects.toMatchObject({ code: 'forbidden' })
    const { rows: items } = await reviewsWaiting(await as(officer, 2))
    expect(items.map((item) => item.taskId)).toContain(task.id)
    await approve(submission.id, 2, officer)
    expect((await assignmentNow(db, id)).state).toBe('approved')
  })
})

test('a node asks for its own evidence', async () => {
  const { stepIds } = await started([
    nodeForm('方案'),
    nodeForm('现场照片', { isEvidenceRequired: true }),
  ])
  await expect(handIn(stepIds[1], 1)).rejects.toMatchObject({ code: 'invalid' })
  await handIn(stepIds[0], 1)
  await handIn(stepIds[1], 1, [await createFile(db, secretary)])
})

test('another branch finds none of the steps', async () => {
  const { id, stepIds } = await started([nodeForm('方案'), nodeForm('总结', { stage: 2 })])
  const input = { stepId: stepIds[0] ?? '', requestKey: newId(), text: '已完成', fileIds: [] }
  await expect(submitStep(await as(otherSecretary, 1), input)).rejects.toMatchObject({
    code: 'not_found',
  })
  const rows = await db.select().from(steps).where(eq(steps.assignmentId, id))
  expect(only(rows.filter((row) => row.state === 'open')).id).toBe(stepIds[0])
})
