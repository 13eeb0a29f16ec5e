import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { declineRequests, extensionRequests } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, type MadePerson } from '@/db/testing/factories'
import { acceptAssignment } from '../accept-assignment'
import { cancelTask, closeTask } from '../end-task'
import { approveSubmission, returnSubmission } from '../review-submission'
import { submitStep } from '../submit-step'
import {
  auditOf,
  createWorld,
  type DispatchedCopy,
  type DispatchedTask,
  dispatchedTask,
  handInOf,
  hours,
  nodeForm,
  stepsNow,
  type World,
} from '../testing'
import { withdrawAssignment } from '../withdraw-assignment'
import { decideDecline } from './decide-decline'
import { decideExtension } from './decide-extension'
import { requestDecline } from './request-decline'
import { requestExtension } from './request-extension'
import { requestsOf } from './request-queries'

const { db } = await testDatabase()
let world: World
let given: DispatchedTask
let copy: DispatchedCopy

const as = (who: MadePerson, hour = 1) => createContextFor(db, who, { now: hours(hour) })
const extension = { dueOn: '2026-10-12', dueTime: '18:00', reason: '等上级文件印发' }
const reason = '上级已另行部署'

beforeEach(async () => {
  world = await createWorld(db)
  given = await dispatchedTask(world, { organisationIds: [world.branches[0].id] })
  copy = given.copies[0]
})

async function askBoth() {
  const secretary = await as(world.secretaries[0])
  await requestExtension(secretary, { stepId: copy.step.id, ...extension })
  await requestDecline(secretary, {
    assignmentId: copy.assignment.id,
    kind: 'decline',
    reason: '本支部没有这类业务',
  })
}

async function handIn(hour: number) {
  const secretary = await as(world.secretaries[0], hour)
  await acceptAssignment(secretary, { assignmentId: copy.assignment.id })
  return submitStep(secretary, handInOf(copy))
}

const waiting = async () => {
  const { extensions, declines } = await requestsOf(await as(world.officer), copy.assignment.id)
  return [...extensions, ...declines].filter((one) => one.decision === null).length
}
const lapsed = async () =>
  (await auditOf(db, copy.assignment.id, 'assignment.lapseRequest')).map((one) => one.detail)

describe('what nobody has answered goes with the copy, and the audit keeps it', () => {
  test.each([
    ['撤销', () => cancelOf()],
    ['撤回', () => withdrawOf()],
  ])('%s', async (_, end) => {
    await askBoth()
    expect(await waiting()).toBe(2)
    await end()
    expect(await waiting()).toBe(0)
    expect(await lapsed()).toMatchObject([
      { request: 'decline', because: 'cancelled', byId: world.secretaries[0].id },
      { request: 'extension', because: 'cancelled', reason: extension.reason },
    ])
  })

  const cancelOf = async () =>
    cancelTask(await as(world.officer, 2), { taskId: given.task.id, reason })
  const withdrawOf = async () =>
    withdrawAssignment(await as(world.officer, 2), { assignmentId: copy.assignment.id, reason })

  test('退办 granted: its own answer stays, the 延期申请 beside it lapses', async () => {
    await askBoth()
    const [request] = await db
      .select()
      .from(declineRequests)
      .where(eq(declineRequests.assignmentId, copy.assignment.id))
    await decideDecline(await as(world.officer, 2), {
      requestId: request?.id ?? '',
      decision: 'granted',
    })
    const { extensions, declines } = await requestsOf(await as(world.officer), copy.assignment.id)
    expect(extensions).toEqual([])
    expect(declines).toMatchObject([{ decision: 'granted', decidedByName: world.officer.name }])
    expect(await lapsed()).toMatchObject([{ request: 'extension', because: 'not_applicable' }])
  })

  test('a step approved; so that nothing waits when the task is closed', async () => {
    await requestExtension(await as(world.secretaries[0]), { stepId: copy.step.id, ...extension })
    const { id: submissionId } = await handIn(2)
    expect(await waiting()).toBe(1)
    await approveSubmission(await as(world.officer, 3), { submissionId })
    expect(await waiting()).toBe(0)
    expect(await lapsed()).toMatchObject([{ request: 'extension', because: 'approved' }])
    await closeTask(await as(world.officer, 4), { taskId: given.task.id })
    expect(await waiting()).toBe(0)
  })
})

describe('stays', () => {
  test('while the work may come back: handed in, then returned, it can be granted', async () => {
    await requestExtension(await as(world.secretaries[0]), { stepId: copy.step.id, ...extension })
    const { id: submissionId } = await handIn(2)
    await returnSubmission(await as(world.officer, 3), { submissionId, reason: '请补充数据来源' })
    expect(await waiting()).toBe(1)
    const [request] = await db
      .select()
      .from(extensionRequests)
      .where(eq(extensionRequests.stepId, copy.step.id))
    const answer = { requestId: request?.id ?? '', decision: 'granted' as const, dueTime: '18:00' }
    await decideExtension(await as(world.officer, 4), answer)
    expect(await lapsed()).toEqual([])
  })

  test('what asks about another step than the approved one, and what has an answer', async () => {
    given = await dispatchedTask(world, {
      organisationIds: [world.branches[0].id],
      nodes: [nodeForm('方案'), nodeForm('总结')],
    })
    copy = given.copies[0]
    const [, second] = await stepsNow(db, copy.assignment.id)
    const secretary = await as(world.secretaries[0])
    await requestExtension(secretary, { stepId: copy.step.id, ...extension })
    await requestExtension(secretary, { stepId: second?.id ?? '', ...extension })
    const [first] = await db
      .select()
      .from(extensionRequests)
      .where(eq(extensionRequests.stepId, copy.step.id))
    await decideExtension(await as(world.officer), {
      requestId: first?.id ?? '',
      decision: 'refused',
      dueTime: '18:00',
      remark: '月底要汇总',
    })
    const { id: submissionId } = await handIn(2)
    await approveSubmission(await as(world.officer, 3), { submissionId })
    expect(await waiting()).toBe(1)
    const { extensions } = await requestsOf(await as(world.officer), copy.assignment.id)
    expect(new Set(extensions.map((one) => one.decision))).toEqual(new Set(['refused', null]))
    expect(await lapsed()).toEqual([])
  })

  test('of other copies of the same task', async () => {
    given = await dispatchedTask(world)
    const [first, other = copy] = given.copies
    copy = other
    await requestExtension(await as(world.secretaries[1]), { stepId: other.step.id, ...extension })
    await withdrawAssignment(await as(world.officer, 2), {
      assignmentId: first.assignment.id,
      reason,
    })
    expect(await waiting()).toBe(1)
  })
})

test('answering what has lapsed finds nothing and changes nothing', async () => {
  await askBoth()
  const [request] = await db
    .select()
    .from(declineRequests)
    .where(eq(declineRequests.assignmentId, copy.assignment.id))
  await cancelTask(await as(world.officer, 2), { taskId: given.task.id, reason })
  await expect(
    decideDecline(await as(world.officer, 3), {
      requestId: request?.id ?? '',
      decision: 'granted',
    }),
  ).rejects.toMatchObject({ code: 'not_found' })
})
