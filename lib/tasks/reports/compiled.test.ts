import { eq } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { auditEntries, formVersions } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMember,
  createOfficer,
  type MadePerson,
} from '@/db/testing/factories'
import { storeFile } from '@/lib/files/store-file'
import { latestVersion } from '@/lib/forms/load'
import { saveForm } from '@/lib/forms/save-form'
import { saveFormInput, setLayoutInput } from '@/lib/forms/schema'
import { setLayout } from '@/lib/forms/set-layout'
import type { ReportValues } from '@/lib/forms/states'
import { definitionOf, field } from '@/lib/forms/testing'
import { acceptAssignment } from '../accept-assignment'
import { recordAcceptance, recordSubmission } from '../record-for-other'
import { rejectEntry } from '../reject-entry'
import { approveSubmission, returnSubmission } from '../review-submission'
import { submitStep } from '../submit-step'
import { createWorld, dispatchedTask, handInOf, hours } from '../testing'
import { compiledPage, compileNode } from './compiled'
import { exportCompiled } from './export-compiled'
import { downloadSheet, uploadSheet } from './transfer-sheet'

const { db } = await testDatabase()
const world = await createWorld(db, { branches: 7 })
const { officer, secretaries, branches } = world
const formId = newId()
let versionId = ''
let taskId = ''

const as = (person: MadePerson, now = hours(2)) => createContextFor(db, person, { now })

const definition = definitionOf(
  field('f1', 'number', { label: '活动场次', unit: '场' }),
  field('f2', 'text', { label: '主要做法', required: false }),
  field('f3', 'person', { label: '联系人', required: false }),
)

/** A task of a quarter, reported by the branches whose values are given, in their order. */
async function reportedTask(startsOn: string, given: (ReportValues | null)[], isApproved = false) {
  const at = hours(2)
  const node = { title: '填报', dueOn: '2026-09-30', formVersionId: versionId }
  const { task, copies } = await dispatchedTask(world, { startsOn, nodes: [node] } as never)
  for (const [index, values] of given.entries()) {
    const [copy, secretary] = [copies[index], secretaries[index]]
    if (copy && secretary && values) {
      await acceptAssignment(await as(secretary, at), { assignmentId: copy.assignment.id })
      const handIn = handInOf(copy, { text: '', values })
      const { id: submissionId } = await submitStep(await as(secretary, at), handIn)
      if (isApproved) {
        await approveSubmission(await as(officer, at), { submissionId })
      }
    }
  }
  return { taskId: task.id, copies }
}

beforeAll(async () => {
  const input = { formId, version: 0, revision: 0, name: '活动情况表' }
  const ctx = await as(officer)
  await saveForm(ctx, saveFormInput.parse({ ...input, definition: JSON.stringify(definition) }))
  versionId = (await latestVersion(db, formId)).id
  const same = Array.from({ length: 7 }, () => ({ f1: '10' }))
  await reportedTask('2026-06-01', same, true)
  await reportedTask('2026-03-01', [{ f1: '99' }], true)
  const now: (ReportValues | null)[] = [
    { f1: '10', f2: '=HYPERLINK("x")', f3: secretaries[0].id },
    { f1: '11' },
    { f1: '9' },
    { f1: '40' },
    { f1: '10' },
    { f1: '12' },
    null,
  ]
  taskId = (await reportedTask('2026-07-01', now)).taskId
}, 30_000)

test('one table: rows in the office’s order, sums, gaps, what stands out, names', async () => {
  const page = await compiledPage(await as(officer), { taskId, show: 'all', from: 0 })
  expect(page.period).toBe('2026Q3')
  expect(page.counts).toEqual({ all: 7, reported: 6, waiting: 6, missing: 1, outliers: 1 })
  expect(page.totals.f1).toMatchObject({ sum: '92', filled: 6 })
  expect(page.heads.map((head) => head.label)).toEqual(['活动场次（场）', '主要做法', '联系人'])
  expect(page.lines.map((line) => line.name)).toEqual(branches.map((branch) => branch.name))
  expect(page.lines[0]?.cells).toEqual(['10', '=HYPERLINK("x")', secretaries[0].name])
  expect(page.lines[6]?.cells).toEqual([])
  expect(page.lines[3]?.outliers.f1).toBe('上期 10，比上期多 300%；一般支部比上期多 5%')
})

test('the last report is of the latest period before, by the same organisation', async () => {
  const { rows } = await compileNode(await as(officer), { taskId })
  expect(rows.map((row) => row.last)).toEqual(Array.from({ length: 7 }, () => ({ f1: '10' })))
})

describe('what is no figure of the period before', () => {
  const lastOf = async (startsOn: string) => {
    const { taskId: asked } = await reportedTask(startsOn, [])
    const { rows } = await compileNode(await as(officer), { taskId: asked })
    return rows.map((row) => row.last)
  }
  const none = Array.from({ length: 7 }, () => null)

  test('that of an earlier one: a branch that left out a quarter has none', async () => {
    await reportedTask('2023-01-01', [{ f1: '5' }], true)
    expect((await lastOf('2023-04-01'))[0]).toEqual({ f1: '5' })
    expect(await lastOf('2023-07-01')).toEqual(none)
  })

  test('one that nobody has approved, or that was returned', async () => {
    const { taskId: open } = await reportedTask('2024-01-01', [{ f1: '5' }, { f1: '6' }])
    expect(await lastOf('2024-04-01')).toEqual(none)
    const { rows } = await compileNode(await as(officer), { taskId: open })
    const [first, second] = rows.map((row) => row.submissionId ?? '')
    await returnSubmission(await as(officer), { submissionId: first ?? '', reason: '请再核对' })
    await approveSubmission(await as(officer), { submissionId: second ?? '' })
    expect((await lastOf('2024-04-02')).slice(0, 3)).toEqual([null, { f1: '6' }, null])
  })

  test('what a person reported, or a 代录 that was rejected', async () => {
    const member = await createMember(db, branches[0])
    const node = { title: '填报', dueOn: '2026-09-30', formVersionId: versionId }
    const startsOn = '2025-01-01'
    const choice = { organisationIds: [], persons: member.employeeNumber ?? '' }
    const personal = await dispatchedTask(world, { ...choice, startsOn, nodes: [node] } as never)
    const [own] = personal.copies
    await acceptAssignment(await as(member), { assignmentId: own.assignment.id })
    const handIn = await submitStep(await as(member), handInOf(own, { values: { f1: '7' } }))
    await approveSubmission(await as(officer), { submissionId: handIn.id })

    const { copies } = await reportedTask(startsOn, [{ f1: '8' }], true)
    const call = { channel: 'phone', byId: secretaries[1].id, reason: '电话报送' } as const
    const told = { ...call, on: '2026-09-15', at: '11:00' }
    const [, copy] = copies
    const assignmentId = copy?.assignment.id ?? ''
    await recordAcceptance(await as(officer), { assignmentId, ...told })
    const values = { text: '', values: { f1: '1' } }
    const entry = { stepId: copy?.step.id ?? '', requestKey: newId(), fileIds: [], ...values }
    await recordSubmission(await as(officer), { ...entry, ...told })
    const rejecting = { assignmentId, kind: 'submission', reason: '场次与记录不符' } as const
    await rejectEntry(await as(world.colleague), rejecting)
    const again = { ...entry, requestKey: newId(), values: { f1: '9' } }
    const right = await submitStep(await as(secretaries[1]), again)
    await approveSubmission(await as(officer), { submissionId: right.id })
    expect((await lastOf('2025-04-01')).slice(0, 3)).toEqual([{ f1: '8' }, { f1: '9' }, null])
  })
})

test('only the gaps, only what stands out; pages go on', async () => {
  const names = async (show: 'missing' | 'outliers') =>
    (await compiledPage(await as(officer), { taskId, show, from: 0 })).lines.map((one) => one.name)
  expect(await names('missing')).toEqual([branches[6]?.name])
  expect(await names('outliers')).toEqual([branches[3]?.name])
  const later = await compiledPage(await as(officer), { taskId, show: 'all', from: 5 })
  expect(later).toMatchObject({ from: 5, next: null })
  expect(later.lines).toHaveLength(2)
})

test('whoever does not issue the task does not find it; a task without a form has none', async () => {
  const department = { organisationId: world.committee.id, department: '组织部' }
  const other = await createOfficer(db, 'department_officer', department)
  for (const who of [secretaries[0], other]) {
    await expect(compileNode(await as(who), { taskId })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(exportCompiled(await as(who), { taskId, isPlain: true })).rejects.toMatchObject({
      code: 'not_found',
    })
  }
  const plain = await dispatchedTask(world)
  await expect(compileNode(await as(officer), { taskId: plain.task.id })).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(compileNode(await as(officer), { taskId, nodeId: newId() })).rejects.toMatchObject({
    code: 'not_found',
  })
})

async function sheetOf(bytes: Uint8Array): Promise<unknown[][]> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes.slice().buffer as ArrayBuffer)
  const rows: unknown[][] = []
  book.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)))
  return rows
}

test('goes out plainly: numbers are numbers, formulas are text, gaps are named', async () => {
  const { name, bytes } = await exportCompiled(await as(officer), { taskId, isPlain: true })
  expect(name).toBe('活动情况表-2026年第三季度汇总.xlsx')
  const rows = await sheetOf(bytes)
  expect(rows[3]).toEqual([1, branches[0].name, 10, `'=HYPERLINK("x")`, secretaries[0].name])
  expect(rows[9]).toEqual([7, branches[6]?.name, '未报'])
  expect(rows[10]?.slice(1, 3)).toEqual(['合计', 92])
})

test('goes out in the layout of an uploaded workbook; others may neither set nor see it', async () => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('台账')
  sheet.addRow(['季度活动台账'])
  sheet.addRow(['序号', '党支部', '活动场次', '签字'])
  const bytes = new Uint8Array(await book.xlsx.writeBuffer())
  const upload = async (who: MadePerson, content: Uint8Array) =>
    (
      await storeFile(await as(who), {
        name: '台账.xlsx',
        classification: 'internal',
        stream: (async function* () {
          yield content
        })(),
      })
    ).id
  const fileId = await upload(officer, bytes)
  const set = (who: MadePerson, fileIds: string[]) =>
    as(who).then((ctx) => setLayout(ctx, setLayoutInput.parse({ versionId, fileIds })))
  await expect(set(secretaries[0], [fileId])).rejects.toMatchObject({ code: 'not_found' })
  const theirs = await upload(secretaries[0], new Uint8Array([...bytes]))
  await expect(set(officer, [theirs])).rejects.toMatchObject({ code: 'invalid' })
  const wrong = await upload(officer, new TextEncoder().encode('台账'))
  await expect(set(officer, [wrong])).rejects.toMatchObject({ code: 'invalid' })

  const { map } = await set(officer, [fileId])
  expect(map?.unmatched).toEqual(['签字'])
  const rows = await sheetOf(
    (await exportCompiled(await as(officer), { taskId, isPlain: false })).bytes,
  )
  expect(rows.slice(0, 4)).toEqual([
    ['季度活动台账'],
    ['序号', '党支部', '活动场次', '签字'],
    [1, branches[0].name, 10],
    [2, branches[1].name, 11],
  ])
  await set(officer, [])
  const [version] = await db.select().from(formVersions).where(eq(formVersions.id, versionId))
  expect(version?.layoutFileId).toBeNull()
  expect(await db.$count(auditEntries, eq(auditEntries.action, 'form.setLayout'))).toBe(2)
})

test('a returned report still stands until it is reported again', async () => {
  const { taskId: other, copies } = await reportedTask('2026-08-01', [{ f1: '1' }])
  const before = await compileNode(await as(officer), { taskId: other })
  const { submissionId } = before.rows.find((row) => row.submissionId) ?? {}
  await returnSubmission(await as(world.colleague), {
    submissionId: submissionId ?? '',
    reason: '场次请再核对',
  })
  const after = await compileNode(await as(officer), { taskId: other })
  expect(after.counts).toMatchObject({ reported: 1, waiting: 0, missing: copies.length - 1 })
})

test('the workbook of a step: for whose turn it is, while it is his turn', async () => {
  const { copies } = await reportedTask('2026-08-02', [])
  const [copy] = copies
  const stepId = copy.step.id
  await acceptAssignment(await as(secretaries[0]), { assignmentId: copy.assignment.id })
  const { name, bytes } = await downloadSheet(await as(secretaries[0]), stepId)
  expect(name).toBe(`活动情况表-${branches[0].name}.xlsx`)
  const upload = { stepId, classification: 'internal' as const, bytes }
  const read = await uploadSheet(await as(secretaries[0]), upload)
  expect(read.faults.map((fault) => fault.message)).toEqual(['请填写“活动场次”'])
  await expect(
    uploadSheet(await as(secretaries[0]), { ...upload, classification: 'secret' }),
  ).rejects.toMatchObject({ code: 'invalid' })
  await expect(downloadSheet(await as(secretaries[1]), stepId)).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(downloadSheet(await as(officer), stepId)).rejects.toMatchObject({
    code: 'forbidden',
  })
  await submitStep(await as(secretaries[0]), handInOf(copy, { values: { f1: '3' } }))
  await expect(downloadSheet(await as(secretaries[0]), stepId)).rejects.toMatchObject({
    code: 'conflict',
  })
})
