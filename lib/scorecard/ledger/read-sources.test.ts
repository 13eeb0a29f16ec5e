import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { knownValues } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createMembership, createPerson } from '@/db/testing/factories'
import { correctActivity } from '@/lib/activities/correct-activity'
import { recordActivity } from '@/lib/activities/record-activity'
import { recordForm } from '@/lib/activities/testing'
import { recordFact } from '@/lib/facts/record-fact'
import { exampleIndicator, exampleRule, exampleScheme } from '../engine/testing/examples'
import { decimalHundredths } from './decimal-hundredths'
import {
  createLedgerWorld,
  entriesOf,
  finish,
  giveFact,
  type LedgerWorld,
  reckon,
  subjectNow,
  withinQuarter,
} from './testing'

const { db } = await testDatabase()
let world: LedgerWorld
let first: string
let second: string

/** Rates, values and conditions: what the everyday rules do not read. */
const document = exampleScheme([
  exampleIndicator({
    key: 'attendance',
    rules: [
      exampleRule('rate_step', {
        key: 'presence',
        words: '到会率低于90%',
        thresholdPercentHundredths: 9000,
        stepPercentHundredths: 1000,
        hundredths: 100,
        countsPartSteps: true,
        source: { kind: 'attendance', activities: ['party_day', 'members_meeting'] },
      }),
    ],
  }),
  exampleIndicator({
    key: 'plan',
    rules: [
      exampleRule('rate_step', {
        key: 'plan-rate',
        words: '计划任务按时完成率低于80%',
        thresholdPercentHundredths: 8000,
        stepPercentHundredths: 1000,
        hundredths: 100,
        countsPartSteps: false,
        source: { kind: 'task', scope: 'plan' },
      }),
    ],
  }),
  exampleIndicator({
    key: 'all-done',
    startHundredths: 0,
    rules: [
      exampleRule('score_if', {
        key: 'all-on-time',
        words: '任务全部按时完成',
        hundredths: 500,
        source: { kind: 'task', scope: 'indicator' },
      }),
    ],
  }),
  exampleIndicator({
    key: 'reported',
    startHundredths: 0,
    rules: [
      exampleRule('band', {
        key: 'rate',
        words: '合格率',
        unit: '%',
        bands: [
          { from: 9500, to: null, hundredths: 1000 },
          { from: null, to: 9500, hundredths: 400 },
        ],
        source: { kind: 'reported', key: '合格率' },
      }),
    ],
  }),
  exampleIndicator({
    key: 'imported',
    startHundredths: 0,
    rules: [
      exampleRule('import', {
        key: 'study',
        words: '学习平台成绩',
        theirFullHundredths: 10_000,
        toHundredths: 1000,
        source: { kind: 'import' },
      }),
    ],
  }),
])

beforeAll(async () => {
  world = await createLedgerWorld(db, { document })
  first = world.branches[0].id
  second = world.branches[1].id
})

const totals = async (organisationId: string) => {
  const { indicators } = await subjectNow(world, organisationId)
  return Object.fromEntries(
    Object.entries(indicators as Record<string, { total: number; state: string }>).map(
      ([key, cell]) => [key, [cell.total, cell.state]],
    ),
  )
}

const publish = (organisationId: string, value: string) =>
  db.insert(knownValues).values({
    id: newId(),
    key: '合格率',
    organisationId,
    period: '2026Q3',
    value,
    sourceType: 'form_report',
    sourceId: newId(),
    publishedAt: withinQuarter,
  })

describe('rates, values and conditions', () => {
  test('without anything found every one of them is 无数据', async () => {
    await reckon(world)
    expect(await entriesOf(world, first)).toEqual([])
    expect(Object.values(await totals(first)).every(([, state]) => state === 'no_data')).toBe(true)
  })

  test('到会率 is that of the standing records, added up', async () => {
    const others = await Promise.all(Array.from({ length: 3 }, () => createPerson(db)))
    for (const person of others) {
      await createMembership(db, person, world.branches[0])
    }
    const ctx = await createContextFor(db, world.secretaries[0], { now: withinQuarter })
    const absent = Object.fromEntries(
      others.map((person) => [`attendance_${person.id}`, 'business_trip']),
    )
    const heldOn = '2026-09-16'
    const wrong = await recordForm(world, ['party_day'], { ...absent, heldOn })
    const { activity } = await recordActivity(ctx, wrong)
    const full = await recordForm(world, ['party_day'], { heldOn })
    await correctActivity(ctx, { ...full, activityId: activity.id, reason: '漏记了到会的人' })
    await reckon(world)
    expect((await totals(first)).attendance).toEqual([1000, 'scored'])
    expect(await entriesOf(world, first)).toEqual([])
    await recordActivity(
      ctx,
      await recordForm(world, ['members_meeting'], { ...absent, heldOn: '2026-09-17' }),
    )
    await reckon(world)
    const [entry] = await entriesOf(world, first)
    expect(entry).toMatchObject({ basisKey: 'aggregate:rate', factId: null, ruleKey: 'presence' })
    expect(entry?.evidence.basis?.split(' ')).toHaveLength(2)
    expect(entry?.amountHundredths).toBeLessThan(0)
  })

  test('of tasks those in time count where a rate or all of them is asked for', async () => {
    const milestoneId = newId()
    const planned = { milestoneId, indicatorKey: null }
    for (const outcome of ['on_time', 'on_time', 'not_done'] as const) {
      await finish(world, second, newId(), { ...planned, outcome })
    }
    await finish(world, second, newId(), { indicatorKey: 'all-done', outcome: 'on_time' })
    await finish(world, second, newId(), { indicatorKey: 'all-done', outcome: 'void' })
    await reckon(world)
    // 66.66 % is one whole step below 80 %.
    expect(await totals(second)).toMatchObject({
      plan: [900, 'scored'],
      'all-done': [500, 'scored'],
    })
    await finish(world, second, newId(), { indicatorKey: 'all-done', outcome: 'late' })
    await reckon(world)
    expect((await totals(second))['all-done']).toEqual([0, 'zero'])
  })

  test('reported and imported values are read exactly', async () => {
    await publish(first, '95.00')
    await publish(second, '94.994')
    await giveFact(world, {
      kind: 'imported_value',
      organisationId: first,
      value: { quarterId: world.quarterId, ruleKey: 'study', hundredths: 8765 },
    })
    await reckon(world)
    expect(await totals(first)).toMatchObject({
      reported: [1000, 'scored'],
      imported: [877, 'scored'],
    })
    expect((await totals(second)).reported).toEqual([400, 'scored'])
  })

  test('of a fact the last version counts, in its own period alone', async () => {
    const organisationId = world.branches[2]?.id ?? ''
    const [moved, kept] = [newId(), newId()]
    const value = { quarterId: world.quarterId, ruleKey: 'study', hundredths: 5000 }
    const fact = { kind: 'imported_value', organisationId, value } as const
    await giveFact(world, { ...fact, sourceId: moved })
    await giveFact(world, { ...fact, sourceId: kept })
    await giveFact(world, { ...fact, sourceId: kept, value: { ...value, hundredths: 100 } })
    await reckon(world)
    expect((await totals(organisationId)).imported).toEqual([510, 'scored'])
    const ctx = await createContextFor(db, world.officer, { now: withinQuarter })
    await ctx.transact(async (tx) => {
      tx.unchanged()
      const source = { sourceType: 'test', sourceId: moved, occurredOn: '2026-10-10' }
      return recordFact(tx, ctx, { ...fact, ...source, period: '2026Q4' })
    })
    await reckon(world)
    expect((await totals(organisationId)).imported).toEqual([10, 'scored'])
  })

  test('what is no number is named and scores nothing', async () => {
    const third = world.branches[2]?.id ?? ''
    await publish(third, '约九成')
    const { problems } = await reckon(world)
    expect(problems).toEqual([expect.stringContaining('约九成')])
    expect((await totals(third)).reported).toEqual([0, 'no_data'])
  })
})

test.each([
  ['96.5', 9650],
  ['0', 0],
  ['-0.005', -1],
  ['0.004', 0],
  ['12.345', 1235],
  ['1e3', null],
  ['', null],
  ['九', null],
  ['9999999999999', null],
])('%s is %s hundredths', (text, hundredths) => {
  expect(decimalHundredths(text)).toBe(hundredths)
})
