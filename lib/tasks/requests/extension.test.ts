import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { extensionRequests, facts, notices } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMembership,
  createPerson,
  type MadePerson,
} from '@/db/testing/factories'
import { acceptAssignment } from '../accept-assignment'
import { evaluateAssignment } from '../evaluate-assignment'
import { approveSubmission, returnSubmission } from '../review-submission'
import { submitStep } from '../submit-step'
import {
  assignmentNow,
  auditOf,
  createWorld,
  type DispatchedCopy,
  dispatchedTask,
  handInOf,
  hours,
  only,
  stepNow,
  submitted,
  type World,
} from '../testing'
import { decideExtension, withdrawExtension } from './decide-extension'
import { requestExtension } from './request-extension'

const { db } = await testDatabase()
let world: World
let copy: DispatchedCopy
const due = new Date('2026-09-30T18:00:00+08:00')
const wanted = { dueOn: '2026-10-12', dueTime: '18:00', reason: '等上级文件印发' }
const later = new Date('2026-10-12T18:00:00+08:00')

const as = (who: MadePerson, now = hours(1)) => createContextFor(db, who, { now })
const requests = () =>
  db.select().from(extensionRequests).where(eq(extensionRequests.stepId, copy.step.id))

beforeEach(async () => {
  world = await createWorld(db)
  ;({
    copies: [copy],
  } = await dispatchedTask(world))
})

async function asked(now = hours(1)) {
  await requestExtension(await as(world.secretaries[0], now), { stepId: copy.step.id, ...wanted })
  return only(await requests())
}

test('asked before expiry, granted: the due moves, history and audit say so', async () => {
  const request = await asked()
  expect(request).toMatchObject({ requestedDueAt: later, previousDueAt: due, decision: null })
  expect((await stepNow(db, copy.step.id)).dueAt).toEqual(due)
  const told = await db.select().from(notices).where(eq(notices.kind, 'task_extension_requested'))
  expect(told.map((one) => one.personId)).toContain(world.officer.id)

  await decideExtension(await as(world.officer, hours(2)), {
    requestId: request.id,
    decision: 'granted',
    dueTime: '18:00',
  })
  expect(await stepNow(db, copy.step.id)).toMatchObject({ dueAt: later, effectiveDueAt: later })
  expect(await assignmentNow(db, copy.assignment.id)).toMatchObject({
    dueAt: later,
    effectiveDueAt: later,
    state: 'issued',
  })
  expect(only(await requests())).toMatchObject({ decision: 'granted', grantedDueAt: later })
  expect(await auditOf(db, copy.assignment.id, 'assignment.requestExtension')).toHaveLength(1)
  expect(await auditOf(db, copy.assignment.id, 'assignment.grantExtension')).toHaveLength(1)
})

test('an earlier date may be granted; refused, the due stands and a reason is owed', async () => {
  const request = await asked()
  await decideExtension(await as(world.officer), {
    requestId: request.id,
    decision: 'granted',
    dueOn: '2026-10-08',
    dueTime: '12:00',
  })
  expect((await stepNow(db, copy.step.id)).dueAt).toEqual(new Date('2026-10-08T12:00:00+08:00'))

  await requestExtension(await as(world.secretaries[0]), { stepId: copy.step.id, ...wanted })
  const second = (await requests()).find((one) => one.decision === null)
  await decideExtension(await as(world.colleague), {
    requestId: second?.id ?? '',
    decision: 'refused',
    dueTime: '18:00',
    remark: '月底要汇总',
  })
  expect((await stepNow(db, copy.step.id)).dueAt).toEqual(new Date('2026-10-08T12:00:00+08:00'))
  expect(await auditOf(db, copy.assignment.id, 'assignment.refuseExtension')).toHaveLength(1)
})

test('not after expiry, not twice, not without need, not for an earlier date', async () => {
  const stepId = copy.step.id
  const secretary = world.secretaries[0]
  await expect(
    requestExtension(await as(secretary, new Date(due.getTime() + 1)), { stepId, ...wanted }),
  ).rejects.toThrow('到期前才可以申请延期')
  await expect(
    requestExtension(await as(secretary), { stepId, ...wanted, dueOn: '2026-09-30' }),
  ).rejects.toMatchObject({ code: 'invalid', fields: { dueOn: expect.any(String) } })
  await asked()
  await expect(asked()).rejects.toMatchObject({ code: 'conflict' })
})

test('once handed in there is nothing to extend, and a waiting request can only be refused', async () => {
  const request = await asked()
  await acceptAssignment(await as(world.secretaries[0]), { assignmentId: copy.assignment.id })
  await submitStep(await as(world.secretaries[0], hours(2)), handInOf(copy))
  await expect(
    requestExtension(await as(world.secretaries[0], hours(3)), { stepId: copy.step.id, ...wanted }),
  ).rejects.toMatchObject({ code: 'conflict' })
  const decision = { requestId: request.id, dueTime: '18:00' }
  const officer = await as(world.officer, hours(3))
  await expect(decideExtension(officer, { ...decision, decision: 'granted' })).rejects.toThrow(
    '不再需要延期',
  )
  await decideExtension(officer, { ...decision, decision: 'refused', remark: '已提交' })
  await expect(
    decideExtension(officer, { ...decision, decision: 'refused', remark: '已提交' }),
  ).rejects.toThrow('已经答复')
})

test('one’s own request can be taken back until it is answered', async () => {
  const { id: requestId } = await asked()
  await expect(
    withdrawExtension(await as(world.secretaries[1]), { requestId }),
  ).rejects.toMatchObject({ code: 'not_found' })
  await withdrawExtension(await as(world.secretaries[0]), { requestId })
  expect(await requests()).toEqual([])
  expect(await auditOf(db, copy.assignment.id, 'assignment.withdrawExtension')).toHaveLength(1)
})

test('strangers, other branches and the branch itself do not decide', async () => {
  const request = await asked()
  const decision = { requestId: request.id, decision: 'granted' as const, dueTime: '18:00' }
  const stranger = await createPerson(db)
  for (const who of [stranger, world.secretaries[1]]) {
    await expect(decideExtension(await as(who), decision)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(
      requestExtension(await as(who), { stepId: copy.step.id, ...wanted }),
    ).rejects.toMatchObject({ code: 'not_found' })
  }
  await expect(decideExtension(await as(world.secretaries[0]), decision)).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(
    requestExtension(await as(world.officer), { stepId: copy.step.id, ...wanted }),
  ).rejects.toMatchObject({ code: 'forbidden' })
})

test('an extension across the end of a quarter does not move its points', async () => {
  const request = await asked()
  const decision = { decision: 'granted', dueTime: '18:00' } as const
  await decideExtension(await as(world.officer, hours(2)), { requestId: request.id, ...decision })
  const done = new Date('2026-10-10T10:00:00+08:00')
  const assignmentId = copy.assignment.id
  await acceptAssignment(await as(world.secretaries[0], hours(3)), { assignmentId })
  const { id: submissionId } = await submitStep(
    await as(world.secretaries[0], done),
    handInOf(copy),
  )
  await approveSubmission(await as(world.officer, done), { submissionId })
  await evaluateAssignment(await as(world.officer, done), {
    assignmentId,
    grade: 'good',
    points: 160,
    remark: '按时完成',
  })
  const rows = await db.select().from(facts).where(eq(facts.sourceId, assignmentId))
  expect(only(rows)).toMatchObject({ period: '2026Q3', occurredOn: '2026-10-10' })
})

test('who has come to the branch since its last hand-in does not answer for the office', async () => {
  const { id: submissionId } = await submitted(world, copy)
  const reason = '请补充责任人'
  await returnSubmission(await as(world.officer, hours(2)), { submissionId, reason })
  await createMembership(db, world.officer, world.branches[0], { validFrom: '2026-09-16' })
  const request = await asked(hours(30))
  const answer = { requestId: request.id, decision: 'granted', dueTime: '18:00' } as const
  await expect(decideExtension(await as(world.officer, hours(31)), answer)).rejects.toMatchObject({
    code: 'forbidden',
  })
  await decideExtension(await as(world.colleague, hours(31)), answer)
  expect((await stepNow(db, copy.step.id)).dueAt).toEqual(later)
})
