import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { assignmentChanges, assignments, memberships, notices } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMember,
  createOfficer,
  createOrganisation,
  createSecretary,
  testNow,
} from '@/db/testing/factories'
import { endOrganisation } from '@/lib/organisation/end-organisation'
import { mergeOrganisation } from '@/lib/organisation/merge-organisation'
import { acceptAssignment } from './accept-assignment'
import { openWork } from './open-work'
import { approveSubmission } from './review-submission'
import { submitStep } from './submit-step'
import {
  assignmentNow,
  auditOf,
  clockOf,
  createWorld,
  dispatchedTask,
  hours,
  stepsNow,
} from './testing'

const { db } = await testDatabase()
const world = await createWorld(db)
const { officer, committee } = world
const change = { on: '2026-09-15', basis: '〔2026〕31号', decisions: [] }
const as = (person: { id: string }, now = testNow) => createContextFor(db, person, { now })

/** A branch whose member alone has a task, and one beside it. */
async function withPersonalTask() {
  const branch = await createOrganisation(db, { parentId: committee.id, class: 'II' })
  const other = await createOrganisation(db, { parentId: committee.id, class: 'II' })
  await createSecretary(db, other)
  const person = await createMember(db, branch)
  const { copies } = await dispatchedTask(world, {
    organisationIds: [],
    persons: person.employeeNumber ?? '',
  })
  return { branch, other, person, copy: copies[0] }
}

const changesOf = (assignmentId: string) =>
  db.select().from(assignmentChanges).where(eq(assignmentChanges.assignmentId, assignmentId))

test('a merger takes a person’s task along: the new branch answers for it, the person acts as before', async () => {
  const { branch, other, person, copy } = await withPersonalTask()
  const input = { ...change, organisationId: branch.id, intoId: other.id }
  await mergeOrganisation(await as(officer, hours(1)), input, openWork)
  const { id } = copy.assignment
  expect(await assignmentNow(db, id)).toMatchObject({ organisationId: other.id, state: 'issued' })
  expect(await changesOf(id)).toMatchObject([
    {
      kind: 'transferred',
      fromOrganisationId: branch.id,
      toOrganisationId: other.id,
      byId: officer.id,
      reason: expect.stringContaining(change.basis),
    },
  ])
  expect(await auditOf(db, id, 'assignment.transfer')).toHaveLength(1)
  const told = and(eq(notices.personId, person.id), eq(notices.kind, 'handover'))
  expect(await db.$count(notices, told)).toBe(1)
  const accepting = acceptAssignment(await as(person, hours(2)), { assignmentId: id })
  expect((await accepting).state).toBe('accepted')
})

test('where the branch ends, it goes to where the person belongs now', async () => {
  const { branch, other, person, copy } = await withPersonalTask()
  await db
    .update(memberships)
    .set({ organisationId: other.id })
    .where(eq(memberships.personId, person.id))
  const input = { ...change, organisationId: branch.id }
  await endOrganisation(await as(officer, hours(1)), input, openWork)
  expect((await assignmentNow(db, copy.assignment.id)).organisationId).toBe(other.id)
})

test('of somebody who belongs nowhere it is 不适用, with its clock stopped', async () => {
  const { branch, person, copy } = await withPersonalTask()
  await db.delete(memberships).where(eq(memberships.personId, person.id))
  const input = { ...change, organisationId: branch.id }
  await endOrganisation(await as(officer, hours(1)), input, openWork)
  const { id } = copy.assignment
  expect(await assignmentNow(db, id)).toMatchObject({
    state: 'not_applicable',
    closingReason: expect.stringContaining(change.basis),
  })
  expect((await clockOf(db, copy.step.id)).filter((one) => one.endsAt === null)).toEqual([])
  expect(await changesOf(id)).toMatchObject([{ kind: 'not_applicable', byId: officer.id }])
})

test('without personal tasks nothing is asked of anybody', async () => {
  const branch = await createOrganisation(db, { parentId: committee.id, class: 'II' })
  const keeper = await createOfficer(db, 'committee_officer', { organisationId: committee.id })
  const ctx = await as(keeper, hours(1))
  const counts = await ctx.transact(async (tx) => {
    tx.unchanged()
    return openWork.followPersons(ctx, tx, {
      ...{ organisationId: branch.id, successorId: null },
      on: '2026-09-15',
      basis: 'x',
    })
  })
  expect(counts).toEqual({ moved: 0, ended: 0 })
})

test('k of n: whoever comes from another branch neither counts there nor ends the others’ work', async () => {
  const people = async () => {
    const branch = await createOrganisation(db, { parentId: committee.id, class: 'II' })
    return { branch, members: [await createMember(db, branch), await createMember(db, branch)] }
  }
  const [from, to] = [await people(), await people()]
  const [moved, colleague] = from.members
  const [own, other] = to.members
  const { task } = await dispatchedTask(world, {
    organisationIds: [from.branch.id, to.branch.id],
    audience: 'members',
    completionRule: 'any',
    isScored: undefined,
  })
  const rows = await db.select().from(assignments).where(eq(assignments.taskId, task.id))
  const copyOf = (person?: { id: string }) =>
    rows.find((row) => row.personId === person?.id)?.id ?? ''
  const approved = async (person: typeof moved, hour: number) => {
    const assignmentId = copyOf(person)
    const ctx = await as(person ?? officer, hours(hour))
    await acceptAssignment(ctx, { assignmentId })
    const [step] = await stepsNow(db, assignmentId)
    const input = { stepId: step?.id ?? '', requestKey: newId(), text: '已完成', fileIds: [] }
    const { id: submissionId } = await submitStep(ctx, input)
    await approveSubmission(await as(officer, hours(hour + 1)), { submissionId })
  }
  const states = async () => {
    const ids = [moved, colleague, own, other].map(copyOf)
    return Promise.all(ids.map(async (id) => (await assignmentNow(db, id)).state))
  }
  const input = { ...change, organisationId: from.branch.id, intoId: to.branch.id }
  await mergeOrganisation(await as(officer, hours(1)), input, openWork)
  await approved(moved, 2)
  expect(await states()).toEqual(['approved', 'not_applicable', 'issued', 'issued'])
  await approved(own, 4)
  expect(await states()).toEqual(['approved', 'not_applicable', 'approved', 'not_applicable'])
})
