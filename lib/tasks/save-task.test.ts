import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { taskAttachments, tasks } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createMember, createOfficer } from '@/db/testing/factories'
import { dispatchTask } from './dispatch-task'
import { saveTask } from './save-task'
import { recipientChoice } from './schema'
import { auditOf, createFile, createWorld, taskForm, taskNow } from './testing'

const { db } = await testDatabase()
const world = await createWorld(db)
const { officer, secretaries, committee } = world

test('makes a draft in the name of the office, and is audited', async () => {
  const form = taskForm(world, { basis: '〔2026〕18号' })
  const task = await saveTask(await createContextFor(db, officer), form)
  expect(task).toMatchObject({
    id: form.taskId,
    state: 'draft',
    issuingOrganisationId: committee.id,
    department: null,
    createdBy: officer.id,
    dueAt: new Date('2026-09-30T18:00:00+08:00'),
    recipients: { organisationIds: form.organisationIds, personIds: [] },
  })
  expect((await auditOf(db, task.id)).map((entry) => entry.action)).toEqual(['task.create'])
})

test('sent twice it is one draft, also at once; later calls change it', async () => {
  const form = taskForm(world)
  const ctx = await createContextFor(db, officer)
  await Promise.all([saveTask(ctx, form), saveTask(ctx, form), saveTask(ctx, form)])
  expect(await db.$count(tasks, eq(tasks.id, form.taskId))).toBe(1)
  const changed = await saveTask(ctx, { ...form, title: '改后的名称', dueTime: '12:00' })
  expect(changed).toMatchObject({ title: '改后的名称', createdBy: officer.id })
  const actions = (await auditOf(db, form.taskId)).map((entry) => entry.action)
  expect(actions).toEqual(['task.create', 'task.change', 'task.change', 'task.change'])
})

test('a secretary is refused', async () => {
  const ctx = await createContextFor(db, secretaries[0])
  const form = taskForm(world)
  await expect(saveTask(ctx, form)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await db.$count(tasks, eq(tasks.id, form.taskId))).toBe(0)
})

test('a role without an organisation cannot issue, and says why', async () => {
  const ctx = await createContextFor(db, await createOfficer(db))
  await expect(saveTask(ctx, taskForm(world))).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('没有对应的党组织'),
  })
})

test('another department’s draft is not found, and stays', async () => {
  const of = (department: string) =>
    createOfficer(db, 'department_officer', { organisationId: committee.id, department })
  const [mine, other] = [await of('组织部'), await of('宣传部')]
  const form = taskForm(world)
  const task = await saveTask(await createContextFor(db, mine), form)
  expect(task.department).toBe('组织部')
  const stranger = await createContextFor(db, other)
  await expect(saveTask(stranger, { ...form, title: '别人的任务' })).rejects.toMatchObject({
    code: 'not_found',
  })
  expect((await taskNow(db, task.id)).title).toBe(form.title)
})

test('persons are named by employee number or by a name that only one has', async () => {
  const twin = await createMember(db, world.branches[0], { name: '张重名' })
  await createMember(db, world.branches[1], { name: '张重名' })
  const ctx = await createContextFor(db, officer)
  const persons = `${secretaries[0].name}，${twin.employeeNumber} ${secretaries[0].employeeNumber}`
  const task = await saveTask(ctx, taskForm(world, { persons }))
  const { personIds } = recipientChoice.parse(task.recipients)
  expect(personIds.sort()).toEqual([secretaries[0].id, twin.id].sort())
  for (const [wrong, words] of [
    ['张重名', '“张重名”有 2 位，请改用工号'],
    ['查无此人', '没有找到“查无此人”'],
  ] as const) {
    await expect(saveTask(ctx, taskForm(world, { persons: wrong }))).rejects.toMatchObject({
      code: 'invalid',
      fields: { persons: words },
    })
  }
})

test('a dispatched task does not change any more', async () => {
  const form = taskForm(world)
  const ctx = await createContextFor(db, officer)
  await saveTask(ctx, form)
  await dispatchTask(ctx, { taskId: form.taskId })
  await expect(saveTask(ctx, { ...form, title: '下达之后' })).rejects.toMatchObject({
    code: 'conflict',
  })
  expect((await taskNow(db, form.taskId)).title).toBe(form.title)
})

test('attachments: own ones, each once, replaced as a whole; others’ and unknown ones refused', async () => {
  const [first, second] = [await createFile(db, officer), await createFile(db, officer)]
  const ctx = await createContextFor(db, officer)
  const form = taskForm(world, { fileIds: [first, first] })
  await saveTask(ctx, form)
  await saveTask(ctx, { ...form, fileIds: [second] })
  const attached = await db
    .select({ fileId: taskAttachments.fileId })
    .from(taskAttachments)
    .where(eq(taskAttachments.taskId, form.taskId))
  expect(attached).toEqual([{ fileId: second }])
  for (const fileId of [newId(), await createFile(db, secretaries[0])]) {
    await expect(
      saveTask(ctx, { ...form, title: '不保存', fileIds: [fileId] }),
    ).rejects.toMatchObject({ code: 'invalid' })
  }
  expect((await taskNow(db, form.taskId)).title).toBe(form.title)
})

test('a task scores only when said so', async () => {
  const ctx = await createContextFor(db, officer)
  const said = async (isScored?: string) =>
    (await saveTask(ctx, taskForm(world, { isScored }))).isScored
  expect([await said('on'), await said()]).toEqual([true, false])
})

test('one 备选审核人, named like any person', async () => {
  const ctx = await createContextFor(db, officer)
  const [first, second] = secretaries
  const alternateReviewer = first.employeeNumber ?? ''
  const task = await saveTask(ctx, taskForm(world, { alternateReviewer }))
  expect(task.alternateReviewerId).toBe(first.id)
  for (const [wrong, words] of [
    ['查无此人', '没有找到“查无此人”'],
    [`${first.employeeNumber} ${second.employeeNumber}`, '只填一位'],
  ] as const) {
    await expect(
      saveTask(ctx, taskForm(world, { alternateReviewer: wrong })),
    ).rejects.toMatchObject({ code: 'invalid', fields: { alternateReviewer: words } })
  }
})

test('what a colleague has changed meanwhile is not overwritten; the same once more is done', async () => {
  const form = taskForm(world, { version: 0 })
  const [mine, theirs] = [
    await createContextFor(db, officer),
    await createContextFor(db, world.colleague),
  ]
  expect((await saveTask(mine, form)).version).toBe(1)
  // The answer was lost on its way: the form is sent again.
  expect((await saveTask(mine, form)).version).toBe(1)
  const change = { ...form, title: '同事改的名称', version: 1 }
  expect((await saveTask(theirs, change)).version).toBe(2)
  await expect(saveTask(mine, { ...form, title: '我改的名称', version: 1 })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('您填写的内容还在'),
  })
  expect(await taskNow(db, form.taskId)).toMatchObject({ title: '同事改的名称', version: 2 })
  expect(await auditOf(db, form.taskId)).toHaveLength(2)
})
