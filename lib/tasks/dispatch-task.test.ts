import { asc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import {
  assignments,
  dispatches,
  dispatchRecipients,
  notices,
  organisationGroupMembers,
  organisationGroups,
  organisationVersions,
  people,
  posts,
  taskNodes,
  tasks,
} from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createMember,
  createOfficer,
  createOrganisation,
  createSecretary,
  testNow,
} from '@/db/testing/factories'
import { dispatchTask } from './dispatch-task'
import { cancelTask } from './end-task'
import { saveTask } from './save-task'
import {
  auditOf,
  clockOf,
  createWorld,
  dispatchedTask,
  draftTask,
  hours,
  talliesOf,
  taskForm,
  taskNow,
  untilBlocked,
} from './testing'

const { db } = await testDatabase({ poolSize: 20 })
const world = await createWorld(db, { branches: 3 })
const { officer, colleague, secretaries, branches, committee, generalBranch, group } = world
const nothing = { organisationIds: [] as string[] }

const recipientsOf = (dispatchId: string) =>
  db.select().from(dispatchRecipients).where(eq(dispatchRecipients.dispatchId, dispatchId))
const organisationsOf = async (taskId: string) =>
  (await db.select().from(assignments).where(eq(assignments.taskId, taskId))).map(
    (one) => one.organisationId,
  )
const idsOf = (all: { id: string }[]) => all.map((one) => one.id).sort()

describe('one press', () => {
  test('makes a copy for each branch with a running clock, tells, and is audited', async () => {
    const { task, dispatch, copies } = await dispatchedTask(world)
    expect(task).toMatchObject({ state: 'dispatched', dispatchedAt: testNow })
    expect(copies.map(({ assignment }) => assignment.organisationId)).toEqual(
      branches.map((branch) => branch.id),
    )
    for (const { assignment, step } of copies) {
      expect(assignment).toMatchObject({
        state: 'issued',
        dispatchId: dispatch.dispatchId,
        dueAt: task.dueAt,
        effectiveDueAt: task.dueAt,
        stateSince: testNow,
      })
      expect(step).toMatchObject({ state: 'open', dueAt: task.dueAt })
      expect(await clockOf(db, step.id)).toEqual([
        { party: 'assignee', startsAt: testNow, endsAt: null },
      ])
    }
    const told = await recipientsOf(dispatch.dispatchId)
    expect(told.map((one) => one.personId).sort()).toEqual(idsOf(secretaries))
    for (const { noticeId, personId, assignmentId } of told) {
      const [notice] = await db
        .select()
        .from(notices)
        .where(eq(notices.id, noticeId ?? newId()))
      expect(notice).toMatchObject({ personId, subjectId: assignmentId, kind: 'task_dispatched' })
    }
    const [entry] = await auditOf(db, task.id, 'task.dispatch')
    expect(entry).toMatchObject({
      actorId: officer.id,
      detail: { number: dispatch.number, assignments: 3, people: 3 },
    })
    expect(await talliesOf(db, task.id)).toEqual({ kept: { issued: 3 }, counted: { issued: 3 } })
  })

  test('pressed eight times at once gives one dispatch', async () => {
    const task = await draftTask(world, { title: '只下达一次的任务' })
    const [ctx, other] = [
      await createContextFor(db, officer),
      await createContextFor(db, colleague),
    ]
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        dispatchTask(index % 2 === 0 ? ctx : other, { taskId: task.id }),
      ),
    )
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1)
    expect(await db.$count(dispatches, eq(dispatches.taskId, task.id))).toBe(1)
    expect(await db.$count(assignments, eq(assignments.taskId, task.id))).toBe(3)
    expect(await auditOf(db, task.id, 'task.dispatch')).toHaveLength(1)
    const told = await db.select().from(notices).where(eq(notices.title, task.title))
    expect(told).toHaveLength(3)
    expect(await recipientsOf(results[0]?.dispatchId ?? newId())).toHaveLength(3)
  })

  test('of different tasks at once take different numbers without gaps', async () => {
    const drafts = await Promise.all(Array.from({ length: 6 }, () => draftTask(world)))
    const ctx = await createContextFor(db, officer)
    await Promise.all(drafts.map((draft) => dispatchTask(ctx, { taskId: draft.id })))
    const numbers = (await db.select().from(dispatches).orderBy(asc(dispatches.number))).map(
      (one) => one.number,
    )
    expect(numbers).toEqual(
      numbers.map((_, index) => `2026Q3-${String(index + 1).padStart(4, '0')}`),
    )
    expect(numbers.length).toBeGreaterThanOrEqual(6)
  })

  test('numbers begin anew with the quarter', async () => {
    const task = await draftTask(world, { dueOn: '2026-12-30' })
    const ctx = await createContextFor(db, officer, { now: new Date('2026-10-01T00:00:00+08:00') })
    expect((await dispatchTask(ctx, { taskId: task.id })).number).toBe('2026Q4-0001')
  })

  test('a change saved at the same moment is what goes out', async () => {
    const task = await draftTask(world)
    const ctx = await createContextFor(db, officer)
    const title = '最后一刻改过的名称'
    let dispatching: Promise<unknown> = Promise.resolve()
    await db.transaction(async (tx) => {
      await tx.update(tasks).set({ title }).where(eq(tasks.id, task.id))
      await tx.update(taskNodes).set({ title }).where(eq(taskNodes.taskId, task.id))
      dispatching = dispatchTask(ctx, { taskId: task.id })
      await untilBlocked(db)
    })
    await dispatching
    const nodes = await db.select().from(taskNodes).where(eq(taskNodes.taskId, task.id))
    expect(nodes).toMatchObject([{ title }])
  })
})

describe('refused', () => {
  test('due in the past; the draft stays and can be mended', async () => {
    const form = taskForm(world, { dueOn: '2026-09-15', dueTime: '09:59' })
    const ctx = await createContextFor(db, officer)
    await saveTask(ctx, form)
    await expect(dispatchTask(ctx, { taskId: form.taskId })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('草稿还在'),
    })
    expect(await taskNow(db, form.taskId)).toMatchObject({ state: 'draft', dispatchedAt: null })
    expect(await db.$count(assignments, eq(assignments.taskId, form.taskId))).toBe(0)
    await saveTask(ctx, { ...form, dueTime: '10:01' })
    await expect(dispatchTask(ctx, { taskId: form.taskId })).resolves.toBeTruthy()
  })

  test('nobody chosen', async () => {
    const task = await draftTask(world, nothing)
    const ctx = await createContextFor(db, officer)
    await expect(dispatchTask(ctx, { taskId: task.id })).rejects.toMatchObject({ code: 'invalid' })
    expect((await taskNow(db, task.id)).state).toBe('draft')
  })

  test('a secretary, and an officer of another office, do not find the task', async () => {
    const task = await draftTask(world)
    const elsewhere = await createOfficer(db, 'committee_officer', {
      organisationId: generalBranch.id,
    })
    for (const person of [secretaries[0], elsewhere]) {
      const ctx = await createContextFor(db, person)
      await expect(dispatchTask(ctx, { taskId: task.id })).rejects.toMatchObject({
        code: 'not_found',
      })
    }
    expect((await taskNow(db, task.id)).state).toBe('draft')
  })

  test('an office issues only to what is under it', async () => {
    const person = await createOfficer(db, 'committee_officer', {
      organisationId: generalBranch.id,
    })
    const ctx = await createContextFor(db, person)
    const [own, neighbour] = branches
    const outside = [
      { organisationIds: [own.id, neighbour.id] },
      { organisationIds: [own.id], persons: secretaries[1].name },
    ]
    for (const choice of outside) {
      const task = await saveTask(ctx, taskForm(world, choice))
      await expect(dispatchTask(ctx, { taskId: task.id })).rejects.toMatchObject({
        code: 'invalid',
        message: expect.stringContaining('不在您的下达范围内'),
      })
    }
    const inside = await saveTask(ctx, taskForm(world, { organisationIds: [own.id] }))
    await dispatchTask(ctx, { taskId: inside.id })
    expect(await organisationsOf(inside.id)).toEqual([own.id])
  })

  test('a task cancelled as a draft or after dispatch', async () => {
    const ctx = await createContextFor(db, officer)
    const [draft, sent] = [await draftTask(world), await draftTask(world)]
    await dispatchTask(ctx, { taskId: sent.id })
    for (const task of [draft, sent]) {
      await cancelTask(ctx, { taskId: task.id, reason: '不再需要' })
      await expect(dispatchTask(ctx, { taskId: task.id })).rejects.toMatchObject({
        code: 'conflict',
      })
    }
    expect(await db.$count(dispatches, eq(dispatches.taskId, draft.id))).toBe(0)
  })
})

describe('who receives', () => {
  test('branches under a node, by class and by saved group; each once', async () => {
    const classed = await createOrganisation(db, { parentId: committee.id, class: 'III' })
    const groupId = newId()
    await db
      .insert(organisationGroups)
      .values({ id: groupId, name: '常用', createdBy: officer.id, createdAt: testNow })
    await db.insert(organisationGroupMembers).values([{ groupId, organisationId: branches[1].id }])
    const cases: [Parameters<typeof taskForm>[1], string[]][] = [
      [{ underIds: [generalBranch.id] }, [branches[0].id]],
      [{ underIds: [committee.id] }, idsOf([...branches, classed])],
      [{ classes: ['III'] }, [classed.id]],
      [{ groupIds: [groupId] }, [branches[1].id]],
      [{ organisationIds: [committee.id] }, [committee.id]],
      [
        { organisationIds: [branches[0].id], underIds: [generalBranch.id], groupIds: [groupId] },
        idsOf([branches[0], branches[1]]),
      ],
    ]
    for (const [choice, expected] of cases) {
      const { task } = await dispatchedTask(world, { ...nothing, ...choice })
      expect((await organisationsOf(task.id)).sort()).toEqual(expected)
    }
  })

  test('a 党小组 never does', async () => {
    const groupId = newId()
    await db
      .insert(organisationGroups)
      .values({ id: groupId, name: '含党小组', createdBy: officer.id, createdAt: testNow })
    await db.insert(organisationGroupMembers).values([{ groupId, organisationId: group.id }])
    const ctx = await createContextFor(db, officer)
    for (const choice of [
      { organisationIds: [group.id] },
      { ...nothing, groupIds: [groupId] },
      { ...nothing, underIds: [group.id] },
    ]) {
      const task = await draftTask(world, choice)
      await expect(dispatchTask(ctx, { taskId: task.id })).rejects.toMatchObject({
        code: 'invalid',
      })
    }
  })

  test('a person, with the branch of the day; an organisation that has ended does not', async () => {
    const person = await createMember(db, branches[1])
    const ended = await createOrganisation(db, { parentId: committee.id, validTo: '2026-09-15' })
    const { copies } = await dispatchedTask(world, {
      organisationIds: [ended.id, branches[0].id],
      persons: person.employeeNumber ?? '',
    })
    expect(
      copies.map(({ assignment }) => [assignment.organisationId, assignment.personId]),
    ).toEqual([
      [branches[0].id, null],
      [branches[1].id, person.id],
    ])
  })

  test('a branch with nobody in post: the receipt says so with nulls', async () => {
    const vacant = await createOrganisation(db, { parentId: committee.id, class: 'II' })
    const { dispatch, copies } = await dispatchedTask(world, { organisationIds: [vacant.id] })
    expect(copies).toHaveLength(1)
    expect(await recipientsOf(dispatch.dispatchId)).toMatchObject([
      {
        organisationName: vacant.name,
        personId: null,
        personName: null,
        postLabel: null,
        phoneMasked: null,
        noticeId: null,
      },
    ])
  })

  test('somebody without a number gets the notice, and the reason why no message', async () => {
    const branch = await createOrganisation(db, { parentId: committee.id, class: 'II' })
    const secretary = await createSecretary(db, branch, { phone: null })
    const { dispatch } = await dispatchedTask(world, { organisationIds: [branch.id] })
    const [told] = await recipientsOf(dispatch.dispatchId)
    expect(told).toMatchObject({ personId: secretary.id, phoneMasked: null })
    const [notice] = await db.select().from(notices).where(eq(notices.personId, secretary.id))
    expect(notice).toMatchObject({ smsRefusal: expect.stringContaining('没有登记手机号') })
  })

  test('acting heads and clerks are told, commissioners only where nobody else is; each once', async () => {
    const branch = await createOrganisation(db, { parentId: committee.id, class: 'II' })
    const commissioner = await createMember(db, branch)
    const acting = await createMember(db, branch)
    const clerk = await createMember(db, branch)
    await appointPost(db, commissioner, branch, { post: 'discipline_commissioner' })
    const before = await dispatchedTask(world, { organisationIds: [branch.id] })
    expect(await recipientsOf(before.dispatch.dispatchId)).toMatchObject([
      { personId: commissioner.id },
    ])
    await appointPost(db, acting, branch, { post: 'deputy_secretary', isActing: true })
    await appointPost(db, clerk, branch, { post: 'clerk' })
    await appointPost(db, clerk, branch, { post: 'publicity_commissioner' })
    const after = await dispatchedTask(world, { organisationIds: [branch.id] })
    const told = await recipientsOf(after.dispatch.dispatchId)
    expect(told.map((one) => one.personId).sort()).toEqual(idsOf([acting, clerk]))
  })

  test('who was told stays as it was, whatever happens to posts and names', async () => {
    const branch = await createOrganisation(db, { parentId: committee.id, class: 'II' })
    const secretary = await createSecretary(db, branch)
    const { dispatch } = await dispatchedTask(world, { organisationIds: [branch.id] })
    const told = await recipientsOf(dispatch.dispatchId)
    await db.update(posts).set({ validTo: '2026-09-16' }).where(eq(posts.personId, secretary.id))
    await appointPost(db, await createMember(db, branch), branch, { validFrom: '2026-09-16' })
    await db.update(people).set({ name: '改名' }).where(eq(people.id, secretary.id))
    await db
      .update(organisationVersions)
      .set({ name: '改名党支部' })
      .where(eq(organisationVersions.organisationId, branch.id))
    expect(await recipientsOf(dispatch.dispatchId)).toEqual(told)
    expect(told).toMatchObject([{ personName: secretary.name, organisationName: branch.name }])
    await expect(
      db.update(dispatchRecipients).set({ personName: '改' }).execute(),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('never changed') } })
  })
})

test('the tree of the day of dispatch counts, not that of the draft', async () => {
  const later = await createOrganisation(db, {
    parentId: generalBranch.id,
    validFrom: '2026-09-16',
    class: 'II',
  })
  const task = await draftTask(world, { ...nothing, underIds: [generalBranch.id] })
  const ctx = await createContextFor(db, officer, { now: hours(24) })
  await dispatchTask(ctx, { taskId: task.id })
  expect((await organisationsOf(task.id)).sort()).toEqual(idsOf([branches[0], later]))
})

describe('the effect that was shown', () => {
  test('a draft changed since then does not go out; the new numbers are said', async () => {
    const form = taskForm(world)
    const ctx = await createContextFor(db, officer)
    const seen = await saveTask(ctx, form)
    await saveTask(await createContextFor(db, colleague), {
      ...form,
      organisationIds: [branches[0].id],
    })
    const { id: taskId, version } = seen
    await expect(dispatchTask(ctx, { taskId, version, copies: 3 })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('现在是：1 个党组织'),
    })
    expect((await taskNow(db, taskId)).state).toBe('draft')
    await dispatchTask(ctx, { taskId, version: version + 1, copies: 1 })
    expect(await organisationsOf(taskId)).toEqual([branches[0].id])
    // A second tab with the old numbers finds it done.
    await expect(dispatchTask(ctx, { taskId, version, copies: 3 })).resolves.toBeTruthy()
  })

  test('nor after the tree has grown by a branch', async () => {
    const parent = await createOrganisation(db, { kind: 'general_branch', parentId: committee.id })
    await createOrganisation(db, { parentId: parent.id })
    const task = await draftTask(world, { ...nothing, underIds: [parent.id] })
    await createOrganisation(db, { parentId: parent.id })
    const ctx = await createContextFor(db, officer)
    const input = { taskId: task.id, version: task.version, copies: 1 }
    await expect(dispatchTask(ctx, input)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('现在是：2 个党组织'),
    })
    await expect(dispatchTask(ctx, { ...input, copies: 2 })).resolves.toBeTruthy()
  })
})
