import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { assignments } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createOrganisation,
  createPerson,
  createSecretary,
} from '@/db/testing/factories'
import { acceptAssignment } from './accept-assignment'
import { distributableTo } from './distributable'
import { distributeAssignment } from './distribute-assignment'
import { supplementInput } from './requests/schema'
import { supplementDispatch } from './supplement-dispatch'
import { createWorld, dispatchedTask, hours, only } from './testing'
import { withdrawAssignment } from './withdraw-assignment'

const { db } = await testDatabase()
const world = await createWorld(db)
const { officer, branches, generalBranch } = world
const [later, never] = [
  await createOrganisation(db, { parentId: generalBranch.id }),
  await createOrganisation(db, { parentId: generalBranch.id }),
]
await createSecretary(db, later)
const head = await createPerson(db)
await appointPost(db, head, generalBranch)

const as = (person: { id: string }, hour = 1) =>
  createContextFor(db, person as typeof officer, { now: hours(hour) })

/** Goes by way of the 党总支 to the first branch; later straight to two more, one under another roof. */
async function supplemented() {
  const { task } = await dispatchedTask(world, {
    organisationIds: [branches[0].id],
    route: 'general_branch',
  })
  const coordinator = only(
    await db.select().from(assignments).where(eq(assignments.taskId, task.id)),
  )
  await acceptAssignment(await as(head), { assignmentId: coordinator.id })
  await supplementDispatch(
    await as(officer),
    supplementInput.parse({
      taskId: task.id,
      requestKey: newId(),
      organisationIds: [later.id, branches[1].id],
    }),
  )
  const ofLater = and(eq(assignments.taskId, task.id), eq(assignments.organisationId, later.id))
  const added = only(await db.select().from(assignments).where(ofLater))
  const distribute = async (organisationId: string, hour = 2) =>
    distributeAssignment(await as(head, hour), {
      assignmentId: coordinator.id,
      organisationIds: [organisationId],
      requestKey: newId(),
    })
  return { coordinator, added, distribute }
}

test('what a 补充下达 has given a branch under it is known, and is its own while it stands', async () => {
  const { coordinator, added, distribute } = await supplemented()
  const offered = await distributableTo(await as(head), coordinator.id)
  expect(offered.map((one) => [one.organisation.id, one.assignmentId])).toEqual([
    [branches[0].id, null],
    [later.id, added.id],
  ])
  await expect(distribute(later.id)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(later.name),
  })
})

test('once that copy is taken back, the 党总支 may pass the task on to it', async () => {
  const { coordinator, added, distribute } = await supplemented()
  const officerNow = await as(officer, 2)
  await withdrawAssignment(officerNow, { assignmentId: added.id, reason: '改由党总支统一安排' })
  expect((await distribute(later.id, 3)).copies).toBe(1)
  const children = await db
    .select()
    .from(assignments)
    .where(eq(assignments.parentId, coordinator.id))
  expect(children.map((child) => child.organisationId)).toEqual([later.id])
})

test('a branch no dispatch has named, and one that stands elsewhere, stay out of reach', async () => {
  const { distribute } = await supplemented()
  for (const organisationId of [never.id, branches[1].id]) {
    await expect(distribute(organisationId)).rejects.toMatchObject({ code: 'invalid' })
  }
})
