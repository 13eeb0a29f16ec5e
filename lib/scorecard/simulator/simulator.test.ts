import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { testDatabase } from '@/db/testing/database'
import {
  createContextFor,
  createOfficer,
  createSecretary,
  createTree,
} from '@/db/testing/factories'
import { recordFact } from '@/lib/facts/record-fact'
import { createSimulation, usualNoise } from '../honesty/states'
import { reckonQuarter } from '../ledger/reckon-quarter'
import { startSelfAssessment } from '../quarter/begin-step'
import { openQuarter } from '../quarter/open-quarter'
import { createPublishedScheme, testDocument } from '../quarter/testing'
import { checkScheme } from '../scheme/check-scheme'
import { defaultScheme } from '../scheme/default-scheme'
import { indicatorsOf, schemeDocumentSchema } from '../scheme/schema'
import { readTrial } from './read-trial'
import { trialDocument } from './trial-document'
import { trialMarks } from './trial-marks'

const { db } = await testDatabase()

/** A quarter at 自评: the first branch was late twice with its materials (2.00 each). */
async function scene() {
  const tree = await createTree(db)
  const officer = await createOfficer(db, 'committee_officer', {
    organisationId: tree.committee.id,
  })
  const on = (day: string) =>
    createContextFor(db, officer, { now: new Date(`${day}T10:00:00+08:00`) })
  await createPublishedScheme(db, tree.committee)
  const { id: quarterId } = await openQuarter(await on('2026-09-15'), { period: '2026Q3' })
  const ctx = await on('2026-09-28')
  for (const [branch, count] of [
    [tree.branches[0], 2],
    [tree.branches[1], 0],
  ] as const) {
    await ctx.transact(async (tx) => {
      tx.record({ action: 'score.judge', subjectType: 'organisation', subjectId: branch.id })
      await recordFact(tx, ctx, {
        ...{ kind: 'judgement', organisationId: branch.id, occurredOn: '2026-09-20' },
        ...{ period: '2026Q3', sourceType: 'judgement', sourceId: newId() },
        value: {
          ...{ quarterId, indicatorKey: '1', state: 'scored' },
          items: Array.from({ length: count }, (_, at) => ({
            ...{ itemKey: `d${at}`, ruleKey: 'r-judged', occurredOn: '2026-09-20' },
            ...{ words: '材料晚报', isUrged: false, value: { kind: 'events', count: 1 } },
          })),
        },
      })
    })
  }
  await reckonQuarter(ctx, { quarterId })
  return { ...tree, ctx, quarterId }
}

describe('试算 on the facts of the last quarter', () => {
  test('is only there once a quarter is judged, and only for the office', async () => {
    const { ctx, quarterId, branches } = await scene()
    expect(await readTrial(ctx)).toBeNull()
    await startSelfAssessment(ctx, { quarterId, dueOn: '2026-09-30' })
    expect(await readTrial(ctx)).toMatchObject({ quarter: { period: '2026Q3' } })
    const secretary = await createContextFor(db, await createSecretary(db, branches[0]))
    await expect(readTrial(secretary)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('another amount of a rule is folded anew; ranks and totals follow exactly', async () => {
    const { ctx, quarterId, branches } = await scene()
    await startSelfAssessment(ctx, { quarterId, dueOn: '2026-09-30' })
    const data = await readTrial(ctx)
    if (!data) {
      throw new Error('no data')
    }
    const first = data.branches.findIndex((one) => one.id === branches[0].id)
    const width = data.indicators.length
    expect(data.marks[first * width]).toBe(3600)
    const marks = trialMarks(data, { 'r-judged': 350 })
    expect(marks[first * width]).toBe(3300)
    expect(trialMarks(data, { 'r-judged': 9000 })[first * width]).toBe(0)
    expect([...trialMarks(data, {})]).toEqual(data.marks)
    const simulation = createSimulation({
      ...{ branches: data.branches.length, indicators: width, bands: data.bands },
      weights: Int32Array.from(data.indicators, (one) => one.weightHundredths),
      ...{ marks: Int32Array.from(data.marks), owed: Int32Array.from(data.owed) },
      ...{ classes: new Int32Array(data.branches.length), noise: { ...usualNoise, draws: 100 } },
    })
    const { moved } = simulation.run(null, marks, null)
    expect(moved).toMatchObject([{ branch: first, totalBefore: 9600, totalAfter: 9300 }])
  })
})

describe('what was tried, as a scheme', () => {
  const bands = defaultScheme.grading.bands

  test('nothing tried is the scheme as it is', () => {
    expect(trialDocument(defaultScheme, { weights: {}, amounts: {}, bands })).toEqual(defaultScheme)
  })

  test('full marks take what stands under them along, and the levels above follow', () => {
    const trial = { weights: { 'i1-1': 900, 'i1-2': 200 }, amounts: {}, bands }
    const document = trialDocument(defaultScheme, trial)
    const find = (key: string) => indicatorsOf(document).find((one) => one.key === key)
    expect(find('i1-1')).toMatchObject({
      ...{ fullHundredths: 900, startHundredths: 900, capHundredths: 900 },
      rules: [{ hundredths: 600 }, { hundredths: 300 }],
    })
    expect(find('i1')).toMatchObject({ fullHundredths: 2000, capHundredths: 2000 })
    expect(schemeDocumentSchema.safeParse(document).success).toBe(true)
    expect(checkScheme(document)).toEqual([])
  })

  test('amounts and bands are taken as they were set', () => {
    const document = trialDocument(testDocument(), {
      ...{ weights: {}, amounts: { 'r-judged': 350 } },
      bands: [{ grade: '优秀', fromHundredths: 9500 }],
    })
    expect(document.indicators[0]?.rules[0]).toMatchObject({ hundredths: 350 })
    expect(document.grading.bands).toEqual([{ grade: '优秀', fromHundredths: 9500 }])
  })
})
