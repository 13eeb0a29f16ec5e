import { expect, test } from 'vitest'
import { taskChanges } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMember,
  createMembership,
  createOrganisation,
  type MadePerson,
} from '@/db/testing/factories'
import { changeCloser } from './change-closer'
import { changeReviewer } from './change-reviewer'
import { taskChangesOf } from './task-changes'
import { createWorld, dispatchedTask, hours } from './testing'

const { db } = await testDatabase()
const as = (person: { id: string }, hour = 2) => createContextFor(db, person, { now: hours(hour) })
const numberOf = (person: MadePerson) => person.employeeNumber ?? ''

test('every change of reviewer and closer is a dated line with its reason, in order', async () => {
  const world = await createWorld(db)
  const { officer, colleague } = world
  const office = await createOrganisation(db, { parentId: world.committee.id })
  await createMembership(db, officer, office)
  await createMembership(db, colleague, office)
  const { task } = await dispatchedTask(world)
  const reviewer = await createMember(db, world.branches[1])
  const ask = { taskId: task.id, reason: '原来的一位借调' }
  await changeReviewer(await as(officer, 1), { ...ask, alternateReviewer: numberOf(reviewer) })
  await changeCloser(await as(colleague, 2), { ...ask, closer: numberOf(officer) })
  await changeCloser(await as(officer, 3), { ...ask, closer: numberOf(colleague) })
  await changeReviewer(await as(officer, 4), { ...ask, alternateReviewer: '', reason: '不再需要' })
  const shared = { reason: ask.reason, byName: officer.name }
  expect(await taskChangesOf(await as(colleague, 5), task.id)).toMatchObject([
    { ...shared, kind: 'reviewer', fromName: null, toName: reviewer.name, at: hours(1) },
    { ...shared, kind: 'closer', fromName: null, toName: officer.name, byName: colleague.name },
    { ...shared, kind: 'closer', fromName: officer.name, toName: colleague.name, at: hours(3) },
    { kind: 'reviewer', fromName: reviewer.name, toName: null, reason: '不再需要' },
  ])
})

test('a refused change leaves no line, and the lines are for who issues the task', async () => {
  const world = await createWorld(db)
  const { task } = await dispatchedTask(world)
  const before = await db.$count(taskChanges)
  const again = { taskId: task.id, closer: '', reason: '没有变化' }
  await expect(changeCloser(await as(world.officer), again)).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await db.$count(taskChanges)).toBe(before)
  await expect(taskChangesOf(await as(world.secretaries[0]), task.id)).rejects.toMatchObject({
    code: 'not_found',
  })
})
