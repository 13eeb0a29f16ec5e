import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { notices } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMember,
  createOrganisation,
  createSecretary,
  testNow,
} from '@/db/testing/factories'
import { acceptAssignment } from './accept-assignment'
import { assignmentView } from './assignment-queries'
import { delegateAssignment } from './delegate-assignment'
import { openWork } from './open-work'
import { approveSubmission } from './review-submission'
import {
  assignmentNow,
  auditOf,
  clockOf,
  createWorld,
  dispatchedTask,
  hours,
  stepNow,
  submitted,
} from './testing'

const { db } = await testDatabase()
const world = await createWorld(db)
const { officer, secretaries, branches, committee } = world
const basis = '〔2026〕31号：两支部合并'
const as = (person: { id: string }, now = testNow) => createContextFor(db, person, { now })

/** Two branches of their own, the first with a secretary and a task that only it has. */
async function merging() {
  const [from, to] = [
    await createOrganisation(db, { parentId: committee.id, class: 'II' }),
    await createOrganisation(db, { parentId: committee.id, class: 'II' }),
  ]
  const [former, next] = [await createSecretary(db, from), await createSecretary(db, to)]
  const sent = await dispatchedTask(world, { organisationIds: [from.id] })
  return { from, to, former, next, ...sent }
}

async function transfer(assignmentId: string, toOrganisationId: string) {
  const ctx = await as(officer, hours(1))
  await ctx.transact((tx) => openWork.transfer(ctx, tx, { assignmentId, toOrganisationId, basis }))
}

async function markNotApplicable(assignmentId: string) {
  const ctx = await as(officer, hours(1))
  await ctx.transact((tx) => openWork.markNotApplicable(ctx, tx, { assignmentId, basis }))
}

test('lists what is open for the branch itself, nearest due first', async () => {
  const { from, copies, task } = await merging()
  const member = await createMember(db, from)
  await dispatchedTask(world, { organisationIds: [], persons: member.employeeNumber ?? '' })
  const nearer = await dispatchedTask(world, { organisationIds: [from.id], dueOn: '2026-09-20' })
  const open = await openWork.listOpen(db, from.id)
  expect(open).toEqual([
    expect.objectContaining({ taskId: nearer.task.id, state: 'issued' }),
    {
      assignmentId: copies[0].assignment.id,
      taskId: task.id,
      title: task.title,
      state: 'issued',
      dueAt: task.dueAt,
    },
  ])
})

test('approved work is not open', async () => {
  const { copies } = await dispatchedTask(world)
  const { id: submissionId } = await submitted(world, copies[0])
  await approveSubmission(await as(officer), { submissionId })
  const open = await openWork.listOpen(db, branches[0].id)
  expect(open.map((item) => item.assignmentId)).not.toContain(copies[0].assignment.id)
})

describe('transfer', () => {
  test('the successor answers from now on, is told, and chooses its own delegate; audited', async () => {
    const { from, to, former, next, copies } = await merging()
    const [{ assignment, step }] = copies
    const delegate = await createMember(db, from)
    const leaving = await as(former)
    await delegateAssignment(leaving, { assignmentId: assignment.id, toPersonId: delegate.id })
    await transfer(assignment.id, to.id)
    expect(await assignmentNow(db, assignment.id)).toMatchObject({
      organisationId: to.id,
      delegateId: null,
      state: 'issued',
      dueAt: assignment.dueAt,
    })
    expect(await clockOf(db, step.id)).toHaveLength(1)
    const input = { assignmentId: assignment.id }
    for (const person of [former, delegate]) {
      await expect(acceptAssignment(await as(person), input)).rejects.toMatchObject({
        code: 'not_found',
      })
    }
    expect((await acceptAssignment(await as(next, hours(2)), input)).state).toBe('accepted')
    expect(await auditOf(db, assignment.id, 'assignment.transfer')).toMatchObject([
      { detail: { from: from.id, to: to.id, basis } },
    ])
    const told = await db.select().from(notices).where(eq(notices.personId, next.id))
    expect(told).toMatchObject([{ kind: 'handover', body: expect.stringContaining(basis) }])
    const unsent = await db
      .select()
      .from(notices)
      .where(and(eq(notices.personId, former.id), eq(notices.kind, 'task_dispatched')))
    expect(unsent).toMatchObject([{ smsRefusal: '任务已移交，短信未发出' }])
  })

  test('not to a branch that has the task already', async () => {
    const { copies } = await dispatchedTask(world)
    const { id } = copies[0].assignment
    await expect(transfer(id, branches[1].id)).rejects.toMatchObject({ code: 'conflict' })
    expect((await assignmentNow(db, id)).organisationId).toBe(branches[0].id)
  })

  test('not what is over', async () => {
    const { copies, to } = await merging()
    await markNotApplicable(copies[0].assignment.id)
    await expect(transfer(copies[0].assignment.id, to.id)).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})

describe('不适用', () => {
  test('ends the work and its clock with the basis, stops unsent messages; audited', async () => {
    const { former, copies } = await merging()
    const [{ assignment, step }] = copies
    await markNotApplicable(assignment.id)
    expect(await assignmentNow(db, assignment.id)).toMatchObject({
      state: 'not_applicable',
      closingReason: basis,
      stateSince: hours(1),
    })
    expect((await stepNow(db, step.id)).state).toBe('ended')
    expect(await clockOf(db, step.id)).toEqual([
      { party: 'assignee', startsAt: testNow, endsAt: hours(1) },
    ])
    expect(await auditOf(db, assignment.id, 'assignment.markNotApplicable')).toHaveLength(1)
    const unsent = await db.select().from(notices).where(eq(notices.personId, former.id))
    expect(unsent).toMatchObject([{ smsRefusal: '任务标为不适用，短信未发出' }])
    await expect(
      acceptAssignment(await as(former), { assignmentId: assignment.id }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('不适用') })
  })

  test('not what has been approved, and not twice', async () => {
    const { copies } = await dispatchedTask(world)
    const { id: submissionId } = await submitted(world, copies[0])
    await approveSubmission(await as(officer), { submissionId })
    await expect(markNotApplicable(copies[0].assignment.id)).rejects.toMatchObject({
      code: 'conflict',
    })
    const second = copies[1] ?? copies[0]
    await markNotApplicable(second.assignment.id)
    await expect(markNotApplicable(second.assignment.id)).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})

test('移交 and 不适用 are lines of the history, with their person and organisations', async () => {
  const { from, to, copies } = await merging()
  const { id } = copies[0].assignment
  await transfer(id, to.id)
  await markNotApplicable(id)
  const { history } = await assignmentView(await as(officer, hours(2)), id)
  expect(history.filter((event) => event.kind === 'changed').reverse()).toMatchObject([
    { change: 'transferred', personName: officer.name, fromName: from.name, toName: to.name },
    { change: 'not_applicable', personName: officer.name, reason: basis },
  ])
})

test('the secretaries of other branches are not part of it', async () => {
  const { copies } = await merging()
  await expect(
    acceptAssignment(await as(secretaries[0]), { assignmentId: copies[0].assignment.id }),
  ).rejects.toMatchObject({ code: 'not_found' })
})
