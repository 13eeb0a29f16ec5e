import { sql } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { dispatches, notices, smsMessages, taskNodes, tasks } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createMember,
  createOfficer,
  createOrganisation,
  createPerson,
  createSecretary,
  grantRole,
  type MadePerson,
} from '@/db/testing/factories'
import { saveForm } from '@/lib/forms/save-form'
import { definitionOf, field } from '@/lib/forms/testing'
import { acceptAssignment } from '../accept-assignment'
import { dispatchTask } from '../dispatch-task'
import { distributeAssignment } from '../distribute-assignment'
import { saveTask } from '../save-task'
import { createWorld, dispatchedTask, hours, nodeForm, taskForm } from '../testing'
import { branchAccount, departmentAccount, organisationAccount } from './account'
import { exportAccount } from './export-account'
import { figuresOf } from './figures'
import { comparedMonths } from './month'
import { noFigures, taskMinutes } from './states'

const { db } = await testDatabase()
const world = await createWorld(db)
const { officer, committee, generalBranch, branches, secretaries } = world
const [first, second] = branches
const department = await createPerson(db)
await grantRole(db, department, 'department_officer', {
  organisationId: committee.id,
  department: '=安全监察部',
})

const october = new Date('2026-10-20T10:00:00+08:00')
const contextOf = (who: MadePerson, now = october) => createContextFor(db, who, { now })
const september = comparedMonths('2026M09', october)
const later = comparedMonths(undefined, october)

/** Dispatches a task of somebody at a moment. */
async function dispatched(who: MadePerson, now: Date, given: Parameters<typeof taskForm>[1]) {
  const ctx = await contextOf(who, now)
  const task = await saveTask(ctx, taskForm(world, { dueOn: '2026-12-30', ...given }))
  return dispatchTask(ctx, { taskId: task.id })
}

beforeAll(async () => {
  const { version } = await saveForm(await contextOf(department, hours(0)), {
    formId: newId(),
    version: 0,
    revision: 0,
    name: '安全生产情况',
    definition: JSON.stringify(
      definitionOf(
        field('f1', 'text', { label: '支部名称', knownKey: 'organisation.name' }),
        field('f2', 'number', { label: '隐患数' }),
        field('f3', 'computed', { label: '合计', expression: '隐患数' }),
      ),
    ),
  })
  // September: 60 minutes of a node and 3 of a form, two branches; 30 minutes, one branch; unknown.
  await dispatched(department, hours(0), {
    nodes: [
      nodeForm('排查', { estimatedMinutes: 60, dueOn: '2026-12-20' }),
      nodeForm('填报', { formVersionId: version.id, stage: 2, dueOn: '2026-12-30' }),
    ],
  })
  await dispatched(officer, hours(1), { organisationIds: [first.id], estimatedMinutes: 30 })
  await dispatched(officer, hours(2), { organisationIds: [first.id] })
  // The last minute of the month and the first of the next, in Shanghai.
  await dispatched(officer, new Date('2026-09-30T15:59:00Z'), {
    organisationIds: [second.id],
    estimatedMinutes: 10,
  })
  await dispatched(officer, new Date('2026-09-30T16:00:00Z'), {
    organisationIds: [second.id],
    estimatedMinutes: 600,
  })
})

test('the account of a month by department, to the minute', async () => {
  const { lines, total } = await departmentAccount(await contextOf(officer), september)
  expect(lines.map(({ name, now }) => [name, now])).toEqual([
    [
      '=安全监察部',
      {
        ...{ tasks: 1, copies: 2, steps: 4, forms: 2, fields: 4, known: 2, sms: 0 },
        ...{ minutes: 126, unestimated: 0 },
      },
    ],
    [
      committee.name,
      {
        ...{ tasks: 3, copies: 3, steps: 3, forms: 0, fields: 0, known: 0, sms: 0 },
        ...{ minutes: 40, unestimated: 1 },
      },
    ],
  ])
  expect(total.now).toEqual({
    ...{ tasks: 4, copies: 5, steps: 7, forms: 2, fields: 4, known: 2, sms: 0 },
    ...{ minutes: 166, unestimated: 1 },
  })
})

test('a month is held against earlier ones; no data is not zero', async () => {
  const ctx = await contextOf(officer)
  const { lines, total } = await departmentAccount(ctx, later)
  // A department that asked nothing this month stands there with zero, not with nothing.
  expect(lines.map(({ name, now, before }) => [name, now.copies, before?.copies])).toEqual([
    [committee.name, 1, 3],
    ['=安全监察部', 0, 2],
  ])
  expect(lines[1]?.now).toEqual(noFigures)
  expect(total).toMatchObject({ now: { minutes: 600 }, before: { minutes: 166 }, yearAgo: null })
  expect((await departmentAccount(ctx, september)).total.before).toBeNull()
})

test('an officer of a department sees its own line alone', async () => {
  const { lines, total } = await departmentAccount(await contextOf(department), september)
  expect(lines.map((line) => line.name)).toEqual(['=安全监察部'])
  expect(total.now.copies).toBe(2)
  const other = await createPerson(db)
  const given = { organisationId: committee.id, department: '财务部' }
  await grantRole(db, other, 'department_officer', given)
  const { lines: none } = await departmentAccount(await contextOf(other), september)
  expect(none).toEqual([])
})

test('by branch: what each was asked for, the fullest first, zero for those asked nothing', async () => {
  const account = await branchAccount(await contextOf(officer), september, { page: 1 })
  expect(account.lines.map(({ name, now }) => [name, now.tasks, now.copies, now.minutes])).toEqual([
    [first.name, 3, 3, 93],
    [second.name, 2, 2, 73],
    [generalBranch.name, 0, 0, 0],
  ])
  // A task that went to two branches is one task of the whole.
  expect(account.total.now).toMatchObject({ tasks: 4, copies: 5, minutes: 166 })
  const found = await branchAccount(await contextOf(officer), september, {
    page: 1,
    search: second.name,
  })
  expect(found).toMatchObject({ count: 1, total: { now: { copies: 2 } } })
})

test('pages of branches', async () => {
  const ctx = await contextOf(officer)
  const page = await branchAccount(ctx, september, { page: 2 }, 2)
  expect(page).toMatchObject({ count: 3, page: 2, pages: 2 })
  expect(page.lines.map((line) => line.name)).toEqual([generalBranch.name])
  expect((await branchAccount(ctx, september, { page: 9 }, 2)).page).toBe(2)
})

test('those in post see their own branch and no other; members and administrators nothing', async () => {
  const ctx = await contextOf(secretaries[0])
  const account = await branchAccount(ctx, september, { page: 1 })
  expect(account.lines.map((line) => line.key)).toEqual([first.id])
  expect(account.total.now).toMatchObject({ copies: 3, minutes: 93 })

  const own = await organisationAccount(ctx, september, first.id)
  expect(own.organisation.name).toBe(first.name)
  expect(own.lines.map(({ name, now }) => [name, now.copies])).toEqual([
    ['=安全监察部', 1],
    [committee.name, 2],
  ])
  await expect(organisationAccount(ctx, september, second.id)).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(departmentAccount(ctx, september)).rejects.toMatchObject({ code: 'forbidden' })

  const above = await createSecretary(db, generalBranch)
  const ofGeneral = await branchAccount(await contextOf(above), september, { page: 1 })
  expect(ofGeneral.lines.map((line) => line.key)).toEqual([first.id, generalBranch.id])

  for (const who of [await createMember(db, first), await createOfficer(db, 'system_admin')]) {
    const stranger = await contextOf(who)
    const address = { page: 1, organisation: first.id }
    await expect(branchAccount(stranger, september, { page: 1 })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(organisationAccount(stranger, september, first.id)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(exportAccount(stranger, address)).rejects.toMatchObject({ code: 'forbidden' })
  }
})

test('an office sees what is under it and not its neighbour', async () => {
  const neighbour = await createOrganisation(db, { kind: 'committee', name: '邻近公司党委' })
  const outsider = await createOfficer(db, 'committee_officer', { organisationId: neighbour.id })
  const ctx = await contextOf(outsider)
  expect((await departmentAccount(ctx, september)).lines).toEqual([])
  expect((await branchAccount(ctx, september, { page: 1 })).lines).toEqual([])
  await expect(organisationAccount(ctx, september, first.id)).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('the workbook has the same figures as numbers, names without formulas, words for no data', async () => {
  const file = await exportAccount(await contextOf(officer), { month: '2026M09', page: 1 })
  expect(file.name).toBe('减负账-2026年9月.xlsx')
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(file.bytes.buffer as ArrayBuffer)
  const sheet = book.getWorksheet('减负账')
  const row = (number: number) => {
    const values = sheet?.getRow(number).values
    return Array.isArray(values) ? values.slice(1) : []
  }
  expect(row(5).slice(0, 9)).toEqual(["'=安全监察部", 1, 2, 4, 2, 4, 2, 0, 2.1])
  expect(row(7).slice(0, 9)).toEqual(['合计', 4, 5, 7, 2, 4, 2, 0, 2.8])
  const own = { month: '2026M09', organisation: first.id, page: 1 }
  expect((await exportAccount(await contextOf(secretaries[0]), own)).name).toBe(
    `减负账-${first.name}-2026年9月.xlsx`,
  )
})

test('SMS that left in the month, a merged one once for each it speaks of', async () => {
  const july = new Date('2026-07-10T10:00:00+08:00')
  const [one, two] = [
    await dispatchedTask(world, { organisationIds: [first.id] }),
    await dispatchedTask(world, { organisationIds: [second.id] }),
  ]
  const message = async (assignmentIds: string[], handedOverAt: Date | null, createdAt = july) => {
    const id = newId()
    const personId = secretaries[0].id
    await db.insert(smsMessages).values({
      ...{ id, personId, phoneCipher: 'x', phoneMasked: '139****0000', params: {}, createdAt },
      ...{ template: 'task_digest', notBefore: createdAt, handedOverAt },
      state: handedOverAt ? 'delivered' : 'withdrawn',
    })
    await db.insert(notices).values(
      assignmentIds.map((subjectId) => ({
        ...{ id: newId(), personId, kind: 'task_dispatched' as const, title: '任务', body: '' },
        ...{ subjectType: 'assignment', subjectId, createdAt, smsMessageId: id },
      })),
    )
  }
  const [a, b] = [one.copies[0].assignment.id, two.copies[0].assignment.id]
  await message([a, b], july)
  await message([a], july)
  await message([a], null)
  // Made on the last evening, left in the morning of the next month.
  await message([b], new Date('2026-08-01T07:30:00+08:00'), new Date('2026-07-31T22:00:00+08:00'))
  const months = comparedMonths('2026M07', october)
  const { byKey, total } = await figuresOf(db, months.now, 'organisation', sql`true`)
  expect([byKey.get(first.id)?.sms, byKey.get(second.id)?.sms, total.sms]).toEqual([2, 1, 2])
  expect(total).toEqual({ ...noFigures, sms: 2 })
  const august = await figuresOf(
    db,
    comparedMonths('2026M08', october).now,
    'organisation',
    sql`true`,
  )
  expect(august.total.sms).toBe(1)
})

test('minutes in SQL are those of the rule, whatever is and is not stated', async () => {
  const stated = [null, 20, 90]
  const nodes = [[null], [30], [30, null], [null, null], [30, 40]]
  const cases = stated.flatMap((minutes) => nodes.map((each) => ({ minutes, each })))
  const month = comparedMonths('2026M05', october).now
  for (const { minutes, each } of cases) {
    const { task, dispatch } = await dispatchedTask(world, { organisationIds: [first.id] })
    await db.update(tasks).set({ estimatedMinutes: minutes }).where(sql`id = ${task.id}`)
    const at = new Date('2026-05-05T10:00:00+08:00')
    await db.update(dispatches).set({ dispatchedAt: at }).where(sql`id = ${dispatch.dispatchId}`)
    const [only, ...more] = each
    await db
      .update(taskNodes)
      .set({ estimatedMinutes: only ?? null })
      .where(sql`task_id = ${task.id}`)
    for (const [index, estimatedMinutes] of more.entries()) {
      const node = { id: newId(), taskId: task.id, position: index + 2, title: '后一步' }
      await db.insert(taskNodes).values({ ...node, dueAt: task.dueAt, estimatedMinutes })
    }
    const { total } = await figuresOf(db, month, 'organisation', sql`tasks.id = ${task.id}`)
    const expected = taskMinutes(
      minutes,
      each.map((one) => ({ stated: one, ofForm: null })),
    )
    expect([total.minutes, total.unestimated]).toEqual([expected, expected === null ? 1 : 0])
    const aside = new Date('2020-01-05T10:00:00+08:00')
    await db.update(dispatches).set({ dispatchedAt: aside }).where(sql`id = ${dispatch.dispatchId}`)
  }
})

test('a 党总支 that breaks a task down is told but does no work; its branch is asked', async () => {
  const above = await createOrganisation(db, { kind: 'general_branch', parentId: committee.id })
  const under = await createOrganisation(db, { parentId: above.id })
  await createSecretary(db, under)
  const head = await createSecretary(db, above)
  const given = { organisationIds: [under.id], estimatedMinutes: 45 }
  const sent = await dispatchedTask(world, { ...given, route: 'general_branch' })
  const figures = async () => {
    const scope = sql`tasks.id = ${sent.task.id}`
    return (await figuresOf(db, september.now, 'organisation', scope)).byKey
  }
  const told = { ...noFigures, tasks: 1, copies: 1 }
  expect([...(await figures())]).toEqual([[above.id, told]])
  const assignmentId = sent.copies[0].assignment.id
  const ctx = await createContextFor(db, head, { now: hours(1) })
  await acceptAssignment(ctx, { assignmentId })
  const request = { assignmentId, organisationIds: [under.id], requestKey: newId() }
  await distributeAssignment(ctx, request)
  expect((await figures()).get(above.id)).toEqual(told)
  expect((await figures()).get(under.id)).toEqual({ ...told, steps: 1, minutes: 45 })
})
