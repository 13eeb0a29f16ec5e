import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { notices } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMember,
  createMembership,
  createOfficer,
  createOrganisation,
  type MadePerson,
} from '@/db/testing/factories'
import { codeOf } from '@/db/testing/outcome'
import { changeCloser } from './change-closer'
import { cancelTask, closeTask } from './end-task'
import { approveSubmission } from './review-submission'
import {
  auditOf,
  createWorld,
  dispatchedTask,
  draftTask,
  hours,
  submitted,
  taskNow,
} from './testing'

const { db } = await testDatabase({ poolSize: 10 })
const reason = '原销号人调离'
const as = (person: { id: string }, hour = 2) => createContextFor(db, person, { now: hours(hour) })
const numberOf = (person: MadePerson) => person.employeeNumber ?? ''

/** Two officers of the committee, both of an office branch that receives nothing. */
async function stage() {
  const world = await createWorld(db)
  const office = await createOrganisation(db, { parentId: world.committee.id })
  await createMembership(db, world.officer, office)
  await createMembership(db, world.colleague, office)
  return { world, office, officer: world.officer, colleague: world.colleague }
}

const toldOf = (person: MadePerson, taskId: string) =>
  db
    .select({ kind: notices.kind, href: notices.href, sms: notices.smsTemplate })
    .from(notices)
    .where(and(eq(notices.personId, person.id), eq(notices.subjectId, taskId)))

test('the new one closes it, the old one no more; each is told, but not who does it', async () => {
  const { world, officer, colleague } = await stage()
  const { task, copies } = await dispatchedTask(world, {
    organisationIds: [world.branches[0].id],
    closer: numberOf(officer),
  })
  expect(task.closerId).toBe(officer.id)
  const { id: submissionId } = await submitted(world, copies[0])
  await approveSubmission(await as(officer), { submissionId })
  const { id: taskId } = task
  const close = async (person: MadePerson) => codeOf(closeTask(await as(person, 5), { taskId }))
  expect(await close(colleague)).toBe('forbidden')

  const input = { taskId, closer: numberOf(colleague), reason }
  expect(await changeCloser(await as(officer, 4), input)).toEqual({ taskId, name: colleague.name })
  expect(await toldOf(colleague, taskId)).toEqual([
    { kind: 'handover', href: `/tasks/${taskId}`, sms: null },
  ])
  expect(await toldOf(officer, taskId)).toEqual([])
  expect(await auditOf(db, taskId, 'task.changeCloser')).toMatchObject([
    { actorId: officer.id, detail: { from: officer.id, to: colleague.id, reason } },
  ])
  expect(await close(officer)).toBe('forbidden')
  expect(await close(colleague)).toBe('done')
})

test('named where nobody was, and let go again: then any officer may close', async () => {
  const { world, officer, colleague } = await stage()
  const { task } = await dispatchedTask(world)
  const ctx = await as(officer)
  await changeCloser(ctx, { taskId: task.id, closer: numberOf(colleague), reason })
  expect(await changeCloser(ctx, { taskId: task.id, reason })).toMatchObject({ name: null })
  expect((await taskNow(db, task.id)).closerId).toBeNull()
  expect((await toldOf(colleague, task.id)).map((one) => one.href)).toEqual([
    `/tasks/${task.id}`,
    null,
  ])
})

describe('refused', () => {
  test('who is no officer of the office, who is not found, and nothing changed', async () => {
    const { world, office, officer, colleague } = await stage()
    const { task } = await dispatchedTask(world, { closer: numberOf(officer) })
    const ctx = await as(officer)
    const attempt = (closer: string | undefined, taskId = task.id) =>
      codeOf(changeCloser(ctx, { taskId, closer, reason }))
    expect(await attempt(numberOf(await createMember(db, office)))).toBe('invalid')
    expect(await attempt('查无此人')).toBe('invalid')
    expect(await attempt(`${numberOf(officer)} ${numberOf(colleague)}`)).toBe('invalid')
    expect(await attempt(numberOf(officer))).toBe('conflict')
    const none = await dispatchedTask(world)
    expect(await attempt(undefined, none.task.id)).toBe('conflict')
    expect((await taskNow(db, task.id)).closerId).toBe(officer.id)
    expect(await auditOf(db, task.id, 'task.changeCloser')).toEqual([])
  })

  test('a draft, an ended task, and a form that shows an older one; two at once change once', async () => {
    const { world, officer, colleague } = await stage()
    const draft = await draftTask(world)
    const ctx = await as(officer)
    const change = { closer: numberOf(colleague), reason }
    expect(await codeOf(changeCloser(ctx, { ...change, taskId: draft.id }))).toBe('conflict')
    const { task } = await dispatchedTask(world)
    const seen = { taskId: task.id, present: 'none' as const, reason }
    const both = await Promise.all(
      [officer, colleague].map(async (person) =>
        codeOf(changeCloser(await as(person), { ...seen, closer: numberOf(person) })),
      ),
    )
    expect(both.sort()).toEqual(['conflict', 'done'])
    expect(await codeOf(changeCloser(ctx, { ...seen, closer: undefined }))).toBe('conflict')
    await cancelTask(ctx, { taskId: task.id, reason })
    expect(await codeOf(changeCloser(ctx, { taskId: task.id, reason }))).toBe('conflict')
  })

  test('a secretary and another department do not find the task', async () => {
    const { world, colleague } = await stage()
    const { task } = await dispatchedTask(world)
    const stranger = await createOfficer(db, 'department_officer', {
      organisationId: world.committee.id,
      department: '财务资产部',
    })
    for (const person of [world.secretaries[0], stranger]) {
      const change = { taskId: task.id, closer: numberOf(colleague), reason }
      expect(await codeOf(changeCloser(await as(person), change))).toBe('not_found')
    }
  })
})
