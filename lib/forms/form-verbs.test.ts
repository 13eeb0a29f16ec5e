import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { auditEntries, forms, formVersions } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createOfficer,
  createSecretary,
  createTree,
  type MadePerson,
} from '@/db/testing/factories'
import { archiveForm, restoreForm } from './archive-form'
import { copyForm } from './copy-form'
import { freezeFormVersion } from './freeze-version'
import { latestVersion } from './load'
import { knownOverlap } from './overlap'
import { formChoices, formPage, formView } from './queries'
import { saveForm } from './save-form'
import { type SaveFormInput, saveFormInput } from './schema'
import { definitionOf, field, sampleDefinition } from './testing'

const { db } = await testDatabase()
const tree = await createTree(db)
const office = { organisationId: tree.committee.id }
let officer: MadePerson
let other: MadePerson
let department: MadePerson
let secretary: MadePerson

beforeAll(async () => {
  officer = await createOfficer(db, 'committee_officer', office)
  department = await createOfficer(db, 'department_officer', { ...office, department: '组织部' })
  other = await createOfficer(db, 'department_officer', { ...office, department: '宣传部' })
  secretary = await createSecretary(db, tree.branches[0])
})

const as = (person: MadePerson) => createContextFor(db, person)

function inputOf(given: Partial<SaveFormInput> & { fields?: ReturnType<typeof field>[] } = {}) {
  const { fields, ...rest } = given
  const definition = fields ? definitionOf(...fields) : sampleDefinition()
  return saveFormInput.parse({
    ...{ formId: newId(), version: 0, revision: 0, name: '季度工作报表' },
    definition: JSON.stringify(definition),
    ...rest,
  })
}

const actionsOf = async (formId: string) =>
  (
    await db
      .select({ action: auditEntries.action })
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, formId))
      .orderBy(auditEntries.seq)
  ).map((row) => row.action)

async function freeze(formId: string) {
  const ctx = await as(officer)
  const { id } = await latestVersion(db, formId)
  return ctx.transact(async (tx) => {
    const version = await freezeFormVersion(ctx, tx, id)
    tx.unchanged()
    return version
  })
}

describe('saving', () => {
  test('makes a draft in the name of the office, once however often it is sent', async () => {
    const ctx = await as(department)
    const input = inputOf()
    await Promise.all([saveForm(ctx, input), saveForm(ctx, input), saveForm(ctx, input)])
    expect(await db.$count(formVersions, eq(formVersions.formId, input.formId))).toBe(1)
    const view = await formView(ctx, input.formId)
    expect(view.form).toMatchObject({ department: '组织部', createdBy: department.id })
    expect(view.latest).toMatchObject({ version: 1, revision: 1, state: 'draft' })
    expect(view.latest.definition).toEqual(sampleDefinition())
    expect(await actionsOf(input.formId)).toEqual(['form.create'])
  })

  test('a change names the revision it saw: the second of two is a conflict', async () => {
    const ctx = await as(officer)
    const input = inputOf()
    await saveForm(ctx, input)
    const first = { ...input, version: 1, revision: 1, name: '改过的表' }
    await saveForm(ctx, first)
    await expect(saveForm(ctx, { ...first, name: '另一处改的' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('没有保存'),
    })
    const { form, latest } = await formView(ctx, input.formId)
    expect([form.name, latest.revision]).toEqual(['改过的表', 2])
    await saveForm(ctx, first)
    expect((await formView(ctx, input.formId)).latest.revision).toBe(2)
  })

  test('a faulty one names its fields and is not kept', async () => {
    const input = inputOf({
      name: '民主测评',
      fields: [field('f1', 'text', { label: '投票人数' })],
    })
    await expect(saveForm(await as(officer), input)).rejects.toMatchObject({
      code: 'invalid',
      fields: { name: expect.any(String), 'fields.0.label': expect.any(String) },
    })
    for (const definition of ['', '[]', '{"format":2}', '{"format":1,"fields":[{}]}']) {
      const bad = { ...input, name: '报表', definition }
      await expect(saveForm(await as(officer), bad)).rejects.toMatchObject({ code: 'invalid' })
    }
    expect(await db.$count(forms, eq(forms.id, input.formId))).toBe(0)
  })

  test('a secretary is refused; another department’s form is not found', async () => {
    await expect(saveForm(await as(secretary), inputOf())).rejects.toMatchObject({
      code: 'forbidden',
    })
    const input = inputOf()
    await saveForm(await as(department), input)
    const stranger = await as(other)
    for (const attempt of [
      () => saveForm(stranger, { ...input, version: 1, revision: 1, name: '别人改的' }),
      () => copyForm(stranger, { formId: input.formId, newFormId: newId() }),
      () => archiveForm(stranger, { formId: input.formId }),
      () => formView(stranger, input.formId),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' })
    }
    expect(await actionsOf(input.formId)).toEqual(['form.create'])
  })
})

describe('freezing', () => {
  test('a frozen version stays; the next change begins version 2', async () => {
    const ctx = await as(officer)
    const input = inputOf()
    await saveForm(ctx, input)
    expect(await freeze(input.formId)).toMatchObject({ state: 'frozen', version: 1 })
    await freeze(input.formId)
    const fields = sampleDefinition().fields.slice(1, 2)
    const next = inputOf({ formId: input.formId, version: 1, revision: 1, fields })
    const saved = await saveForm(ctx, next)
    expect(saved.version).toMatchObject({ version: 2, revision: 1, state: 'draft' })
    const view = await formView(ctx, input.formId)
    expect(view.versions.map((one) => one.state)).toEqual(['draft', 'frozen'])
    expect(view.versions[1]).toHaveProperty('definition', sampleDefinition())
    expect(view.changes.some((change) => change.words === '删去“应到人数”')).toBe(true)
    expect(await actionsOf(input.formId)).toEqual(['form.create', 'form.freeze', 'form.change'])
  })

  test('two who begin the next version at once: one does, the other is told', async () => {
    const ctx = await as(officer)
    const input = inputOf()
    await saveForm(ctx, input)
    await freeze(input.formId)
    const change = (name: string) => saveForm(ctx, { ...input, version: 1, revision: 1, name })
    const results = await Promise.allSettled([change('甲改的表'), change('乙改的表')])
    expect(results.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await db.$count(formVersions, eq(formVersions.formId, input.formId))).toBe(2)
  })

  test('what is known already has to be decided on first', async () => {
    const ctx = await as(officer)
    const fields = [
      field('f1', 'number', { label: '党员总数' }),
      field('f2', 'text', { label: '支部书记' }),
      field('f3', 'number', { label: '现有预备党员数' }),
    ]
    const input = inputOf({ fields })
    await saveForm(ctx, input)
    await expect(freeze(input.formId)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('3 项系统已经掌握'),
    })
    const decided = [
      { ...fields[0], knownKey: 'roster.total' },
      { ...fields[1], stillWanted: true, stillWantedReason: '核对任职文件' },
      { ...fields[2], knownKey: 'roster.probationary' },
    ] as typeof fields
    const again = inputOf({ formId: input.formId, version: 1, revision: 1, fields: decided })
    await saveForm(ctx, again)
    expect(await freeze(input.formId)).toMatchObject({ state: 'frozen' })
    const of = { committeeId: tree.committee.id }
    const overlap = await knownOverlap(ctx, definitionOf(...decided), of)
    expect(overlap.map((one) => [one.knownKey, one.isSettled])).toEqual([
      ['roster.total', true],
      ['organisation.secretary', true],
      ['roster.probationary', true],
    ])
  })
})

test('停用 and 恢复, each once; an archived form is neither changed nor offered nor frozen', async () => {
  const ctx = await as(officer)
  const input = inputOf()
  await saveForm(ctx, input)
  await archiveForm(ctx, input)
  await expect(archiveForm(ctx, input)).rejects.toMatchObject({ code: 'conflict' })
  const change = { ...input, version: 1, revision: 1, name: '停用后改' }
  await expect(saveForm(ctx, change)).rejects.toMatchObject({ code: 'conflict' })
  await expect(freeze(input.formId)).rejects.toMatchObject({ code: 'conflict' })
  const isOffered = async () =>
    (await formChoices(ctx)).some((one) => one.formVersionId === versionId)
  const { id: versionId } = await latestVersion(db, input.formId)
  expect(await isOffered()).toBe(false)
  await restoreForm(ctx, input)
  await expect(restoreForm(ctx, input)).rejects.toMatchObject({ code: 'conflict' })
  expect(await isOffered()).toBe(true)
  const actions = ['form.create', 'form.archive', 'form.restore']
  expect(await actionsOf(input.formId)).toEqual(actions)
  await expect(archiveForm(await as(secretary), input)).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('a copy is a form of its own, made once however often pressed', async () => {
  const ctx = await as(officer)
  const input = inputOf({ name: '很长的表名'.repeat(12) })
  await saveForm(ctx, input)
  const newFormId = newId()
  const press = () => copyForm(ctx, { formId: input.formId, newFormId })
  const [first] = await Promise.all([press(), press()])
  expect(first?.name).toHaveLength(60)
  expect(first?.name.endsWith('（副本）')).toBe(true)
  expect(await db.$count(formVersions, eq(formVersions.formId, newFormId))).toBe(1)
  expect((await latestVersion(db, newFormId)).definition).toEqual(sampleDefinition())
  expect(await actionsOf(newFormId)).toEqual(['form.copy'])
  await expect(
    copyForm(await as(secretary), { formId: input.formId, newFormId: newId() }),
  ).rejects.toMatchObject({ code: 'forbidden' })
})

test('the list pages on by key, searches by name, and shows a department its own', async () => {
  const ctx = await as(other)
  const ids: string[] = []
  for (let count = 0; count < 32; count += 1) {
    const input = inputOf({ name: `宣传报表${count}` })
    ids.push((await saveForm(ctx, input)).form.id)
  }
  const first = await formPage(ctx, { show: 'active' })
  expect(first.rows).toHaveLength(30)
  const second = await formPage(ctx, { show: 'active', after: first.next ?? undefined })
  expect(second).toMatchObject({ next: null })
  expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual([...ids].reverse())
  const found = await formPage(ctx, { show: 'active', search: '报表31' })
  expect(found.rows.map((row) => row.name)).toEqual(['宣传报表31'])
  expect((await formPage(ctx, { show: 'archived' })).rows).toEqual([])
  await expect(formPage(await as(secretary), { show: 'active' })).rejects.toMatchObject({
    code: 'forbidden',
  })
})
