import { and, eq, isNotNull } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { assignmentChanges, assignments, notices } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMember,
  createMembership,
  createOrganisation,
  createPerson,
  type MadePerson,
} from '@/db/testing/factories'
import { acceptAssignment } from './accept-assignment'
import { assignmentView } from './assignment-queries'
import { evaluateAssignment } from './evaluate-assignment'
import { approveSubmission } from './review-submission'
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
  taskForm,
} from './testing'

const { db } = await testDatabase({ poolSize: 10 })
const world = await createWorld(db)
const { officer, colleague, secretaries, branches, committee } = world

const as = (person: MadePerson, hour = 0) => createContextFor(db, person, { now: hours(hour) })

/** A branch of its own with members, and a task each of them gets. */
async function toMembers(count: number, given: Parameters<typeof dispatchedTask>[1] = {}) {
  const branch = await createOrganisation(db, { parentId: committee.id, class: 'II' })
  const members: MadePerson[] = []
  for (let index = 0; index < count; index += 1) {
    members.push(await createMember(db, branch))
  }
  const { task } = await dispatchedTask(world, {
    organisationIds: [branch.id],
    audience: 'members',
    isScored: undefined,
    ...given,
  })
  const rows = await db.select().from(assignments).where(eq(assignments.taskId, task.id))
  const copyOf = (person: MadePerson) => only(rows.filter((row) => row.personId === person.id))
  return { branch, members, task, rows, copyOf }
}

async function handIn(person: MadePerson, assignmentId: string, hour: number) {
  await acceptAssignment(await as(person, hour), { assignmentId })
  const [step] = await stepsNow(db, assignmentId)
  const input = { stepId: step?.id ?? '', requestKey: newId(), text: '已完成', fileIds: [] }
  return submitStep(await as(person, hour), input)
}

const statesOf = async (taskId: string) =>
  (
    await db
      .select({ state: assignments.state })
      .from(assignments)
      .where(eq(assignments.taskId, taskId))
  )
    .map((row) => row.state)
    .sort()

describe('copies to people', () => {
  test('each member of that day gets one, probationary ones too, 编入 ones not', async () => {
    const branch = await createOrganisation(db, { parentId: committee.id, class: 'II' })
    const full = await createMember(db, branch)
    const probationary = await createPerson(db)
    await createMembership(db, probationary, branch, { memberKind: 'probationary' })
    const lent = await createMember(db, branches[1])
    await createMembership(db, lent, branch, { relation: 'secondment' })
    const gone = await createPerson(db)
    await createMembership(db, gone, branch, { validTo: '2026-09-01' })
    const { task } = await dispatchedTask(world, {
      organisationIds: [branch.id],
      audience: 'members',
    })
    const rows = await db.select().from(assignments).where(eq(assignments.taskId, task.id))
    expect(rows.map((row) => row.personId).sort()).toEqual([full.id, probationary.id].sort())
    expect(rows.every((row) => row.organisationId === branch.id)).toBe(true)
  })

  test('each in post gets one, whoever holds two posts as well', async () => {
    const twice = secretaries[0]
    await appointPost(db, twice, branches[1], { post: 'commissioner' })
    const { task } = await dispatchedTask(world, {
      organisationIds: branches.map((one) => one.id),
      audience: 'officers',
      persons: secretaries[1].employeeNumber ?? '',
    })
    const rows = await db.select().from(assignments).where(eq(assignments.taskId, task.id))
    expect(rows.map((row) => row.personId).sort()).toEqual(secretaries.map((one) => one.id).sort())
  })

  test('a task to people does not go by way of the 党总支', () => {
    expect(() => taskForm(world, { audience: 'members', route: 'general_branch' })).toThrow('直达')
  })
})

describe('how many have to finish', () => {
  test('any: with the first approval the others need not, and hear so without an SMS', async () => {
    const { members, task, copyOf, branch } = await toMembers(3, { completionRule: 'any' })
    const [first, second, third] = members as [MadePerson, MadePerson, MadePerson]
    const { id: submissionId } = await handIn(first, copyOf(first).id, 1)
    await handIn(second, copyOf(second).id, 2)
    await approveSubmission(await as(officer, 3), { submissionId })
    expect(await statesOf(task.id)).toEqual(['approved', 'not_applicable', 'not_applicable'])
    const [change] = await db
      .select()
      .from(assignmentChanges)
      .where(eq(assignmentChanges.assignmentId, copyOf(third).id))
    expect(change).toMatchObject({ kind: 'completed_by_others', byId: officer.id })
    const told = await db
      .select()
      .from(notices)
      .where(and(eq(notices.personId, third.id), eq(notices.kind, 'task_cancelled')))
    expect(told).toMatchObject([{ smsTemplate: null }])
    expect((await auditOf(db, task.id, 'task.completeByOthers'))[0]?.detail).toMatchObject({
      organisationId: branch.id,
      done: 1,
    })
    const [step] = await stepsNow(db, copyOf(second).id)
    expect(step?.state).toBe('ended')
  })

  test('k of n: not before the k-th, and each branch for itself', async () => {
    const { members, copyOf, task } = await toMembers(4, {
      completionRule: 'count',
      completionCount: 2,
    })
    const [first, second] = members as [MadePerson, MadePerson]
    const one = await handIn(first, copyOf(first).id, 1)
    await approveSubmission(await as(officer, 2), { submissionId: one.id })
    expect(await statesOf(task.id)).toEqual(['approved', 'issued', 'issued', 'issued'])
    const two = await handIn(second, copyOf(second).id, 3)
    await approveSubmission(await as(officer, 4), { submissionId: two.id })
    expect(await statesOf(task.id)).toEqual([
      'approved',
      'approved',
      'not_applicable',
      'not_applicable',
    ])
  })

  test('all: an approval ends nobody else’s', async () => {
    const { members, copyOf, task } = await toMembers(2)
    const [first] = members as [MadePerson]
    const { id: submissionId } = await handIn(first, copyOf(first).id, 1)
    await approveSubmission(await as(officer, 2), { submissionId })
    expect(await statesOf(task.id)).toEqual(['approved', 'issued'])
  })

  test('a record that needs no review completes it as well', async () => {
    const { members, copyOf, task } = await toMembers(2, {
      completionRule: 'any',
      nodes: [nodeForm('参加学习', { reviewer: 'none' })],
    })
    const [first] = members as [MadePerson]
    await handIn(first, copyOf(first).id, 1)
    expect(await statesOf(task.id)).toEqual(['approved', 'not_applicable'])
  })

  test('two approvals at once end the others once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { members, copyOf, task } = await toMembers(4, {
        completionRule: 'count',
        completionCount: 2,
      })
      const [first, second] = members as [MadePerson, MadePerson]
      const one = await handIn(first, copyOf(first).id, 1)
      const two = await handIn(second, copyOf(second).id, 1)
      await Promise.all([
        approveSubmission(await as(officer, 2), { submissionId: one.id }),
        approveSubmission(await as(colleague, 2), { submissionId: two.id }),
      ])
      expect(await statesOf(task.id)).toEqual([
        'approved',
        'approved',
        'not_applicable',
        'not_applicable',
      ])
      expect(await auditOf(db, task.id, 'task.completeByOthers')).toHaveLength(1)
      expect(
        await db.$count(
          assignmentChanges,
          and(
            eq(assignmentChanges.kind, 'completed_by_others'),
            isNotNull(assignmentChanges.byId),
            eq(assignmentChanges.assignmentId, copyOf(members[3] as MadePerson).id),
          ),
        ),
      ).toBe(1)
    }
  })
})

describe('牵头 and 协办', () => {
  test('the lead sees who assists and how far they are; only its copy scores', async () => {
    const { copies, task } = await dispatchedTask(world, {
      organisationIds: [branches[0].id],
      assistIds: [branches[1].id],
    })
    const rows = await db.select().from(assignments).where(eq(assignments.taskId, task.id))
    const lead = only(rows.filter((row) => row.part === 'lead'))
    const assist = only(rows.filter((row) => row.part === 'assist'))
    expect(copies).toHaveLength(2)
    const view = await assignmentView(await as(secretaries[0], 1), lead.id)
    expect(view.assists).toMatchObject([{ organisationName: branches[1].name, state: 'issued' }])
    expect(view.leads).toEqual([])
    const other = await assignmentView(await as(secretaries[1], 1), assist.id)
    expect(other.leads).toMatchObject([{ organisationName: branches[0].name }])
    expect([view.isScored, other.isScored]).toEqual([true, false])

    const { id: submissionId } = await handIn(secretaries[1], assist.id, 2)
    await approveSubmission(await as(officer, 3), { submissionId })
    const done = await evaluateAssignment(await as(officer, 4), {
      assignmentId: assist.id,
      grade: 'good',
      points: 500,
      remark: '配合得力',
    })
    expect(done.isScored).toBe(false)
    expect((await assignmentNow(db, assist.id)).state).toBe('evaluated')
  })
})
