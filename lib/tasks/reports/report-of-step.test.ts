import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { formReportFiles, formReports, knownValues, submissionAttachments } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createMember, type MadePerson } from '@/db/testing/factories'
import { latestVersion } from '@/lib/forms/load'
import { saveForm } from '@/lib/forms/save-form'
import { saveFormInput } from '@/lib/forms/schema'
import type { FormField } from '@/lib/forms/states'
import { definitionOf, field, sampleDefinition, sampleValues } from '@/lib/forms/testing'
import { acceptAssignment } from '../accept-assignment'
import { assignmentView } from '../assignment-queries'
import { recordSubmission } from '../record-for-other'
import { approveSubmission, returnSubmission } from '../review-submission'
import { saveDraft } from '../save-draft'
import { submitStep } from '../submit-step'
import {
  createFile,
  createWorld,
  type DispatchedCopy,
  dispatchedTask,
  handInOf,
  hours,
  stepNow,
  versionsOf,
} from '../testing'

const { db } = await testDatabase()
const world = await createWorld(db)
const { officer, colleague, secretaries, branches } = world
const [secretary, stranger] = secretaries
let samples: string

const as = (person: MadePerson, now = hours(2)) => createContextFor(db, person, { now })

/** A form of the officer; the id of its version. */
async function formOf(fields: FormField[]): Promise<string> {
  const input = saveFormInput.parse({
    ...{ formId: newId(), version: 0, revision: 0, name: '季度活动报表' },
    definition: JSON.stringify(definitionOf(...fields)),
  })
  await saveForm(await as(officer), input)
  return (await latestVersion(db, input.formId)).id
}

async function copyWith(formVersionId: string, reviewer = 'issuer'): Promise<DispatchedCopy> {
  const node = { title: '填报', dueOn: '2026-09-30', formVersionId, reviewer }
  const { copies } = await dispatchedTask(world, { nodes: [node] } as never)
  const [copy] = copies
  await acceptAssignment(await as(secretary), { assignmentId: copy.assignment.id })
  return copy
}

const reportOf = async (submissionId: string) =>
  (await db.select().from(formReports).where(eq(formReports.submissionId, submissionId)))[0]

beforeAll(async () => {
  samples = await formOf(sampleDefinition().fields)
})

describe('handing in', () => {
  test('the report is checked again, computed and kept with the hand-in', async () => {
    const copy = await copyWith(samples)
    const values = { ...sampleValues, f1: ' ３０人', f3: '12345', other: 'x' }
    const handIn = await submitStep(await as(secretary), handInOf(copy, { text: '', values }))
    expect(await reportOf(handIn.id)).toMatchObject({
      formVersionId: samples,
      organisationId: branches[0].id,
      period: '2026Q3',
      values: { ...sampleValues, f3: '90.00', f8: '27' },
    })
  })

  test('a faulty one names its cells, and nothing is handed in', async () => {
    const copy = await copyWith(samples)
    const values = { ...sampleValues, f1: '很多', f7: [{ c1: '', c2: '1' }] }
    await expect(submitStep(await as(secretary), handInOf(copy, { values }))).rejects.toMatchObject(
      {
        code: 'invalid',
        fields: { 'v.f1': expect.any(String), 'v.f7.0.c1': expect.any(String) },
      },
    )
    expect(await versionsOf(db, copy.step.id)).toEqual([])
    expect((await stepNow(db, copy.step.id)).state).toBe('open')
  })

  test('none at all is refused, and a plain step still needs words', async () => {
    const copy = await copyWith(samples)
    await expect(submitStep(await as(secretary), handInOf(copy))).rejects.toMatchObject({
      code: 'invalid',
      fields: { 'v.f1': '请填写“应到人数”' },
    })
    const { copies } = await dispatchedTask(world)
    const [plain] = copies
    await acceptAssignment(await as(secretary), { assignmentId: plain.assignment.id })
    const empty = handInOf(plain, { text: '', values: {} })
    await expect(submitStep(await as(secretary), empty)).rejects.toMatchObject({
      fields: { text: '请填写完成情况' },
    })
  })

  test('sent twice it is one; the same key with other values is a conflict', async () => {
    const copy = await copyWith(samples)
    const input = handInOf(copy, { values: sampleValues })
    const first = await submitStep(await as(secretary), input)
    expect((await submitStep(await as(secretary), input)).id).toBe(first.id)
    const other = { ...input, values: { ...sampleValues, f2: '28' } }
    await expect(submitStep(await as(secretary), other)).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await versionsOf(db, copy.step.id)).toHaveLength(1)
  })

  test('a stranger does not find it', async () => {
    const copy = await copyWith(samples)
    const input = handInOf(copy, { values: sampleValues })
    await expect(submitStep(await as(stranger), input)).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('代录 carries its report as well', async () => {
    const copy = await copyWith(samples)
    const entry = { on: '2026-09-15', at: '11:00', reason: '电话报告', byId: secretary.id }
    await recordSubmission(await as(officer), {
      ...handInOf(copy, { values: sampleValues }),
      ...entry,
      channel: 'phone',
    })
    const [submission] = await versionsOf(db, copy.step.id)
    expect(await reportOf(submission?.id ?? '')).toBeDefined()
  })
})

describe('people, places and files', () => {
  test('only of the branch, only that exist, only the writer’s own', async () => {
    const version = await formOf([
      field('f1', 'person'),
      field('f2', 'organisation'),
      field('f3', 'file'),
    ])
    const copy = await copyWith(version)
    const member = await createMember(db, branches[0])
    const [mine, foreign] = [await createFile(db, secretary), await createFile(db, stranger)]
    const good = { f1: member.id, f2: branches[1].id, f3: [mine] }
    for (const bad of [
      { ...good, f1: stranger.id },
      { ...good, f2: newId() },
      { ...good, f3: [foreign] },
      { ...good, f3: [newId()] },
    ]) {
      await expect(
        submitStep(await as(secretary), handInOf(copy, { values: bad })),
      ).rejects.toMatchObject({ code: 'invalid' })
    }
    const handIn = await submitStep(await as(secretary), handInOf(copy, { values: good }))
    const attached = await db
      .select({ fileId: submissionAttachments.fileId })
      .from(submissionAttachments)
      .where(eq(submissionAttachments.submissionId, handIn.id))
    expect(attached).toEqual([{ fileId: mine }])
    expect(await db.$count(formReportFiles, eq(formReportFiles.fileId, mine))).toBe(1)
    const { report } = await assignmentView(await as(officer), copy.assignment.id)
    expect(report?.map((one) => one.text ?? one.files[0]?.name)).toEqual([
      member.name,
      branches[1].name,
      '佐证.txt',
    ])
  })
})

describe('what is known', () => {
  test('bound fields arrive filled; an approved report publishes; the next one sees it', async () => {
    const version = await formOf([
      field('f1', 'number', { label: '党员总数', knownKey: 'roster.total' }),
      field('f2', 'number', { label: '主题活动场次', publishKey: '活动场次' }),
    ])
    const copy = await copyWith(version)
    const { form } = await assignmentView(await as(secretary), copy.assignment.id)
    expect(form?.known.f1?.source).toContain('党员名册 2026年9月15日')
    expect(form?.values).toEqual({ f1: form?.known.f1?.value })

    const published = () => db.select().from(knownValues).where(eq(knownValues.key, '活动场次'))
    const values = { f1: form?.values.f1 ?? '', f2: '4' }
    const handIn = await submitStep(await as(secretary), handInOf(copy, { values }))
    expect(await published()).toEqual([])
    await approveSubmission(await as(officer), { submissionId: handIn.id })
    expect(await published()).toMatchObject([
      { organisationId: branches[0].id, period: '2026Q3', supersededAt: null },
    ])

    const later = await copyWith(
      await formOf([field('f1', 'number', { label: '已办活动', knownKey: 'value:活动场次' })]),
      'none',
    )
    const next = await assignmentView(await as(secretary), later.assignment.id)
    expect(next.form?.values).toEqual({ f1: '4' })
    expect(next.form?.known.f1?.source).toContain('《季度活动报表》')
  })

  test('without review the hand-in publishes at once; a later one takes its place', async () => {
    const version = await formOf([
      field('f1', 'number', { label: '走访户数', publishKey: '走访户数' }),
    ])
    for (const value of ['5', '6']) {
      const copy = await copyWith(version, 'none')
      await submitStep(await as(secretary), handInOf(copy, { values: { f1: value } }))
    }
    const rows = await db.select().from(knownValues).where(eq(knownValues.key, '走访户数'))
    const standing = rows.filter((row) => row.supersededAt === null)
    expect(standing.map((row) => String(row.value))).toEqual(['6'])
    expect(rows).toHaveLength(2)
  })
})

test('drafts keep what is filled in; after a return the form begins with what was handed in', async () => {
  const copy = await copyWith(samples)
  const body = { text: '', fileIds: [], values: { f1: '还没', f7: [{ c1: '第' }] } }
  await saveDraft(await as(secretary), { key: `submission:${copy.step.id}`, version: 0, body })
  const before = await assignmentView(await as(secretary), copy.assignment.id)
  expect(before.form?.values).toEqual(body.values)
  const first = await submitStep(await as(secretary), handInOf(copy, { values: sampleValues }))
  const waiting = await assignmentView(await as(officer), copy.assignment.id)
  expect(waiting.form).toBeNull()
  expect(waiting.report?.find((one) => one.key === 'f3')?.text).toBe('90.00')
  await returnSubmission(await as(colleague), { submissionId: first.id, reason: '人数请再核对' })
  const after = await assignmentView(await as(secretary, hours(3)), copy.assignment.id)
  expect(after.form?.values).toMatchObject(sampleValues)
})

test('an officer of another department cannot issue a form that is not his', async () => {
  const node = { title: '填报', dueOn: '2026-09-30', formVersionId: newId() }
  await expect(dispatchedTask(world, { nodes: [node] } as never)).rejects.toMatchObject({
    code: 'invalid',
  })
})

test('what a single person answers is not known of the branch', async () => {
  const versionId = await formOf([field('f1', 'number', { label: '谈话', publishKey: '谈话次数' })])
  const member = await createMember(db, branches[0])
  const node = { title: '填报', dueOn: '2026-09-30', formVersionId: versionId, reviewer: 'issuer' }
  const { copies } = await dispatchedTask(world, {
    ...{ organisationIds: [], persons: member.employeeNumber ?? '' },
    nodes: [node],
  } as never)
  const [copy] = copies
  await acceptAssignment(await as(member), { assignmentId: copy.assignment.id })
  const { id: submissionId } = await submitStep(
    await as(member),
    handInOf(copy, { values: { f1: '2' } }),
  )
  await approveSubmission(await as(officer), { submissionId })
  expect(await db.$count(knownValues, eq(knownValues.sourceId, submissionId))).toBe(0)
})
