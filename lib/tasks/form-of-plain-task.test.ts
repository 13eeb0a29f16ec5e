import { beforeEach, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, type MadePerson } from '@/db/testing/factories'
import { archiveForm } from '@/lib/forms/archive-form'
import { latestVersion } from '@/lib/forms/load'
import { saveForm } from '@/lib/forms/save-form'
import { saveFormInput } from '@/lib/forms/schema'
import { definitionOf, field, sampleDefinition, sampleValues } from '@/lib/forms/testing'
import { acceptAssignment } from './accept-assignment'
import { dispatchEffect } from './dispatch-effect'
import { dispatchTask } from './dispatch-task'
import { draftOf, taskFormData } from './form-queries'
import { nodesOf } from './plan-nodes'
import { saveTask } from './save-task'
import { submitStep } from './submit-step'
import { prefillAddress, taskPrefill } from './task-prefill'
import { createWorld, dispatchedTask, draftTask, handInOf, taskForm, type World } from './testing'

const { db } = await testDatabase()
let world: World
let formId: string
let formVersionId: string

const as = (person: MadePerson) => createContextFor(db, person)

async function writeForm(version: number, revision: number, fields = 99) {
  const all = sampleDefinition()
  const definition = { ...all, fields: all.fields.slice(0, fields) }
  const input = { formId, version, revision, name: '季度活动报表' }
  await saveForm(
    await as(world.officer),
    saveFormInput.parse({ ...input, definition: JSON.stringify(definition) }),
  )
}

beforeEach(async () => {
  world = await createWorld(db)
  formId = newId()
  await writeForm(0, 0)
  formVersionId = (await latestVersion(db, formId)).id
})

test('a task of one step takes a form without being divided into nodes, and keeps it when changed', async () => {
  const draft = await draftTask(world, { formVersionId })
  expect(await nodesOf(db, draft.id)).toMatchObject([{ title: draft.title, formVersionId }])
  const officer = await as(world.officer)
  expect(await draftOf(officer, draft.id)).toMatchObject({ nodes: [], formVersionId })
  expect((await dispatchEffect(officer, draft)).burden.fields).toBeGreaterThan(0)

  const form = {
    ...{ taskId: draft.id, version: draft.version },
    ...{ title: '报送四季度数据', formVersionId },
  }
  const changed = await saveTask(officer, taskForm(world, form))
  expect(await draftOf(officer, draft.id)).toMatchObject({ nodes: [], formVersionId })
  expect((await saveTask(officer, taskForm(world, form))).version).toBe(changed.version)
  const without = { ...form, version: changed.version, formVersionId: undefined }
  await saveTask(officer, taskForm(world, without))
  expect(await draftOf(officer, draft.id)).toMatchObject({ nodes: [], formVersionId: null })
})

test('the branch fills it in', async () => {
  const { copies } = await dispatchedTask(world, { formVersionId })
  const secretary = await as(world.secretaries[0])
  await acceptAssignment(secretary, { assignmentId: copies[0].assignment.id })
  const bare = handInOf(copies[0], { text: '已完成' })
  await expect(submitStep(secretary, bare)).rejects.toMatchObject({ code: 'invalid' })
  const handIn = handInOf(copies[0], { text: '', values: sampleValues })
  expect(await submitStep(secretary, handIn)).toMatchObject({ version: 1 })
})

test('a form that is gone is said at its field; with nodes, that of the plain task does not count', async () => {
  const officer = await as(world.officer)
  const gone = taskForm(world, { formVersionId: newId() })
  await expect(saveTask(officer, gone)).rejects.toMatchObject({
    code: 'invalid',
    fields: { formVersionId: '填报表已不存在' },
  })
  const nodes = JSON.stringify([{ title: '报方案', dueOn: '2026-09-30' }])
  const divided = await saveTask(officer, taskForm(world, { formVersionId: newId(), nodes }))
  expect(await nodesOf(db, divided.id)).toMatchObject([{ formVersionId: null }])
})

test('a draft keeps its version on offer when the form has a newer one', async () => {
  const draft = await draftTask(world, { formVersionId })
  await dispatchedTask(world, { formVersionId })
  const { version, revision } = await latestVersion(db, formId)
  await writeForm(version, revision, 2)
  const newer = (await latestVersion(db, formId)).id
  expect(newer).not.toBe(formVersionId)
  const officer = await as(world.officer)
  const { formVersionId: kept } = await draftOf(officer, draft.id)
  const offered = async (ids: string[]) =>
    (await taskFormData(officer, ids)).forms.map((form) => form.id)
  expect(await offered([kept ?? ''])).toEqual(expect.arrayContaining([formVersionId, newer]))
  expect(await offered([])).not.toContain(formVersionId)
})

test('a new task can begin at a form: its latest version, unless it is out of use or not for the viewer', async () => {
  const officer = await as(world.officer)
  const from = prefillAddress.parse({ form: formId })
  expect(await taskPrefill(officer, from)).toEqual({ formVersionId })
  await expect(taskPrefill(await as(world.secretaries[0]), from)).rejects.toMatchObject({
    code: 'not_found',
  })
  await archiveForm(officer, { formId })
  expect(await taskPrefill(officer, from)).toEqual({})
})

test('a draft says which form a dispatch would be refused for, and why, before the button', async () => {
  const officer = await as(world.officer)
  const draft = await draftTask(world, { formVersionId })
  const before = (await dispatchEffect(officer, draft)).formsNotReady
  expect(before).toEqual([])
  const fields = [
    field('f1', 'number', { label: '党员总数' }),
    field('f2', 'number', { label: '走访户数' }),
  ]
  const form = { formId: newId(), version: 0, revision: 0, name: '走访情况表' }
  await saveForm(officer, { ...form, definition: JSON.stringify(definitionOf(...fields)) })
  const known = await draftTask(world, {
    formVersionId: (await latestVersion(db, form.formId)).id,
  })
  const why = { formId: form.formId, name: '走访情况表' }
  expect((await dispatchEffect(officer, known)).formsNotReady).toEqual([
    { ...why, reason: 'undecided', labels: ['党员总数'] },
  ])
  await expect(dispatchTask(officer, { taskId: known.id })).rejects.toMatchObject({
    message: expect.stringContaining('“党员总数”'),
  })
  await archiveForm(officer, { formId: form.formId })
  expect((await dispatchEffect(officer, known)).formsNotReady).toEqual([
    { ...why, reason: 'archived', labels: [] },
  ])
})
