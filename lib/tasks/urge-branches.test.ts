import { and, eq, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { assignments, notices, urges } from '@/db/schema'
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
import { auditOf, createWorld, dispatchedTask, hours, only } from './testing'
import { urgeAssignments, urgeBranches } from './urge-assignments'

const { db } = await testDatabase({ poolSize: 10 })
const world = await createWorld(db)
const { officer, secretaries, branches, generalBranch } = world
const second = await createOrganisation(db, { parentId: generalBranch.id })
const secondSecretary = await createSecretary(db, second)
const head = await createPerson(db)
await appointPost(db, head, generalBranch)

const as = (person: { id: string }, hour: number) =>
  createContextFor(db, person as typeof officer, { now: hours(hour) })

/** Broken down to two branches of the 党总支; a third recipient stands straight under the committee. */
async function distributed() {
  const { task } = await dispatchedTask(world, {
    organisationIds: [branches[0].id, second.id, branches[1].id],
    route: 'general_branch',
  })
  const rows = await db.select().from(assignments).where(eq(assignments.taskId, task.id))
  const coordinator = only(rows.filter((row) => row.part === 'coordinator'))
  const other = only(rows.filter((row) => row.part === 'owner'))
  await acceptAssignment(await as(head, 0), { assignmentId: coordinator.id })
  await distributeAssignment(await as(head, 1), {
    assignmentId: coordinator.id,
    organisationIds: [branches[0].id, second.id],
    requestKey: newId(),
  })
  const children = await db
    .select()
    .from(assignments)
    .where(eq(assignments.parentId, coordinator.id))
  return { task, coordinator, other, children }
}

test('the 党总支 urges its own branches and nobody else; each is told, the audit says who', async () => {
  const { coordinator, other, children } = await distributed()
  const ctx = await as(head, 2)
  expect((await assignmentView(ctx, coordinator.id)).can['assignment.urgeBranches']).toBe(true)
  const input = { assignmentId: coordinator.id, words: '请周五前报来' }
  expect(await urgeBranches(ctx, input)).toMatchObject({ urged: 2, spared: 0 })
  const ids = children.map((child) => child.id)
  const rows = await db.select().from(urges).where(inArray(urges.assignmentId, ids))
  expect(rows.map((row) => [row.byId, row.words])).toEqual([
    [head.id, '请周五前报来'],
    [head.id, '请周五前报来'],
  ])
  const untouched = inArray(urges.assignmentId, [coordinator.id, other.id])
  expect(await db.$count(urges, untouched)).toBe(0)
  const told = await db
    .select({ personId: notices.personId })
    .from(notices)
    .where(and(inArray(notices.subjectId, ids), eq(notices.kind, 'task_urged')))
  expect(told.map((one) => one.personId).sort()).toEqual(
    [secretaries[0].id, secondSecretary.id].sort(),
  )
  expect(await auditOf(db, coordinator.id, 'assignment.urgeBranches')).toMatchObject([
    { actorId: head.id, detail: { assignments: expect.arrayContaining(ids) } },
  ])
})

test('one spacing for the 党总支 and the office, also when both press at once', async () => {
  const { task, coordinator, children } = await distributed()
  await Promise.all([
    urgeAssignments(await as(officer, 2), { taskId: task.id }),
    Promise.allSettled([urgeBranches(await as(head, 2), { assignmentId: coordinator.id })]),
  ])
  const ofChildren = inArray(
    urges.assignmentId,
    children.map((child) => child.id),
  )
  expect(await db.$count(urges, ofChildren)).toBe(2)
  await expect(
    urgeBranches(await as(head, 3), { assignmentId: coordinator.id }),
  ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('4 小时') })
})

test('refused to a branch, to the office, and on a copy that is no 党总支’s', async () => {
  const { coordinator, other, children } = await distributed()
  const urge = async (person: { id: string }, assignmentId: string) =>
    urgeBranches(await as(person, 2), { assignmentId })
  await expect(urge(secondSecretary, coordinator.id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(urge(officer, coordinator.id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(urge(head, children[0]?.id ?? '')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(urge(head, other.id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(urge(await createPerson(db), coordinator.id)).rejects.toMatchObject({
    code: 'not_found',
  })
})
