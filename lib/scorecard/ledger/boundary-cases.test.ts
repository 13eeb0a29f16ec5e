import { and, asc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { obligations, scoreEntries } from '@/db/schema'
import { testDatabase } from '@/db/testing/database'
import { createContextFor, createOrganisation } from '@/db/testing/factories'
import { recordActivity } from '@/lib/activities/record-activity'
import { owed, recordForm } from '@/lib/activities/testing'
import { recordFact } from '@/lib/facts/record-fact'
import { mergeOrganisation } from '@/lib/organisation/merge-organisation'
import { dayOf, momentOf, quarterOf } from '@/lib/period'
import { openWork } from '@/lib/tasks/open-work'
import { issueDueInstances } from '@/lib/tasks/templates/issue-due'
import { createWorld, type World } from '@/lib/tasks/testing'
import { exampleRule } from '../engine/testing/examples'
import { openQuarter } from '../quarter/open-quarter'
import { createPublishedScheme, judgedRule, testDocument, testLeaf } from '../quarter/testing'
import type { Rule, SchemeDocument } from '../scheme/schema'
import { quarterResults } from './quarter-results'
import { reckonQuarter } from './reckon-quarter'

const { db } = await testDatabase()

const owedRule = (activity: 'party_day' | 'appraisal'): Rule =>
  exampleRule('deduct_per_event', {
    ...{ key: `r-${activity}`, words: '应开展的活动缺一次', hundredths: 150 },
    source: { kind: 'obligation', activities: [activity] },
  })

/** 100.00: what is owed, and what is judged with a veto that limits the grade. */
const document: SchemeDocument = testDocument({
  indicators: [
    testLeaf('1', 6000, [owedRule('party_day'), owedRule('appraisal')]),
    testLeaf('2', 4000, [
      exampleRule('deduct_range', {
        ...{ key: 'r-range', words: '发生问题', fromHundredths: 50, toHundredths: 500 },
      }),
      exampleRule('veto', {
        ...{ key: 'r-veto', words: '发生责任事件' },
        effect: { kind: 'ceiling', grade: '一般' },
      }),
    ]),
  ],
})

/** A committee of three branches whose scheme is published. */
async function scene(given: SchemeDocument = document): Promise<World> {
  const world = await createWorld(db, { branches: 3 })
  await createPublishedScheme(db, world.committee, { document: given, by: world.officer })
  return world
}

async function opened(world: World, period: string, day: string): Promise<string> {
  const ctx = await createContextFor(db, world.officer, { now: momentOf(day, '09:00') })
  return (await openQuarter(ctx, { period })).id
}

async function reckoned(world: World, quarterId: string, now: Date) {
  await reckonQuarter(await createContextFor(db, 'system', { now }), { quarterId })
  const ctx = await createContextFor(db, world.officer, { now })
  const { rows } = await quarterResults(ctx, quarterId)
  return new Map(rows.map((row) => [row.subject.organisationId, row]))
}

async function standing(quarterId: string, organisationId: string) {
  const rows = await db
    .select()
    .from(scoreEntries)
    .where(
      and(eq(scoreEntries.quarterId, quarterId), eq(scoreEntries.organisationId, organisationId)),
    )
    .orderBy(asc(scoreEntries.occurredOn), asc(scoreEntries.id))
  const reversed = new Set(rows.map((row) => row.reversesId))
  return rows.filter((row) => row.reversesId === null && !reversed.has(row.id))
}

type Item = { ruleKey: string; hundredths?: number }

/** The department's word on indicator 2, in whatever quarter. */
async function judge(
  world: World,
  {
    quarterId,
    organisationId,
    items,
  }: Record<'quarterId' | 'organisationId', string> & {
    items: Item[] | 'not_applicable'
  },
) {
  const ctx = await createContextFor(db, world.officer, { now: momentOf('2026-04-08', '09:00') })
  await ctx.transact(async (tx) => {
    tx.unchanged()
    await recordFact(tx, ctx, {
      ...{ kind: 'judgement', organisationId, occurredOn: '2026-03-20', period: '2026Q1' },
      ...{ sourceType: 'judgement', sourceId: newId() },
      value: {
        ...{ quarterId, indicatorKey: '2' },
        state: items === 'not_applicable' ? items : 'scored',
        items: (items === 'not_applicable' ? [] : items).map(({ ruleKey, hundredths }, at) => ({
          ...{
            itemKey: `i${at}`,
            ruleKey,
            occurredOn: '2026-03-20',
            words: '查实',
            isUrged: false,
          },
          value:
            hundredths === undefined
              ? { kind: 'met' as const, isMet: true }
              : { kind: 'amount' as const, hundredths },
        })),
      },
    })
  })
}

describe('the end of a quarter', () => {
  const last = new Date('2026-03-31T23:59:59+08:00')
  const first = new Date('2026-04-01T00:00:00+08:00')

  test('the last second of March is the first quarter, the next one the second', () => {
    expect([last, first].map((moment) => quarterOf(dayOf(moment)))).toEqual(['2026Q1', '2026Q2'])
  })

  test('what a year owes counts in the quarter of its due, to the second', async () => {
    const world = await scene()
    const templateId = await owed(world, ['party_day'], {}, momentOf('2026-03-01', '09:00'))
    const [before, after] = world.branches
    for (const [branch, dueAt] of [
      [before, last],
      [after, first],
    ] as const) {
      await db.insert(obligations).values({
        ...{ id: newId(), kind: 'appraisal', organisationId: branch.id, period: '2026' },
        ...{ dueAt, templateId },
      })
    }
    const q1 = await opened(world, '2026Q1', '2026-03-01')
    const q2 = await opened(world, '2026Q2', '2026-04-02')
    // At the very second of its due nothing is missed yet.
    await reckoned(world, q1, last)
    const yearly = async (quarterId: string, branch: { id: string }) =>
      (await standing(quarterId, branch.id))
        .filter((one) => one.ruleKey === 'r-appraisal')
        .map((one) => one.occurredOn)
    expect(await yearly(q1, before)).toEqual([])
    const now = momentOf('2026-04-20', '09:00')
    await reckoned(world, q1, now)
    await reckoned(world, q2, now)
    expect([await yearly(q1, before), await yearly(q2, before)]).toEqual([['2026-03-31'], []])
    expect([await yearly(q1, after), await yearly(q2, after)]).toEqual([[], ['2026-04-01']])
  })

  test('补录 on 5 April of a meeting in March counts in the first quarter, and says so', async () => {
    const world = await scene()
    const [branch] = world.branches
    await owed(world, ['party_day'], {}, momentOf('2026-03-01', '09:00'))
    const q1 = await opened(world, '2026Q1', '2026-03-01')
    const q2 = await opened(world, '2026Q2', '2026-04-02')
    const late = await createContextFor(db, world.secretaries[0], {
      now: momentOf('2026-04-05', '10:00'),
    })
    await recordActivity(
      late,
      await recordForm(world, ['party_day'], { heldOn: '2026-03-20', lateReason: '记录人出差' }),
    )
    const now = momentOf('2026-04-06', '09:00')
    await reckoned(world, q1, now)
    await reckoned(world, q2, now)
    const [entry, ...others] = await standing(q1, branch.id)
    expect(others).toEqual([])
    expect(entry).toMatchObject({ amountHundredths: -150, occurredOn: '2026-03-31' })
    expect(entry?.reason).toContain('2026年3月主题党日为逾期补录')
    expect(await standing(q2, branch.id)).toEqual([])
  })
})

test('merged on 15 February: its segment stands apart, March is its successor’s alone', async () => {
  const world = await scene()
  const { officer } = world
  const [ended, successor] = world.branches
  await owed(world, ['party_day'], {}, momentOf('2026-01-01', '09:00'))
  await issueDueInstances(
    await createContextFor(db, 'system', { now: momentOf('2026-02-01', '09:00') }),
  )
  const q1 = await opened(world, '2026Q1', '2026-01-05')
  const january = await reckoned(world, q1, momentOf('2026-02-10', '09:00'))
  expect(january.get(ended.id)?.standing.totalHundredths).toBe(9850)
  const open = await openWork.listOpen(db, ended.id)
  await mergeOrganisation(
    await createContextFor(db, officer, { now: momentOf('2026-02-15', '09:00') }),
    {
      ...{ organisationId: ended.id, intoId: successor.id },
      ...{ on: '2026-02-15', basis: '党委〔2026〕3号' },
      decisions: open.map(({ assignmentId }) => ({
        assignmentId,
        isTransferred: false,
      })),
      workBasis: '接收支部已有同一任务',
    },
    openWork,
  )
  await issueDueInstances(
    await createContextFor(db, 'system', { now: momentOf('2026-03-01', '09:00') }),
  )
  const rows = await reckoned(world, q1, momentOf('2026-04-05', '09:00'))
  expect(rows.get(ended.id)?.subject).toMatchObject({
    ...{ from: '2026-01-01', to: '2026-02-15', mergedInto: { id: successor.id } },
  })
  expect(rows.get(ended.id)?.standing).toMatchObject({ rank: null, grade: null })
  const days = async (branch: { id: string }) =>
    (await standing(q1, branch.id)).map((one) => one.occurredOn)
  // What it had left open was decided 不适用; nothing due after its end is held against it.
  expect(await days(ended)).toEqual([])
  expect(rows.get(ended.id)?.standing.totalHundredths).toBe(10_000)
  expect(await days(successor)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31'])
  expect(rows.get(successor.id)?.standing.totalHundredths).toBe(9550)
})

describe('who is compared', () => {
  test('equal totals share a rank; a class of one is first; 不适用 in all is not compared', async () => {
    const world = await scene(testDocument({ indicators: document.indicators.slice(1) }))
    const [a, b, c] = world.branches
    const parentId = world.committee.id
    const alone = await createOrganisation(db, { parentId, class: 'II' })
    const nothing = await createOrganisation(db, { parentId, class: 'III' })
    const quarterId = await opened(world, '2026Q1', '2026-03-01')
    const range = (hundredths: number) => [{ ruleKey: 'r-range', hundredths }]
    for (const [branch, items] of [
      [a, range(100)],
      [b, range(100)],
      [c, range(300)],
      [alone, range(500)],
      [nothing, 'not_applicable' as const],
    ] as const) {
      const organisationId = branch?.id ?? ''
      await judge(world, { quarterId, organisationId, items: items as Item[] | 'not_applicable' })
    }
    const rows = await reckoned(world, quarterId, momentOf('2026-04-10', '09:00'))
    const rank = (branch: { id: string } | undefined) => rows.get(branch?.id ?? '')?.standing.rank
    expect([a, b, c, alone, nothing].map(rank)).toEqual([1, 1, 3, 1, null])
    expect(rows.get(nothing.id)).toMatchObject({
      standing: { grade: null, fullHundredths: 4000, unscoredHundredths: 0 },
      indicators: { 2: { total: null, state: 'not_applicable' } },
    })
  })

  test('95 marks and a veto: the score stays, the grade is 一般, both are told', async () => {
    const world = await scene()
    const quarterId = await opened(world, '2026Q1', '2026-03-01')
    const [vetoed, other] = world.branches
    const items = [{ ruleKey: 'r-range', hundredths: 500 }]
    await judge(world, {
      ...{ quarterId, organisationId: vetoed.id },
      items: [...items, { ruleKey: 'r-veto' }],
    })
    await judge(world, { ...{ quarterId, organisationId: other.id }, items })
    const rows = await reckoned(world, quarterId, momentOf('2026-04-10', '09:00'))
    expect(rows.get(vetoed.id)).toMatchObject({
      standing: { totalHundredths: 9500, rank: 1, grade: '一般' },
      vetoes: [expect.stringContaining('一般')],
    })
    expect(rows.get(other.id)).toMatchObject({
      standing: { totalHundredths: 9500, rank: 1, grade: '优秀' },
      vetoes: [],
    })
  })
})

test('a rule changed in mid-quarter: this one goes on by its version, the next by the new one', async () => {
  const twice = { ...judgedRule, hundredths: 400 }
  const both = [judgedRule, twice].map((rule) =>
    testDocument({ indicators: [testLeaf('2', 4000, [rule])] }),
  )
  const world = await scene(both[0])
  const [branch] = world.branches
  const q1 = await opened(world, '2026Q1', '2026-01-05')
  await createPublishedScheme(db, world.committee, {
    ...{ document: both[1], version: 2, by: world.officer },
  })
  const q2 = await opened(world, '2026Q2', '2026-04-02')
  const ctx = await createContextFor(db, world.officer, { now: momentOf('2026-04-08', '09:00') })
  for (const [quarterId, period] of [
    [q1, '2026Q1'],
    [q2, '2026Q2'],
  ] as const) {
    await ctx.transact(async (tx) => {
      tx.unchanged()
      const item = { itemKey: 'i1', ruleKey: 'r-judged', occurredOn: '2026-03-20' }
      await recordFact(tx, ctx, {
        ...{ kind: 'judgement', organisationId: branch.id, occurredOn: '2026-03-20', period },
        ...{ sourceType: 'judgement', sourceId: newId() },
        value: {
          ...{ quarterId, indicatorKey: '2', state: 'scored' },
          items: [{ ...item, words: '材料', isUrged: false, value: { kind: 'events', count: 1 } }],
        },
      })
    })
    await reckoned(world, quarterId, momentOf('2026-04-10', '09:00'))
  }
  expect(await standing(q1, branch.id)).toMatchObject([
    { amountHundredths: -200, ruleVersion: '2026v1:r-judged' },
  ])
  expect(await standing(q2, branch.id)).toMatchObject([
    { amountHundredths: -400, ruleVersion: '2026v2:r-judged' },
  ])
})
