import { and, eq } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { assignments, steps } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  appointPost,
  createContextFor,
  createOfficer,
  createOrganisation,
  createPerson,
  createSecretary,
} from '@/db/testing/factories'
import { latestVersion } from '@/lib/forms/load'
import { saveForm } from '@/lib/forms/save-form'
import { saveFormInput } from '@/lib/forms/schema'
import { definitionOf, field } from '@/lib/forms/testing'
import { acceptAssignment } from '../accept-assignment'
import { assignmentChoices } from '../assignment-choices'
import { assignmentView } from '../assignment-queries'
import { distributeAssignment } from '../distribute-assignment'
import { submitStep } from '../submit-step'
import { createWorld, dispatchedTask, hours, only } from '../testing'
import { withdrawAssignment } from '../withdraw-assignment'
import { compiledPage } from './compiled'
import { exportCompiled } from './export-compiled'

const { db } = await testDatabase()
const world = await createWorld(db)
const { officer, secretaries, branches, generalBranch } = world
const second = await createOrganisation(db, { parentId: generalBranch.id, class: 'I' })
const secondSecretary = await createSecretary(db, second)
const head = await createPerson(db)
await appointPost(db, head, generalBranch)
const elsewhere = await createOrganisation(db, {
  kind: 'general_branch',
  parentId: world.committee.id,
})
const stranger = await createPerson(db)
await appointPost(db, stranger, elsewhere)

const as = (person: { id: string }, hour = 5) =>
  createContextFor(db, person as typeof officer, { now: hours(hour) })
let taskId = ''
let copyId = ''

async function report(assignmentId: string, by: { id: string }, value: string) {
  await acceptAssignment(await as(by, 3), { assignmentId })
  const [step] = await db.select().from(steps).where(eq(steps.assignmentId, assignmentId))
  const input = { stepId: step?.id ?? '', requestKey: newId(), text: '', fileIds: [] }
  await submitStep(await as(by, 4), { ...input, values: { f1: value } })
}

beforeAll(async () => {
  const formId = newId()
  const definition = definitionOf(field('f1', 'number', { label: '活动场次', unit: '场' }))
  const input = { formId, version: 0, revision: 0, name: '活动情况表' }
  const form = saveFormInput.parse({ ...input, definition: JSON.stringify(definition) })
  await saveForm(await as(officer, 0), form)
  const { task } = await dispatchedTask(world, {
    organisationIds: [branches[0].id, second.id, branches[1].id],
    route: 'general_branch',
    formVersionId: (await latestVersion(db, formId)).id,
  })
  taskId = task.id
  const rows = await db.select().from(assignments).where(eq(assignments.taskId, taskId))
  copyId = only(rows.filter((row) => row.part === 'coordinator')).id
  await acceptAssignment(await as(head, 1), { assignmentId: copyId })
  const organisationIds = [branches[0].id, second.id]
  const choice = { assignmentId: copyId, organisationIds, requestKey: newId() }
  await distributeAssignment(await as(head, 2), choice)
  const copyOf = async (organisationId: string) =>
    only(
      await db
        .select()
        .from(assignments)
        .where(and(eq(assignments.taskId, taskId), eq(assignments.organisationId, organisationId))),
    ).id
  await report(await copyOf(branches[0].id), secretaries[0], '3')
  await report(await copyOf(branches[1].id), secretaries[1], '40')
})

const input = () => ({ taskId, show: 'all' as const, from: 0 })

test('a 党总支 sees its own branches together, sums included; who issued the task sees all', async () => {
  const own = await compiledPage(await as(head), input())
  expect(own).toMatchObject({ ownCopyId: copyId, counts: { all: 2, reported: 1, missing: 1 } })
  expect(own.lines.map((line) => line.name).sort()).toEqual([branches[0].name, second.name].sort())
  expect(own.totals.f1).toMatchObject({ sum: '3', filled: 1 })
  const all = await compiledPage(await as(officer), input())
  expect(all).toMatchObject({ ownCopyId: null, counts: { all: 3, reported: 2 } })
  expect(all.totals.f1?.sum).toBe('43')
})

test('its workbook holds no other branch', async () => {
  const { bytes } = await exportCompiled(await as(head), { taskId, isPlain: true })
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes.slice().buffer as ArrayBuffer)
  const text = JSON.stringify(book.worksheets[0]?.getSheetValues())
  expect(text).toContain(branches[0].name)
  expect(text).not.toContain(branches[1].name)
})

test('branches, another 党总支 and another department find nothing', async () => {
  const of = { organisationId: world.committee.id, department: '组织部' }
  const other = await createOfficer(db, 'department_officer', of)
  for (const who of [secretaries[0], secondSecretary, stranger, other]) {
    const nothing = { code: 'not_found' }
    await expect(compiledPage(await as(who), input())).rejects.toMatchObject(nothing)
    const exported = exportCompiled(await as(who), { taskId, isPlain: true })
    await expect(exported).rejects.toMatchObject(nothing)
  }
})

test('its copy leads there, that of a branch does not; a copy taken back shows nothing any more', async () => {
  const leads = async (who: { id: string }, assignmentId: string) => {
    const ctx = await as(who)
    return (await assignmentChoices(ctx, await assignmentView(ctx, assignmentId))).seesCompiled
  }
  expect(await leads(head, copyId)).toBe(true)
  const children = await db.select().from(assignments).where(eq(assignments.parentId, copyId))
  expect(await leads(head, children[0]?.id ?? '')).toBe(false)
  await withdrawAssignment(await as(officer, 6), { assignmentId: copyId, reason: '不再经党总支' })
  expect(await leads(head, copyId)).toBe(false)
  await expect(compiledPage(await as(head, 7), input())).rejects.toMatchObject({
    code: 'not_found',
  })
})
