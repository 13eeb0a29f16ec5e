import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { requirementFiles, requirements, tasks } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor } from '@/db/testing/factories'
import { cancelTask } from '../end-task'
import { saveTask } from '../save-task'
import { auditOf, createFile, createWorld, dispatchedTask, draftTask, taskForm } from '../testing'
import { changeRequirement } from './change-requirement'
import { closeRequirement, reopenRequirement } from './close-requirement'
import { reopenings, requirementDetail } from './detail'
import { reachesRequirementFile } from './file-reach'
import { requirementList, requirementTotals } from './queries'
import { registerRequirement } from './register-requirement'
import { changeRequirementInput, registerRequirementInput } from './schema'
import { castOf, registered, requirementForm } from './testing'

const { db } = await testDatabase({ poolSize: 8 })
const world = await createWorld(db)
const cast = await castOf(world)
const { officer, secretary, department, otherDepartment } = cast
const result = '已组织自查，问题全部整改到位。'
const code = (expected: string) => ({ code: expected })

describe('registerRequirement', () => {
  test('gets the next number of the year and is audited', async () => {
    const first = await registered(officer)
    const second = await registered(officer)
    expect(first.number).toMatch(/^2026-\d{3}$/)
    expect(Number(second.number.slice(5))).toBe(Number(first.number.slice(5)) + 1)
    expect((await auditOf(db, first.id))[0]).toMatchObject({
      action: 'requirement.register',
      detail: { number: first.number, source: 'superior_document' },
    })
  })

  test('sent twice it is registered once; of many at once no number is lost or doubled', async () => {
    const form = requirementForm()
    const twice = await Promise.all([form, form].map((one) => registerRequirement(officer, one)))
    expect(new Set(twice.map((one) => one.number)).size).toBe(1)
    await Promise.all(Array.from({ length: 6 }, () => registered(officer)))
    const numbers = (await db.select().from(requirements)).map((row) => Number(row.number.slice(5)))
    expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1))
  })

  test('goes on after the hundreds', async () => {
    const { id, number } = await registered(officer)
    await db.update(requirements).set({ number: '2026-999' }).where(eq(requirements.id, id))
    const next = await registered(officer)
    expect(next.number).toBe('2026-1000')
    await db.delete(requirements).where(eq(requirements.id, next.id))
    await db.update(requirements).set({ number }).where(eq(requirements.id, id))
  })

  test('领导批示 needs the scan of the paper; 收到日期 does not lie ahead', async () => {
    const bare = registerRequirementInput.safeParse({
      ...requirementForm(),
      source: 'leader_instruction',
    })
    expect(bare.error?.issues[0]?.path).toEqual(['fileIds'])
    const fileId = await createFile(db, world.officer)
    const made = await registered(officer, { source: 'leader_instruction', fileIds: [fileId] })
    expect(await db.$count(requirementFiles, eq(requirementFiles.requirementId, made.id))).toBe(1)
    await expect(
      registered(officer, { receivedOn: '2026-09-16', dueOn: undefined }),
    ).rejects.toMatchObject({ code: 'invalid', fields: { receivedOn: expect.any(String) } })
    expect(
      registerRequirementInput.safeParse({ ...requirementForm(), dueOn: '2026-08-01' }).success,
    ).toBe(false)
  })

  test('is refused to a secretary, and with somebody else’s file', async () => {
    await expect(registered(secretary)).rejects.toMatchObject(code('forbidden'))
    const foreign = await createFile(db, world.secretaries[0])
    await expect(registered(officer, { fileIds: [foreign] })).rejects.toMatchObject(code('invalid'))
  })
})

describe('changeRequirement', () => {
  const change = (requirementId: string, version: number) =>
    changeRequirementInput.parse({
      ...requirementForm({ dueOn: '2026-11-30' }),
      requirementId,
      version,
    })

  test('keeps the number, counts the version, says what changed', async () => {
    const { id, number } = await registered(officer)
    const changed = await changeRequirement(officer, change(id, 1))
    expect(changed).toMatchObject({ number, version: 2, dueOn: '2026-11-30' })
    expect((await auditOf(db, id, 'requirement.change'))[0]?.detail).toMatchObject({
      changed: ['dueOn'],
      dueOn: { from: '2026-10-31', to: '2026-11-30' },
    })
  })

  test('from an old version, or once closed, is a conflict', async () => {
    const { id } = await registered(officer)
    await changeRequirement(officer, change(id, 1))
    await expect(changeRequirement(officer, change(id, 1))).rejects.toMatchObject(code('conflict'))
    await closeRequirement(officer, { requirementId: id, result })
    await expect(changeRequirement(officer, change(id, 3))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('已经销号'),
    })
  })

  test('another department and a secretary do not find it', async () => {
    const { id } = await registered(department)
    for (const stranger of [otherDepartment, secretary]) {
      await expect(changeRequirement(stranger, change(id, 1))).rejects.toMatchObject(
        code('not_found'),
      )
    }
  })
})

describe('closeRequirement', () => {
  test('销号 with the result; once', async () => {
    const { id } = await registered(officer)
    const closed = await closeRequirement(officer, { requirementId: id, result })
    expect(closed).toMatchObject({ state: 'closed', result, closedBy: officer.viewer.personId })
    expect((await auditOf(db, id, 'requirement.close')).length).toBe(1)
    await expect(closeRequirement(officer, { requirementId: id, result })).rejects.toMatchObject(
      code('conflict'),
    )
  })

  test('is refused while a task on it is open, a draft too, with their number', async () => {
    const { id: requirementId } = await registered(officer)
    const { task } = await dispatchedTask(world, { requirementId })
    const draft = await draftTask(world, { requirementId })
    await expect(closeRequirement(officer, { requirementId, result })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/1 项任务没有办结、1 份任务草稿没有下达/),
    })
    for (const { id: taskId } of [task, draft]) {
      await cancelTask(officer, { taskId, reason: '不再需要' })
    }
    await closeRequirement(officer, { requirementId, result })
  })

  test('of closing and a new task at once one waits, and never do both succeed', async () => {
    const { id: requirementId } = await registered(officer)
    const [closing, saving] = await Promise.allSettled([
      closeRequirement(officer, { requirementId, result }),
      saveTask(officer, taskForm(world, { requirementId })),
    ])
    expect([closing.status, saving.status].sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('strangers do not find it', async () => {
    const { id: requirementId } = await registered(department)
    for (const stranger of [otherDepartment, secretary]) {
      await expect(closeRequirement(stranger, { requirementId, result })).rejects.toMatchObject(
        code('not_found'),
      )
      await expect(
        reopenRequirement(stranger, { requirementId, reason: '还有遗留' }),
      ).rejects.toMatchObject(code('not_found'))
    }
  })
})

describe('reopenRequirement', () => {
  test('with the reason; the old result stays in the record', async () => {
    const { id: requirementId } = await registered(officer)
    const reason = '复查发现两个支部没有整改到位'
    await expect(reopenRequirement(officer, { requirementId, reason })).rejects.toMatchObject(
      code('conflict'),
    )
    await closeRequirement(officer, { requirementId, result })
    const opened = await reopenRequirement(officer, { requirementId, reason })
    expect(opened).toMatchObject({ state: 'registered', result: null, closedAt: null })
    expect(await reopenings(officer, requirementId)).toMatchObject([
      { reason, result, byName: officer.viewer.name },
    ])
  })
})

describe('a task on a requirement', () => {
  test('is refused on one that is closed, hidden or unknown', async () => {
    const { id } = await registered(officer)
    await closeRequirement(officer, { requirementId: id, result })
    const hidden = await registered(officer)
    const attempts = [
      () => saveTask(officer, taskForm(world, { requirementId: id })),
      () => saveTask(department, taskForm(world, { requirementId: hidden.id })),
      () => saveTask(officer, taskForm(world, { requirementId: newId() })),
    ]
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toMatchObject({
        code: 'invalid',
        fields: { requirementId: expect.any(String) },
      })
    }
  })

  test('a draft keeps standing on what was closed afterwards is impossible: closing waits for it', async () => {
    const { id: requirementId } = await registered(officer)
    const { id } = await draftTask(world, { requirementId })
    const [row] = await db.select().from(tasks).where(eq(tasks.id, id))
    expect(row?.requirementId).toBe(requirementId)
    await expect(closeRequirement(officer, { requirementId, result })).rejects.toMatchObject(
      code('conflict'),
    )
  })
})

describe('reads', () => {
  test('the list by source, state and words; pages by cursor; figures of the tasks', async () => {
    const made = await registered(officer, {
      source: 'inspection',
      title: '巡察反馈问题整改（甲）',
    })
    await dispatchedTask(world, { requirementId: made.id })
    const { rows } = await requirementList(officer, { state: 'registered', source: 'inspection' })
    expect(rows.map((row) => row.id)).toEqual([made.id])
    expect(rows[0]?.figures).toMatchObject({ tasks: 1, open: 1, copies: 2, approved: 0 })
    const found = await requirementList(officer, { state: 'all', q: '反馈问题' })
    expect(found.rows.map((row) => row.id)).toEqual([made.id])
    const all = await requirementList(officer, { state: 'all' })
    const [first] = all.rows
    const after = first && { at: first.createdAt, id: first.id }
    expect((await requirementList(officer, { state: 'all', after })).rows).toEqual(
      all.rows.slice(1),
    )
    expect((await requirementTotals(officer)).registered).toBeGreaterThan(0)
  })

  test('a department sees its own only; others none', async () => {
    const own = await registered(department, { title: '隐患专项治理' })
    expect((await requirementList(department, { state: 'all', q: '隐患专项' })).rows).toHaveLength(
      1,
    )
    expect((await requirementList(otherDepartment, { state: 'all' })).rows).toEqual([])
    await expect(requirementList(secretary, { state: 'all' })).rejects.toMatchObject(
      code('forbidden'),
    )
    await expect(requirementTotals(secretary)).rejects.toMatchObject(code('forbidden'))
    await expect(requirementDetail(secretary, own.id)).rejects.toMatchObject(code('not_found'))
    expect(await requirementDetail(department, own.id)).toMatchObject({
      canChange: true,
      canClose: true,
      canReopen: false,
    })
  })

  test('its papers are reached by whoever sees it', async () => {
    const fileId = await createFile(db, world.officer)
    await registered(officer, { fileIds: [fileId] })
    const colleague = await createContextFor(db, world.colleague)
    expect(await reachesRequirementFile(colleague, fileId)).toBe(true)
    expect(await reachesRequirementFile(secretary, fileId)).toBe(false)
  })

  test('lights: 红 past the due day, 黄 behind, none when it is closed', async () => {
    const lightFor = async (dueOn: string, receivedOn = '2026-09-01') => {
      const { id } = await registered(officer, { dueOn, receivedOn })
      await dispatchedTask(world, { requirementId: id })
      return (await requirementDetail(officer, id)).light
    }
    expect(await lightFor('2026-09-14')).toBe('late')
    expect(await lightFor('2026-09-30')).toBe('behind')
    expect(await lightFor('2027-08-31')).toBeNull()
    const { id } = await registered(officer, { dueOn: '2026-09-02' })
    await closeRequirement(officer, { requirementId: id, result })
    expect((await requirementDetail(officer, id)).light).toBeNull()
  })
})
