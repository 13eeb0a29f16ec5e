import { expect, test } from 'vitest'
import { calendarDays } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMember,
  createOrganisation,
  createSecretary,
} from '@/db/testing/factories'
import { dispatchEffect } from './dispatch-effect'
import { createWorld, dispatchedTask, draftTask, hours } from './testing'

const { db } = await testDatabase()
const world = await createWorld(db)
const { officer, committee, branches } = world

test('says in numbers what the press would do, and what to look at first', async () => {
  await db.insert(calendarDays).values({ day: '2026-10-01', kind: 'holiday', name: '国庆节' })
  const vacant = await createOrganisation(db, { parentId: committee.id, class: 'II' })
  const silent = await createOrganisation(db, { parentId: committee.id, class: 'II' })
  const unreachable = await createSecretary(db, silent, { phone: null })
  const person = await createMember(db, branches[0])
  await appointPost(db, officer, branches[1], { post: 'clerk' })
  await dispatchedTask(world, { organisationIds: [branches[0].id], dueOn: '2026-10-01' })
  const task = await draftTask(world, {
    organisationIds: [...branches, vacant, silent].map((one) => one.id),
    persons: person.name,
    dueOn: '2026-10-01',
    dueTime: '09:00',
    estimatedMinutes: 90,
  })
  const ctx = await createContextFor(db, officer)
  expect(await dispatchEffect(ctx, task)).toEqual({
    branches: 4,
    persons: 1,
    // Two secretaries, the clerk, the one without a number, and the person.
    told: 5,
    messages: 4,
    totalMinutes: 450,
    withoutNumber: [expect.objectContaining({ name: unreachable.name })],
    nobodyInPost: [vacant.name],
    dueOnRestDay: '国庆节',
    isDuePast: false,
    includesViewer: true,
    collisions: 1,
  })
})

test('a weekend has no name of its own, a worked Sunday is no rest day, nothing is guessed', async () => {
  await db.insert(calendarDays).values({ day: '2026-09-20', kind: 'workday', name: '调休上班' })
  const later = await createContextFor(db, officer, { now: hours(24 * 30) })
  const of = async (dueOn: string) => dispatchEffect(later, await draftTask(world, { dueOn }))
  expect(await of('2026-09-19')).toMatchObject({
    dueOnRestDay: '周末',
    isDuePast: true,
    totalMinutes: null,
  })
  expect((await of('2026-09-20')).dueOnRestDay).toBeNull()
})
