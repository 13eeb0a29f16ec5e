import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { assignments, declineRequests, dispatches } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMember,
  createMembership,
  createOfficer,
  createOrganisation,
  createPerson,
  type MadePerson,
} from '@/db/testing/factories'
import { acceptAssignment } from '../accept-assignment'
import { assignmentChoices } from '../assignment-choices'
import { assignmentView } from '../assignment-queries'
import {
  assignmentNow,
  auditOf,
  clockOf,
  createWorld,
  type DispatchedCopy,
  type DispatchedTask,
  dispatchedTask,
  hours,
  only,
  stepNow,
  talliesOf,
  type World,
} from '../testing'
import { withdrawAssignment } from '../withdraw-assignment'
import { decideDecline } from './decide-decline'
import { requestDecline, withdrawDecline } from './request-decline'

const { db } = await testDatabase()
let world: World
let given: DispatchedTask
let copy: DispatchedCopy
const due = new Date('2026-09-30T18:00:00+08:00')

const as = (who: MadePerson, now = hours(1)) => createContextFor(db, who, { now })
const requests = () =>
  db.select().from(declineRequests).where(eq(declineRequests.assignmentId, copy.assignment.id))

beforeEach(async () => {
  world = await createWorld(db, { branches: 3 })
  given = await dispatchedTask(world, {
    organisationIds: world.branches.slice(0, 2).map((branch) => branch.id),
  })
  copy = given.copies[0]
})

const decline = { kind: 'decline' as const, reason: '本支部没有这类业务' }
async function asked(now = hours(1)) {
  const { id: assignmentId } = copy.assignment
  await requestDecline(await as(world.secretaries[0], now), { assignmentId, ...decline })
  return only(await requests())
}

test('the clock rests until the answer, and the wait is added to the due when refused', async () => {
  await acceptAssignment(await as(world.secretaries[0]), { assignmentId: copy.assignment.id })
  const request = await asked(hours(2))
  expect((await assignmentNow(db, copy.assignment.id)).state).toBe('paused')
  expect((await clockOf(db, copy.step.id)).at(-1)).toMatchObject({ party: 'paused', endsAt: null })

  await decideDecline(await as(world.officer, hours(26)), {
    requestId: request.id,
    decision: 'refused',
    remark: '属于你支部职责',
  })
  const resumed = await assignmentNow(db, copy.assignment.id)
  expect(resumed.state).toBe('accepted')
  expect(resumed.effectiveDueAt).toEqual(new Date(due.getTime() + 24 * 3_600_000))
  expect((await clockOf(db, copy.step.id)).map((one) => one.party)).toEqual([
    'assignee',
    'paused',
    'assignee',
  ])
  expect(await auditOf(db, copy.assignment.id, 'assignment.refuseDecline')).toHaveLength(1)
})

test('退办 granted ends the copy without anything else', async () => {
  const request = await asked()
  await decideDecline(await as(world.officer), { requestId: request.id, decision: 'granted' })
  expect((await assignmentNow(db, copy.assignment.id)).state).toBe('not_applicable')
  expect((await stepNow(db, copy.step.id)).state).toBe('ended')
  const { kept, counted } = await talliesOf(db, given.task.id)
  expect(kept).toEqual(counted)
  expect(kept).toEqual({ issued: 1, not_applicable: 1 })
})

test('the history keeps what was answered apart from what was asked', async () => {
  const request = await asked()
  const answer = '同意，该业务由机关支部统一办理'
  await decideDecline(await as(world.officer, hours(2)), {
    requestId: request.id,
    decision: 'granted',
    remark: answer,
  })
  const { history } = await assignmentView(await as(world.officer, hours(3)), copy.assignment.id)
  expect(history.map((event) => event.kind)).toEqual(['changed', 'dispatched'])
  expect(history.filter((event) => event.kind === 'changed')).toMatchObject([
    { change: 'declined', reason: decline.reason, answer, personName: world.officer.name },
  ])
})

test('改派 granted issues a copy to the other branch with a receipt of its own', async () => {
  const { id: assignmentId } = copy.assignment
  const third = world.branches[2]
  await requestDecline(await as(world.secretaries[0]), {
    assignmentId,
    kind: 'reassign',
    toOrganisationId: third?.id,
    reason: '业务已划归三支部',
  })
  const request = only(await requests())
  await decideDecline(await as(world.officer, hours(3)), {
    requestId: request.id,
    decision: 'granted',
  })
  const { replacementId } = only(await requests())
  const replacement = only(
    await db
      .select()
      .from(assignments)
      .where(eq(assignments.id, replacementId ?? '')),
  )
  expect(replacement).toMatchObject({ organisationId: third?.id, state: 'issued', dueAt: due })
  expect((await assignmentNow(db, assignmentId)).state).toBe('cancelled')
  const receipts = await db
    .select({ kind: dispatches.kind })
    .from(dispatches)
    .where(eq(dispatches.taskId, given.task.id))
  expect(receipts.map((one) => one.kind).sort()).toEqual(['initial', 'supplement'])
})

test('who has the task already, oneself and nonsense are not taken as a replacement', async () => {
  const { id: assignmentId } = copy.assignment
  const ask = async (toOrganisationId: string) =>
    requestDecline(await as(world.secretaries[0]), {
      assignmentId,
      kind: 'reassign',
      toOrganisationId,
      reason: '业务已划出',
    })
  await expect(ask(world.branches[1]?.id ?? '')).rejects.toThrow('已经有这项任务')
  await expect(ask(world.branches[0]?.id ?? '')).rejects.toThrow('本组织自己')
  await expect(ask(world.committee.id)).rejects.toMatchObject({ code: 'invalid' })
  expect(await requests()).toEqual([])
})

test('taken back, the work goes on; a second request or answer finds it so', async () => {
  const request = await asked()
  await expect(asked()).rejects.toMatchObject({ code: 'conflict' })
  const secretary = await as(world.secretaries[0], hours(2))
  await withdrawDecline(secretary, { assignmentId: copy.assignment.id })
  expect((await assignmentNow(db, copy.assignment.id)).state).toBe('issued')
  await expect(
    withdrawDecline(secretary, { assignmentId: copy.assignment.id }),
  ).rejects.toMatchObject({ code: 'conflict' })
  await expect(
    decideDecline(await as(world.officer), { requestId: request.id, decision: 'granted' }),
  ).rejects.toMatchObject({ code: 'not_found' })
})

test('strangers, other branches, and the wrong side are refused', async () => {
  const request = await asked()
  const answer = { requestId: request.id, decision: 'granted' as const }
  for (const who of [await createPerson(db), world.secretaries[1]]) {
    await expect(decideDecline(await as(who), answer)).rejects.toMatchObject({ code: 'not_found' })
  }
  await expect(decideDecline(await as(world.secretaries[0]), answer)).rejects.toMatchObject({
    code: 'forbidden',
  })
  const { id: assignmentId } = copy.assignment
  await expect(
    requestDecline(await as(world.officer), { assignmentId, ...decline }),
  ).rejects.toMatchObject({ code: 'forbidden' })
})

test('the 备选审核人 grants a 改派 for the office, whatever his own reach: to its organisations only', async () => {
  const elsewhere = await createOrganisation(db, { kind: 'committee' })
  const strange = await createOrganisation(db, { parentId: elsewhere.id })
  const department = await createOfficer(db, 'department_officer', {
    organisationId: elsewhere.id,
    department: '财务资产部',
  })
  // The one has an office elsewhere, the other none at all.
  const roof = await createOrganisation(db, { parentId: world.committee.id })
  const plain = await createMember(db, roof)
  for (const alternate of [department, plain]) {
    if (alternate === department) {
      await createMembership(db, department, roof)
    }
    const [first, , third] = world.branches
    given = await dispatchedTask(world, {
      organisationIds: [first.id],
      alternateReviewer: alternate.employeeNumber ?? '',
    })
    copy = given.copies[0]
    const { id: assignmentId } = copy.assignment
    await requestDecline(await as(world.secretaries[0]), {
      assignmentId,
      kind: 'reassign',
      toOrganisationId: third?.id,
      reason: '业务已划归三支部',
    })
    const { id: requestId } = only(await requests())
    const ctx = await as(alternate, hours(2))
    const { others } = await assignmentChoices(ctx, await assignmentView(ctx, assignmentId))
    expect(others.map((one) => one.id)).toContain(third?.id)
    expect(others.map((one) => one.id)).not.toContain(strange.id)
    const answer = { requestId, decision: 'granted' as const }
    await expect(
      decideDecline(ctx, { ...answer, toOrganisationId: strange.id }),
    ).rejects.toMatchObject({
      code: 'invalid',
      fields: { toOrganisationId: expect.stringContaining('不在下达单位的范围内') },
    })
    expect((await assignmentNow(db, assignmentId)).state).toBe('paused')
    await decideDecline(ctx, answer)
    const { replacementId } = only(await requests())
    expect(await assignmentNow(db, replacementId ?? '')).toMatchObject({
      organisationId: third?.id,
      state: 'issued',
    })
  }
})

test('a copy that was taken back from an organisation does not stand in the way of 改派 to it', async () => {
  const [, second, third] = given.copies.map((one) => one.assignment)
  expect(third).toBeUndefined()
  await withdrawAssignment(await as(world.officer), {
    assignmentId: second?.id ?? '',
    reason: '本项与该支部无关',
  })
  await requestDecline(await as(world.secretaries[0]), {
    assignmentId: copy.assignment.id,
    kind: 'reassign',
    toOrganisationId: second?.organisationId,
    reason: '业务已划归二支部',
  })
  const { id: requestId } = only(await requests())
  await decideDecline(await as(world.officer, hours(2)), { requestId, decision: 'granted' })
  const { replacementId } = only(await requests())
  expect((await assignmentNow(db, replacementId ?? '')).organisationId).toBe(second?.organisationId)
})

test('改派 answered after the due can still be granted: who takes over has a working day at least', async () => {
  const third = world.branches[2]
  await requestDecline(await as(world.secretaries[0], new Date('2026-09-30T16:00:00+08:00')), {
    assignmentId: copy.assignment.id,
    kind: 'reassign',
    toOrganisationId: third?.id,
    reason: '业务已划归三支部',
  })
  const { id: requestId } = only(await requests())
  const answered = new Date('2026-10-12T09:00:00+08:00')
  await decideDecline(await as(world.officer, answered), { requestId, decision: 'granted' })
  const { replacementId } = only(await requests())
  const replacement = await assignmentNow(db, replacementId ?? '')
  expect(replacement.effectiveDueAt).toEqual(new Date('2026-10-13T09:00:00+08:00'))
})
