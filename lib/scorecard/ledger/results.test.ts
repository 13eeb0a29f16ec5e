import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { quarterSubjects, scorecardQuarters, unscoredTreatments } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createMember, type MadePerson } from '@/db/testing/factories'
import { dispatchedTask } from '@/lib/tasks/testing'
import { branchResult } from './branch-result'
import { quarterResults } from './quarter-results'
import type { IndicatorResultView, ResultStep } from './schema'
import { createLedgerWorld, finish, judge, type LedgerWorld, reckon } from './testing'

const { db } = await testDatabase()
let world: LedgerWorld
let ids: string[]
const sourceId = newId()

beforeAll(async () => {
  world = await createLedgerWorld(db, { branches: 4 })
  ids = world.branches.map((branch) => branch.id)
  const made = await dispatchedTask(world)
  const [{ assignment }] = made.copies
  await judge(world, ids[0] ?? '', { count: 3, sourceId })
  await reckon(world)
  await judge(world, ids[0] ?? '', { count: 30, sourceId })
  await finish(world, ids[0] ?? '', assignment.id, { taskId: made.task.id, isUrged: true })
  await judge(world, ids[1] ?? '', { count: 0, sourceId: newId(), isVetoed: true })
  await judge(world, ids[2] ?? '', { count: 0, sourceId: newId() })
  await reckon(world)
})

const as = (person: MadePerson) => createContextFor(db, person)
const stateOfQuarter = (state: 'open' | 'publication') =>
  db.update(scorecardQuarters).set({ state }).where(eq(scorecardQuarters.id, world.quarterId))

describe('the board', () => {
  test('ranks and grades within the class; who has something 未评 has neither', async () => {
    const { quarter, rows, indicators } = await quarterResults(
      await as(world.officer),
      world.quarterId,
    )
    expect(quarter).toMatchObject({ period: '2026Q3', scheme: { year: 2026, version: 1 } })
    expect(indicators.map((one) => [one.key, one.isLeaf])).toContainEqual(['judged', true])
    const seen = rows.map(({ subject, standing, vetoes, states }) => [
      ids.indexOf(subject.organisationId),
      standing.totalHundredths,
      standing.rank,
      standing.grade,
      vetoes.length,
      states.unscored,
    ])
    // Of equal scores the veto limits the grade alone; the fourth is not judged.
    expect(seen.slice(0, 2).sort()).toEqual([
      [1, 3000, 1, '一般', 1, 0],
      [2, 3000, 1, '优秀', 0, 0],
    ])
    expect(seen.slice(2)).toEqual([
      [0, 1800, 3, '一般', 0, 0],
      [3, 3000, null, null, 0, 1],
    ])
  })

  test('is not for secretaries, and an unknown quarter is none', async () => {
    const secretary = await as(world.secretaries[0])
    await expect(quarterResults(secretary, world.quarterId)).rejects.toMatchObject({
      code: 'not_found',
    })
    const officer = await as(world.officer)
    await expect(quarterResults(officer, newId())).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a branch', () => {
  test('every step from the start to the total, with entries, rules and evidence', async () => {
    const result = await branchResult(await as(world.officer), world.quarterId, ids[0] ?? '')
    expect(result.standing).toEqual({
      totalHundredths: 1800,
      fullHundredths: 4000,
      unscoredHundredths: 0,
      rank: 3,
      grade: '一般',
    })
    expect(result.rankedInClass).toBe(3)
    const [judged, , tasks] = result.indicators
    expect(judged?.steps.map(({ kind, totalHundredths }) => [kind, totalHundredths])).toEqual([
      ['base', 1000],
      ['entry', -500],
      ['floor', 0],
    ])
    expect(judged).toMatchObject({ state: 'zero', totalHundredths: 0 })
    expect(judged?.rules[0]?.sentence).toContain('材料迟报')
    const all = (one: IndicatorResultView): ResultStep[] => [
      ...one.steps,
      ...one.children.flatMap(all),
    ]
    const steps = [...result.steps, ...result.indicators.flatMap(all)]
    expect(steps.every((step) => step.words.length > 0)).toBe(true)
    const entryIds = new Set(result.entries.map((entry) => entry.id))
    expect(steps.every((step) => step.entryId === null || entryIds.has(step.entryId))).toBe(true)

    const late = result.entries.find((entry) => entry.ruleKey === 'task-late')
    expect(late).toMatchObject({ state: 'standing', amountHundredths: -200, period: '2026Q3' })
    expect(tasks?.totalHundredths).toBe(800)
    expect(late?.evidence).toEqual([
      {
        label: '任务“报送三季度学习计划”',
        href: expect.stringMatching(/^\/tasks\/.+\/assignments\//),
      },
    ])
    const states = result.entries
      .filter((entry) => entry.ruleKey === 'late')
      .map((entry) => [entry.state, entry.amountHundredths, entry.factVersion])
    expect(states.sort()).toEqual([
      ['reversal', 150, 2],
      ['reversed', -150, 1],
      ['standing', -1500, 2],
    ])
    const standing = result.entries.find(
      (entry) => entry.ruleKey === 'late' && entry.generation === 2,
    )
    expect(standing?.handlerName).toBe(world.officer.name)
  })

  test('the shown steps come to what the board says', async () => {
    const officer = await as(world.officer)
    const { rows } = await quarterResults(officer, world.quarterId)
    for (const row of rows) {
      const result = await branchResult(officer, world.quarterId, row.subject.organisationId)
      expect(result.standing).toEqual(row.standing)
      const shown = (list: readonly IndicatorResultView[]): [string, number | null, string][] =>
        list.flatMap((one) => [
          [one.key, one.totalHundredths, one.state] as [string, number | null, string],
          ...shown(one.children),
        ])
      for (const [key, total, state] of shown(result.indicators)) {
        expect(row.indicators[key]).toMatchObject({ total, state })
      }
    }
  })

  test('its own secretary and members see it, without rank before 公示; others find nothing', async () => {
    const member = await createMember(db, world.branches[0])
    for (const person of [world.secretaries[0], member]) {
      const seen = await branchResult(await as(person), world.quarterId, ids[0] ?? '')
      expect(seen.standing).toMatchObject({ totalHundredths: 1800, rank: null, grade: null })
      expect(seen.rankedInClass).toBe(0)
    }
    await stateOfQuarter('publication')
    const shown = await branchResult(await as(member), world.quarterId, ids[0] ?? '')
    expect(shown.standing).toMatchObject({ rank: 3, grade: '一般' })
    const late = shown.entries.find((entry) => entry.ruleKey === 'task-late')
    expect(late?.evidence[0]?.href).toBeNull()
    await stateOfQuarter('open')
    const stranger = await as(world.secretaries[1])
    const refused = { code: 'not_found' }
    await expect(branchResult(stranger, world.quarterId, ids[0] ?? '')).rejects.toMatchObject(
      refused,
    )
    await expect(branchResult(stranger, 'x', 'y')).rejects.toMatchObject(refused)
    const officer = await as(world.officer)
    await expect(branchResult(officer, world.quarterId, world.committee.id)).rejects.toMatchObject(
      refused,
    )
  })

  test('what the 领导小组 decided about 未评 counts, and is said', async () => {
    await db.insert(unscoredTreatments).values({
      quarterId: world.quarterId,
      indicatorKey: 'judged',
      class: 'I',
      treatment: 'zero',
      minutesNumber: '纪要〔2026〕9号',
      reason: '部门逾期未评',
      byId: world.officer.id,
      at: new Date('2026-10-10T10:00:00+08:00'),
    })
    await reckon(world)
    const result = await branchResult(await as(world.officer), world.quarterId, ids[3] ?? '')
    expect(result.standing).toMatchObject({ totalHundredths: 2000, unscoredHundredths: 0, rank: 3 })
    expect(result.indicators[0]?.steps.at(-1)?.words).toContain('领导小组')
    const [judged] = await db
      .select({ indicators: quarterSubjects.indicators })
      .from(quarterSubjects)
      .where(sql`${quarterSubjects.organisationId} = ${ids[3]}`)
    expect(judged?.indicators).toMatchObject({
      judged: { total: 0, state: 'zero', given: 'unscored' },
    })
  })
})
