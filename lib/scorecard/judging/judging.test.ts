import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import {
  auditEntries,
  facts,
  judgementFiles,
  judgements,
  quarterSubjects,
  scorecardQuarters,
  scoreEntries,
  unscoredTreatments,
} from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { appointPost, createMembership, createOfficer } from '@/db/testing/factories'
import { createFile } from '@/lib/tasks/testing'
import { reckonQuarter } from '../ledger/reckon-quarter'
import { judgeIndicator } from './judge-indicator'
import { judgeMany } from './judge-many'
import type { JudgeInput } from './schema'
import { department, itemOf, type QuarterWorld, quarterWorld } from './testing'
import { treatUnscored } from './treat-unscored'

const { db } = await testDatabase()

const scored = (
  world: QuarterWorld,
  indicatorKey: string,
  items: Extract<JudgeInput, { state: 'scored' }>['items'],
  given: Partial<JudgeInput> = {},
): JudgeInput =>
  ({
    ...{ quarterId: world.quarterId, organisationId: world.first.id, indicatorKey },
    ...{ seenVersion: 0, state: 'scored', items, note: null, fileIds: [] },
    ...given,
  }) as JudgeInput

const range = (hundredths: number, key?: string) =>
  itemOf('r-range', { kind: 'amount' as const, hundredths }, key)

async function reckon({ quarterId }: QuarterWorld, ctx: Parameters<typeof reckonQuarter>[0]) {
  await reckonQuarter(ctx, { quarterId })
  return db.select().from(scoreEntries).where(eq(scoreEntries.quarterId, quarterId))
}

describe('初评 of one indicator', () => {
  test('is a version, a fact and, with its papers, an entry; a correction reverses it', async () => {
    const world = await quarterWorld(db, 'preliminary')
    const ctx = await world.as(world.judge)
    const fileId = await createFile(db, world.judge)
    await judgeIndicator(ctx, scored(world, '2', [range(150)], { fileIds: [fileId] }))
    const [row] = await db
      .select()
      .from(judgements)
      .where(eq(judgements.quarterId, world.quarterId))
    expect(row).toMatchObject({ version: 1, state: 'scored', byId: world.judge.id })
    expect(
      await db
        .select()
        .from(judgementFiles)
        .where(eq(judgementFiles.judgementId, row?.id ?? '')),
    ).toHaveLength(1)
    expect((await reckon(world, ctx)).map((one) => one.amountHundredths)).toEqual([-150])
    await judgeIndicator(ctx, scored(world, '2', [range(100)], { seenVersion: 1 }))
    const amounts = (await reckon(world, ctx)).map((one) => one.amountHundredths)
    expect(amounts.sort((a, b) => a - b)).toEqual([-150, -100, 150])
    const versions = await db
      .select({ version: facts.version, sourceId: facts.sourceId })
      .from(facts)
      .where(and(eq(facts.kind, 'judgement'), eq(facts.organisationId, world.first.id)))
    expect(versions.map((one) => one.version).sort()).toEqual([1, 2])
    expect(new Set(versions.map((one) => one.sourceId)).size).toBe(1)
    const audited = await db
      .select({ action: auditEntries.action })
      .from(auditEntries)
      .where(
        and(eq(auditEntries.subjectId, world.first.id), eq(auditEntries.actorId, world.judge.id)),
      )
    expect(audited).toEqual([{ action: 'score.judge' }, { action: 'score.judge' }])
  })

  test('every rule is checked against its operator and its range, in sentences', async () => {
    const world = await quarterWorld(db, 'preliminary')
    const ctx = await world.as(world.judge)
    const refused = (indicatorKey: string, items: Parameters<typeof scored>[2]) =>
      expect(judgeIndicator(ctx, scored(world, indicatorKey, items))).rejects
    await refused('2', [range(700)]).toMatchObject({
      code: 'invalid',
      fields: { 'rule:r-range': expect.stringContaining('0.50 至 5.00 分') },
    })
    await refused('2', [itemOf('r-range', { kind: 'events', count: 2 })]).toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('要填的是分值'),
    })
    await refused('2', [
      itemOf('r-level', { kind: 'level', level: 5, matter: '安全生产' }),
    ]).toMatchObject({ message: expect.stringContaining('公司级、省公司级') })
    await refused('2', [{ ...range(100), occurredOn: '2026-10-01' }]).toMatchObject({
      message: expect.stringContaining('日期'),
    })
    await refused('2', [itemOf('r-tier', { kind: 'tier', position: 0 })]).toMatchObject({
      code: 'invalid',
    })
    await refused('4', [
      itemOf('r-tier', { kind: 'tier', position: 0 }, 'a'),
      itemOf('r-tier', { kind: 'tier', position: 1 }, 'b'),
    ]).toMatchObject({ message: expect.stringContaining('只能填一次') })
    expect(
      await db.select().from(judgements).where(eq(judgements.quarterId, world.quarterId)),
    ).toEqual([])
  })

  test('不适用 stands on a basis', async () => {
    const world = await quarterWorld(db, 'preliminary')
    const ctx = await world.as(world.judge)
    const state = 'not_applicable' as const
    await expect(
      judgeIndicator(ctx, scored(world, '4', [], { state, note: null })),
    ).rejects.toMatchObject({ code: 'invalid', fields: { note: expect.any(String) } })
    await judgeIndicator(ctx, scored(world, '4', [], { state, note: '本季度新成立，无品牌' }))
    await reckonQuarter(ctx, { quarterId: world.quarterId })
    const [row] = await db
      .select({ indicators: quarterSubjects.indicators })
      .from(quarterSubjects)
      .where(eq(quarterSubjects.organisationId, world.first.id))
    expect(row?.indicators).toMatchObject({ '4': { state: 'not_applicable', total: null } })
  })

  test('not by another department, a branch, nor by whoever was of the branch on any day', async () => {
    const world = await quarterWorld(db, 'preliminary')
    const outsider = await createOfficer(db, 'department_officer', {
      organisationId: world.tree.committee.id,
      department: '财务资产部',
    })
    const input = scored(world, '2', [range(100)])
    for (const person of [outsider, world.secretary, world.officer]) {
      await expect(judgeIndicator(await world.as(person), input)).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
    await expect(judgeIndicator(await world.as(world.other), input)).rejects.toMatchObject({
      code: 'not_found',
    })
    await createMembership(db, world.judge, world.first, { validTo: '2026-07-02' })
    await expect(judgeIndicator(await world.as(world.judge), input)).rejects.toMatchObject({
      code: 'forbidden',
    })
    // Everybody of the department belonged to it: the Party office judges in its place.
    await judgeIndicator(await world.as(world.officer), input)
  })

  test('a colleague of the department judges where one of them may not', async () => {
    const world = await quarterWorld(db, 'preliminary')
    const committee = world.tree.committee
    const second = await createOfficer(db, 'department_officer', {
      organisationId: committee.id,
      department,
    })
    await appointPost(db, world.judge, world.first, { post: 'organisation_commissioner' })
    const input = scored(world, '2', [])
    for (const person of [world.judge, world.officer]) {
      await expect(judgeIndicator(await world.as(person), input)).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
    await judgeIndicator(await world.as(second), input)
  })

  test('only in its steps; nobody’s newer judgement is overwritten', async () => {
    const world = await quarterWorld(db, 'self')
    const ctx = await world.as(world.judge)
    const input = scored(world, '2', [])
    await expect(judgeIndicator(ctx, input)).rejects.toMatchObject({ code: 'conflict' })
    await world.go('meeting')
    await judgeIndicator(ctx, input)
    await expect(judgeIndicator(ctx, input)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('刚刚有人评过'),
    })
    await world.go('publication')
    const again = { ...input, seenVersion: 1, note: '巡察发现依据有误' }
    await expect(judgeIndicator(ctx, again)).rejects.toMatchObject({ code: 'conflict' })
    await db
      .update(scorecardQuarters)
      .set({ revision: 2 })
      .where(eq(scorecardQuarters.id, world.quarterId))
    await expect(judgeIndicator(ctx, { ...again, note: null })).rejects.toMatchObject({
      code: 'invalid',
    })
    expect(await judgeIndicator(ctx, again)).toMatchObject({ version: 2 })
  })
})

describe('“没有情形” for many', () => {
  test('judges whoever is not judged; barred branches are named and nothing is written', async () => {
    const world = await quarterWorld(db, 'preliminary')
    const { quarterId, first, second, third } = world
    const ctx = await world.as(world.judge)
    await judgeIndicator(ctx, scored(world, '2', [range(100)]))
    const input = { quarterId, indicatorKey: '2', organisationIds: [first.id, second.id, third.id] }
    await createMembership(db, world.judge, third, { validTo: '2026-08-01' })
    // The only one of the department: for the third branch the Party office judges.
    await expect(judgeMany(ctx, input)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining(third.name),
    })
    const two = { ...input, organisationIds: [first.id, second.id] }
    expect(await judgeMany(ctx, two)).toEqual({ judged: 1, before: 1 })
    await expect(judgeMany(ctx, two)).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      judgeMany(await world.as(world.officer), { ...input, organisationIds: [second.id] }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('not where each branch needs a statement of its own, and only in its steps', async () => {
    const world = await quarterWorld(db, 'preliminary')
    const { quarterId, first } = world
    const ctx = await world.as(world.judge)
    const input = { quarterId, indicatorKey: '4', organisationIds: [first.id] }
    await expect(judgeMany(ctx, input)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('逐个支部'),
    })
    await world.go('self')
    await expect(judgeMany(ctx, { ...input, indicatorKey: '2' })).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})

describe('one treatment of what nobody scored', () => {
  test('for a class, with minutes and the department that is late; what is judged stays', async () => {
    const world = await quarterWorld(db, 'meeting')
    const { quarterId } = world
    await judgeIndicator(
      await world.as(world.judge),
      scored(world, '4', [itemOf('r-tier', { kind: 'tier', position: 1 })]),
    )
    const ctx = await world.as(world.officer)
    const input = {
      ...{ quarterId, indicatorKey: '4', class: 'I' as const, treatment: 'full' as const },
      ...{ minutesNumber: '领导小组纪要〔2026〕3号', reason: '部门未按期评分，一并给满分' },
    }
    await expect(treatUnscored(await world.as(world.judge), input)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(treatUnscored(ctx, { ...input, class: 'III' })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await treatUnscored(ctx, input)).toEqual({ branches: 2 })
    const [kept] = await db
      .select()
      .from(unscoredTreatments)
      .where(eq(unscoredTreatments.quarterId, quarterId))
    expect(kept).toMatchObject({ department, treatment: 'full', class: 'I' })
    const totals = await db
      .select({ indicators: quarterSubjects.indicators })
      .from(quarterSubjects)
      .where(eq(quarterSubjects.quarterId, quarterId))
    const fourth = totals.map(
      ({ indicators }) => (indicators as Record<string, { total: number | null }>)['4']?.total,
    )
    expect(fourth.sort()).toEqual([1000, 1000, 600])
    await expect(treatUnscored(ctx, input)).rejects.toMatchObject({ code: 'conflict' })
    await world.go('publication')
    await expect(treatUnscored(ctx, { ...input, indicatorKey: '2' })).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})
