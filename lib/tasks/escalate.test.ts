import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { escalations, extensionRequests, notices } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMember,
  createSecretary,
  type MadePerson,
} from '@/db/testing/factories'
import { createContext } from '@/lib/context'
import { acceptAssignment } from './accept-assignment'
import { escalateAssignments } from './escalate'
import { decideExtension } from './requests/decide-extension'
import { requestExtension } from './requests/request-extension'
import {
  createWorld,
  type DispatchedTask,
  dispatchedTask,
  hours,
  submitted,
  type World,
} from './testing'

const { db } = await testDatabase()
let world: World
let given: DispatchedTask
let deputy: MadePerson
/** In post at the 党总支 above the first branch. */
let general: MadePerson
/** `testNow` is Tuesday 15 September 10:00; working days are Monday to Friday. */
const at = (text: string) => new Date(`2026-${text}:00+08:00`)
const run = (now: Date) =>
  escalateAssignments(createContext({ db, viewer: null, now, requestId: 'test' }))

beforeEach(async () => {
  world = await createWorld(db)
  deputy = await createMember(db, world.branches[0])
  await appointPost(db, deputy, world.branches[0], { post: 'deputy_secretary' })
  general = await createSecretary(db, world.generalBranch)
  given = await dispatchedTask(world, { organisationIds: [world.branches[0].id] })
})

const callsOf = () =>
  db.select().from(escalations).where(eq(escalations.assignmentId, given.copies[0].assignment.id))
const toldOf = async () =>
  (await db.select().from(notices).where(eq(notices.kind, 'task_escalated')))
    .filter((one) => one.subjectId === given.copies[0].assignment.id)
    .map((one) => ({ personId: one.personId, hasSms: one.smsTemplate !== null }))

test('not signed for after two working days: the deputy; after four: the issuing office; each once', async () => {
  await run(at('09-17T09:59'))
  expect(await callsOf()).toEqual([])
  await run(at('09-18T00:00'))
  expect((await callsOf()).map((one) => [one.rule, one.level])).toEqual([['unaccepted', 1]])
  const near = [deputy, general].map(({ id: personId }) => ({ personId, hasSms: true }))
  expect(new Set(await toldOf())).toEqual(new Set(near))
  await run(at('09-18T10:00'))
  await run(at('09-21T09:00'))
  expect(await callsOf()).toHaveLength(1)
  await run(at('09-22T09:00'))
  await run(at('09-22T10:00'))
  expect((await callsOf()).map((one) => one.level).sort()).toEqual([1, 2])
  expect(await toldOf()).toContainEqual({ personId: world.officer.id, hasSms: false })
})

test('signed for in time, nobody is told; overdue, the office is', async () => {
  const { assignment } = given.copies[0]
  await acceptAssignment(await createContextFor(db, world.secretaries[0]), {
    assignmentId: assignment.id,
  })
  await run(at('09-29T09:00'))
  expect(await callsOf()).toEqual([])
  await run(at('10-02T09:00'))
  expect((await callsOf()).map((one) => one.rule)).toEqual(['overdue'])
  expect(new Set(await toldOf())).toEqual(
    new Set([
      { personId: general.id, hasSms: true },
      { personId: world.officer.id, hasSms: false },
    ]),
  )
})

test('what waits for a reviewer is nobody’s delay', async () => {
  await submitted(world, given.copies[0], { now: hours(2) })
  await run(at('10-20T09:00'))
  expect(await callsOf()).toEqual([])
})

test('two workers at once make each call once', async () => {
  const late = at('09-25T09:00')
  await Promise.all([run(late), run(late), run(late)])
  await run(late)
  expect((await callsOf()).map((one) => one.level).sort()).toEqual([1, 2])
  expect(await toldOf()).toHaveLength(3)
})

test('a due that was moved on and passes again is called again, once for each', async () => {
  const { assignment, step } = given.copies[0]
  const secretary = (now: Date) => createContextFor(db, world.secretaries[0], { now })
  await acceptAssignment(await secretary(hours(0)), { assignmentId: assignment.id })
  const wanted = { dueOn: '2026-10-12', dueTime: '18:00', reason: '等上级文件印发' }
  await requestExtension(await secretary(at('09-30T10:00')), { stepId: step.id, ...wanted })
  await run(at('10-02T09:00'))
  expect(await callsOf()).toHaveLength(1)
  const [request] = await db
    .select()
    .from(extensionRequests)
    .where(eq(extensionRequests.stepId, step.id))
  const officer = await createContextFor(db, world.officer, { now: at('10-05T09:00') })
  const answer = { requestId: request?.id ?? '', decision: 'granted', dueTime: '18:00' } as const
  await decideExtension(officer, answer)
  await run(at('10-12T17:00'))
  expect(await callsOf()).toHaveLength(1)
  await Promise.all([run(at('10-14T09:00')), run(at('10-14T09:00'))])
  await run(at('10-20T09:00'))
  const calls = (await callsOf()).map((one) => [one.rule, one.level])
  expect(calls).toEqual([
    ['overdue', 1],
    ['overdue', 2],
  ])
  expect(await toldOf()).toHaveLength(4)
})
