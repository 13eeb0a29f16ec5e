import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { assignments, smsMessages } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMember,
  createOrganisation,
  createSecretary,
} from '@/db/testing/factories'
import { saveForm } from '@/lib/forms/save-form'
import { definitionOf, field } from '@/lib/forms/testing'
import { planMessages } from '@/lib/notifications/plan-messages'
import { dispatchEffect } from '../dispatch-effect'
import { createWorld, dispatchedTask, draftTask, hours, nodeForm } from '../testing'

const { db } = await testDatabase()
const world = await createWorld(db, { branches: 4 })
const { officer, branches, committee, generalBranch } = world

async function burdenOf(given: Parameters<typeof draftTask>[1], now?: Date) {
  const task = await draftTask(world, given)
  const { burden } = await dispatchEffect(await createContextFor(db, officer, now && { now }), task)
  return burden
}

async function savedForm() {
  const { version } = await saveForm(await createContextFor(db, officer), {
    formId: newId(),
    version: 0,
    revision: 0,
    name: '主题党日情况表',
    definition: JSON.stringify(
      definitionOf(
        field('f1', 'text', { label: '支部名称', knownKey: 'organisation.name' }),
        field('f2', 'number', { label: '党员总数' }),
        field('f3', 'text', { label: '主要做法' }),
        field('f4', 'file', { label: '照片' }),
        field('f5', 'number', {
          label: '正式党员数',
          stillWanted: true,
          stillWantedReason: '与名册核对差异',
        }),
      ),
    ),
  })
  return version.id
}

test('person-hours: nodes and their forms, for everybody who works on it', async () => {
  const formVersionId = await savedForm()
  const burden = await burdenOf({
    nodes: [
      nodeForm('开展活动', { estimatedMinutes: 60 }),
      nodeForm('填报情况', { formVersionId, stage: 2 }),
      nodeForm('整理归档', { stage: 3 }),
    ],
  })
  // 0.5 + 2 + 3 + 5 + 2 minutes, rounded up.
  expect(burden).toMatchObject({
    doers: 4,
    minutesEach: 73,
    totalMinutes: 292,
    silentNodes: 1,
    fields: 5,
    nodes: [
      { title: '开展活动', minutes: 60, source: 'node' },
      { title: '填报情况', minutes: 13, source: 'form' },
      { title: '整理归档', minutes: null, source: null },
    ],
  })
  expect(burden.known.map(({ label, standing }) => [label, standing])).toEqual([
    ['支部名称', 'filled'],
    ['党员总数', 'open'],
    ['正式党员数', 'wanted'],
  ])
})

test('a 党总支 that passes its copy on does no work of its own, its branches do', async () => {
  const given = { estimatedMinutes: 30, route: 'general_branch' as const }
  expect(await burdenOf(given)).toMatchObject({ doers: 4, totalMinutes: 120 })
  const direct = { estimatedMinutes: 30, organisationIds: [generalBranch.id] }
  expect(await burdenOf(direct)).toMatchObject({ doers: 1, totalMinutes: 30 })
  expect(await burdenOf({ organisationIds: [] })).toMatchObject({ doers: 0, minutesEach: null })
})

test('other deadlines of the week are those still to be handed in, by branch and by person', async () => {
  const [busy, other] = branches
  const person = await createMember(db, other)
  for (const dueOn of ['2026-11-23', '2026-11-25', '2026-11-29']) {
    await dispatchedTask(world, { organisationIds: [busy.id], dueOn })
  }
  const late = await dispatchedTask(world, { organisationIds: [busy.id], dueOn: '2026-11-26' })
  await db
    .update(assignments)
    .set({ state: 'cancelled' })
    .where(eq(assignments.id, late.copies[0].assignment.id))
  for (const dueOn of ['2026-11-24', '2026-11-25']) {
    await dispatchedTask(world, { organisationIds: [], persons: person.name, dueOn })
  }
  const given = { organisationIds: [busy.id, other.id], persons: person.name, dueOn: '2026-11-25' }
  const { crowding } = await burdenOf(given)
  expect(crowding).toMatchObject({
    from: '2026-11-23',
    to: '2026-11-29',
    withTwo: 2,
    withThree: 1,
    busiest: [
      { name: busy.name, tasks: 3 },
      { name: person.name, tasks: 2 },
    ],
    due: { pressed: 2, sameDay: 2 },
    quieter: { day: '2026-11-30', pressed: 0, sameDay: 0 },
  })
})

test('a draft itself and the drafts beside it are no deadlines', async () => {
  await draftTask(world, { dueOn: '2026-12-16' })
  const { crowding } = await burdenOf({ dueOn: '2026-12-16' })
  expect(crowding).toMatchObject({ withTwo: 0, busiest: [], quieter: null })
})

test('SMS by the rules of the planner: merged, held at night, over the limit', async () => {
  const fresh = await createOrganisation(db, { parentId: committee.id })
  const [one, two] = [await createSecretary(db, fresh), await createMember(db, fresh)]
  await appointPost(db, two, fresh, { post: 'clerk' })
  const silent = await createOrganisation(db, { parentId: committee.id })
  await createSecretary(db, silent, { phone: null })
  const to = { organisationIds: [fresh.id, silent.id] }
  expect((await burdenOf(to)).sms).toEqual({ messages: 2, joined: 0, held: [] })

  const night = new Date('2026-09-15T22:00:00+08:00')
  const morning = new Date('2026-09-16T07:30:00+08:00')
  expect((await burdenOf(to, night)).sms).toEqual({
    messages: 2,
    joined: 0,
    held: [{ rule: 'quiet_hours', count: 2, until: morning }],
  })
  const message = (personId: string, createdAt: Date, given = {}) => ({
    id: newId(),
    personId,
    phoneCipher: 'x',
    phoneMasked: '139****0000',
    template: 'task_dispatched',
    params: { title: '任务' },
    state: 'delivered' as const,
    notBefore: createdAt,
    createdAt,
    ...given,
  })
  await db.insert(smsMessages).values([
    // Waits until the morning: the new notice goes along.
    message(one.id, hours(12), { state: 'waiting', notBefore: morning, holdRule: 'quiet_hours' }),
    // Five of the day: the next goes the day after.
    ...[1, 2, 3, 4, 5].map((hour) => message(two.id, hours(hour))),
  ])
  const afternoon = new Date('2026-09-15T16:00:00+08:00')
  expect((await burdenOf(to, afternoon)).sms).toEqual({
    messages: 1,
    joined: 1,
    held: [{ rule: 'daily_limit', count: 1, until: morning }],
  })
})

test('what was forecast is what the planner then makes', async () => {
  const quiet = await createOrganisation(db, { parentId: committee.id })
  await createSecretary(db, quiet)
  const given = { organisationIds: [quiet.id] }
  await planMessages({ db, now: () => hours(0) })
  const { sms } = await burdenOf(given)
  const before = await db.$count(smsMessages)
  await dispatchedTask(world, given)
  await planMessages({ db, now: () => hours(0) })
  expect((await db.$count(smsMessages)) - before).toBe(sms.messages)
})
