import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { assignments } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMember,
  createMembership,
  createOfficer,
  createOrganisation,
  createPerson,
  createSecretary,
  type MadePerson,
} from '@/db/testing/factories'
import { acceptAssignment } from '../accept-assignment'
import { assignmentView } from '../assignment-queries'
import { distributeAssignment } from '../distribute-assignment'
import { supervisionRows } from '../supervision-queries'
import { createWorld, dispatchedTask, hours, only, stepsNow } from '../testing'
import { waitingCounts } from '../todo-queries'
import { requestDecline } from './request-decline'
import { requestExtension } from './request-extension'
import { requestsWaiting } from './requests-waiting'

const { db } = await testDatabase()
const world = await createWorld(db)
const { officer, colleague, committee } = world

const as = (person: MadePerson, hour = 4) => createContextFor(db, person, { now: hours(hour) })

/** A 党总支 with a branch under it, whose secretary passes a task on and asks for more time. */
async function askedUnder(head: (branch: { id: string }) => Promise<MadePerson>) {
  const general = await createOrganisation(db, { kind: 'general_branch', parentId: committee.id })
  const branch = await createOrganisation(db, { parentId: general.id, class: 'I' })
  const secretary = await createSecretary(db, branch)
  const chief = await head(branch)
  await appointPost(db, chief, general)
  const { task } = await dispatchedTask(world, {
    organisationIds: [branch.id],
    route: 'general_branch',
  })
  const [copy] = await db.select().from(assignments).where(eq(assignments.taskId, task.id))
  const assignmentId = copy?.id ?? ''
  await acceptAssignment(await as(chief, 0), { assignmentId })
  await distributeAssignment(await as(chief, 1), {
    assignmentId,
    organisationIds: [branch.id],
    requestKey: newId(),
  })
  const child = only(
    await db
      .select()
      .from(assignments)
      .where(and(eq(assignments.parentId, assignmentId))),
  )
  await acceptAssignment(await as(secretary, 2), { assignmentId: child.id })
  const [step] = await stepsNow(db, child.id)
  await requestExtension(await as(secretary, 3), {
    stepId: step?.id ?? '',
    dueOn: '2026-10-09',
    dueTime: '18:00',
    reason: '人员抽调',
  })
  return { general, branch, child, secretary, chief }
}

/** Whether it is listed and counted for somebody, which must be whether he may decide. */
async function lists(person: MadePerson, assignmentId: string): Promise<boolean> {
  const ctx = await as(person)
  const { items, total } = await requestsWaiting(ctx)
  expect(total).toBe(items.length)
  expect((await waitingCounts(ctx)).requests).toBe(total)
  const isListed = items.some((item) => item.assignmentId === assignmentId)
  const mayDecide = await assignmentView(ctx, assignmentId).then(
    (view) => view.can['assignment.decideRequest'],
    () => false,
  )
  expect(isListed).toBe(mayDecide)
  return isListed
}

test('what a 党总支 passed on waits for it, not for the office', async () => {
  const { child, chief, secretary } = await askedUnder(() => createPerson(db))
  expect(await lists(chief, child.id)).toBe(true)
  expect(await lists(officer, child.id)).toBe(false)
  expect(await lists(secretary, child.id)).toBe(false)
})

test('where nobody at the 党总支 may answer, it waits for the office and not for the 党总支', async () => {
  const { child, chief } = await askedUnder((branch) => createMember(db, branch))
  expect(await lists(chief, child.id)).toBe(false)
  expect(await lists(officer, child.id)).toBe(true)
  expect(await lists(colleague, child.id)).toBe(true)
})

test('an officer of the asking branch is not asked; 退办 and 改派 are counted likewise', async () => {
  const insider = await createOfficer(db, 'committee_officer', { organisationId: committee.id })
  await createMembership(db, insider, world.branches[0])
  const { copies } = await dispatchedTask(world, { organisationIds: [world.branches[0].id] })
  const { assignment } = copies[0]
  await requestDecline(await as(world.secretaries[0], 1), {
    assignmentId: assignment.id,
    kind: 'decline',
    reason: '与上月自查重复',
  })
  expect(await lists(officer, assignment.id)).toBe(true)
  expect(await lists(insider, assignment.id)).toBe(false)
  expect(await lists(world.secretaries[0], assignment.id)).toBe(false)
})

test('a paused copy names who answers: the 党总支 where somebody there may, else the office', async () => {
  const answering = async (head: Parameters<typeof askedUnder>[0]) => {
    const { general, child, secretary } = await askedUnder(head)
    const asking = { assignmentId: child.id, kind: 'decline', reason: '与上月自查重复' } as const
    await requestDecline(await as(secretary, 4), asking)
    const ctx = await as(officer, 5)
    const { rows } = await supervisionRows(ctx, { show: 'paused' })
    const view = await assignmentView(ctx, child.id)
    const row = rows.find((one) => one.assignmentId === child.id)
    return { general, words: [row?.turn, view.turn?.title] }
  }
  const above = await answering(() => createPerson(db))
  expect(above.words).toEqual([
    `${above.general.name}答复申请`,
    `现在轮到 ${above.general.name} 答复`,
  ])
  const office = await answering((branch) => createMember(db, branch))
  expect(office.words).toEqual(['党建部答复申请', '现在轮到 党建部 答复'])
})
