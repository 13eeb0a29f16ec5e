import { expect, test } from 'vitest'
import { calendarDays } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMember,
  createMembership,
  createOfficer,
  createOrganisation,
  createSecretary,
} from '@/db/testing/factories'
import { dispatchEffect } from './dispatch-effect'
import { saveTask } from './save-task'
import { createWorld, dispatchedTask, draftTask, hours, taskForm } from './testing'

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
    burden: expect.objectContaining({ doers: 5, minutesEach: 90 }),
    withoutNumber: [expect.objectContaining({ name: unreachable.name })],
    nobodyInPost: [vacant.name],
    dueOnRestDay: '国庆节',
    formsNotReady: [],
    isDuePast: false,
    includesViewer: true,
    collisions: 1,
    // The officer is in post in one of them; a colleague is not.
    nobodyToReview: [],
    gone: [],
    copied: [],
    coordinators: [],
    assists: 0,
    nodes: 1,
    seen: expect.stringMatching(/^[0-9a-f]{64}$/),
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

test('names the branches whose work nobody could review, until an alternate is named', async () => {
  const office = await createOrganisation(db, { kind: 'committee', name: '独立党委' })
  const [own, other] = [
    await createOrganisation(db, { parentId: office.id, name: '机关党支部' }),
    await createOrganisation(db, { parentId: office.id }),
  ]
  const issuer = await createOfficer(db, 'committee_officer', { organisationId: office.id })
  const second = await createOfficer(db, 'committee_officer', { organisationId: office.id })
  await createMembership(db, issuer, own)
  await appointPost(db, second, own)
  const [insider, outsider] = [await createMember(db, own), await createMember(db, other)]
  const ctx = await createContextFor(db, issuer)
  const stuckWith = async (alternateReviewer?: string) => {
    const organisationIds = [own.id, other.id]
    const form = taskForm(world, { organisationIds, alternateReviewer })
    return (await dispatchEffect(ctx, await saveTask(ctx, form))).nobodyToReview
  }
  expect(await stuckWith()).toEqual(['机关党支部'])
  expect(await stuckWith(insider.employeeNumber ?? '')).toEqual(['机关党支部'])
  expect(await stuckWith(outsider.employeeNumber ?? '')).toEqual([])
})
