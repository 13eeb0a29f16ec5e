import { describe, expect, test } from 'vitest'
import type { Rule } from '../scheme/schema'
import type { Observation } from './observation'
import { planEntries } from './plan-entries'
import { exampleRule, seeded, exampleObservation as seen } from './testing/examples'

/** Basis → amount of what a rule makes; an observation it cannot score is an error here. */
function amounts(rule: Rule, ...observations: Observation[]): Record<string, number> {
  const plan = planEntries(rule, observations)
  expect(plan.problems).toEqual([])
  return Object.fromEntries(plan.entries.map((one) => [one.basisKey, one.amountHundredths]))
}

const events = (number: number, count = 1, isUrged = false) =>
  seen(number, { kind: 'events', count }, { isUrged })
const amount = (number: number, hundredths: number, isUrged = false) =>
  seen(number, { kind: 'amount', hundredths }, { isUrged })
const met = (number: number, isMet = true) => seen(number, { kind: 'met', isMet })
const rate = (number: number, numerator: number, denominator: number) =>
  seen(number, { kind: 'rate', numerator, denominator })

describe('each time something happens', () => {
  test('the amount counts as often as it happened, and a count of none makes no entry', () => {
    const rule = exampleRule('deduct_per_event', { hundredths: 50 })
    expect(amounts(rule, events(1), events(2, 3), events(3, 0))).toEqual({
      'item:1': -50,
      'item:2': -150,
    })
    expect(amounts(exampleRule('add_per_event', { hundredths: 200 }), events(1, 2))).toEqual({
      'item:1': 400,
    })
    expect(amounts(exampleRule('add_capped', { hundredths: 50 }), events(1, 9))).toEqual({
      'item:1': 450,
    })
  })

  test('what had been urged counts twice where the rule says so, and only then', () => {
    const doubled = { hundredths: 100, isDoubledAfterUrging: true }
    expect(amounts(exampleRule('deduct_late', doubled), events(1, 1, true), events(2))).toEqual({
      'item:1': -200,
      'item:2': -100,
    })
    expect(amounts(exampleRule('deduct_late', { hundredths: 100 }), events(1, 1, true))).toEqual({
      'item:1': -100,
    })
    expect(amounts(exampleRule('add_per_event', doubled), events(1, 1, true))).toEqual({
      'item:1': 100,
    })
    const [entry] = planEntries(exampleRule('deduct_late', doubled), [events(1, 2, true)]).entries
    expect(entry?.reason).toBe(
      '第 1 件：2 次，每次 −1.00 分，合计 −2.00 分，经催办仍未落实，加倍为 −4.00 分',
    )
  })

  test('where the table gives no figure, the stated amount counts', () => {
    const rule = exampleRule('deduct_per_event', { hundredths: null, isDoubledAfterUrging: true })
    expect(amounts(rule, amount(1, 30), amount(2, 30, true), amount(3, 0))).toEqual({
      'item:1': -30,
      'item:2': -60,
    })
    expect(amounts(exampleRule('deduct_fixed', { hundredths: null }), amount(1, 0))).toEqual({})
    expect(planEntries(rule, [events(1)]).problems[0]?.sentence).toBe(
      '“每缺一次”要填的是分值，收到的是次数。',
    )
  })

  test('a stated amount stays within the range of the rule, both ends included', () => {
    const range = exampleRule('deduct_range', { fromHundredths: 100, toHundredths: 300 })
    expect(amounts(range, amount(1, 100), amount(2, 300))).toEqual({
      'item:1': -100,
      'item:2': -300,
    })
    const outside = planEntries(range, [amount(1, 99), amount(2, 301), amount(3, 1.5)])
    expect(outside.entries).toEqual([])
    expect(outside.problems.map((one) => one.sentence)).toEqual([
      '“每缺一次”的分值应在 1.00 至 3.00 分之间（填正数，最多两位小数），填的是 0.99 分。',
      '“每缺一次”的分值应在 1.00 至 3.00 分之间（填正数，最多两位小数），填的是 3.01 分。',
      '“每缺一次”的分值应在 1.00 至 3.00 分之间（填正数，最多两位小数），填的是超过两位小数的数。',
    ])
    const add = exampleRule('add_range', { fromHundredths: 100, toHundredths: 500 })
    expect(amounts(add, amount(1, 500))).toEqual({ 'item:1': 500 })
    expect(planEntries(add, [amount(1, 0)]).problems).toHaveLength(1)
    const discretion = exampleRule('add_discretion', { toHundredths: 500 })
    expect(amounts(discretion, amount(1, 500), amount(2, 0))).toEqual({ 'item:1': 500 })
    expect(planEntries(discretion, [amount(1, 501)]).problems).toHaveLength(1)
    const open = exampleRule('deduct_discretion', { toHundredths: null })
    expect(amounts(open, amount(1, 12345))).toEqual({ 'item:1': -12345 })
    expect(planEntries(open, [amount(1, -5)]).problems).toHaveLength(1)
  })
})

describe('once, however often', () => {
  test('the first time carries the entry, whatever order they come in', () => {
    const rule = exampleRule('deduct_fixed', { hundredths: 500 })
    expect(amounts(rule, events(3, 2), met(2), met(1, false))).toEqual({ 'item:2': -500 })
    expect(amounts(rule, met(1, false))).toEqual({})
    const early = seen(8, { kind: 'met', isMet: true }, { occurredOn: '2026-07-01' })
    expect(amounts(rule, met(2), early)).toEqual({ 'item:8': -500 })
    const [entry] = planEntries(rule, [events(3), met(2)]).entries
    expect(entry).toMatchObject({ occurredOn: '2026-07-03', sources: ['fact-2', 'fact-3'] })
  })

  test('an item is emptied and a grade is limited without an amount', () => {
    const zero = planEntries(exampleRule('zero_item', {}), [met(1), met(2)])
    expect(zero.entries).toMatchObject([
      { basisKey: 'item:1', effect: 'zero', amountHundredths: 0 },
    ])
    const veto = planEntries(exampleRule('veto', { effect: { kind: 'ceiling', grade: '一般' } }), [
      events(1),
    ])
    expect(veto.entries).toMatchObject([{ effect: 'veto', amountHundredths: 0 }])
    expect(veto.entries[0]?.reason).toBe('第 1 件：等次最高为“一般”，分数不变')
    expect(planEntries(exampleRule('zero_item', {}), [met(1, false)]).entries).toEqual([])
  })

  test('marks for something done; looked at and not done is an entry of nothing', () => {
    const rule = exampleRule('score_if', { hundredths: 200 })
    expect(amounts(rule, met(1, false), met(2))).toEqual({ 'item:2': 200 })
    expect(amounts(rule, met(1, false))).toEqual({ 'item:1': 0 })
    expect(amounts(rule)).toEqual({})
  })

  test('a thing owed and missed never gives marks for being done', () => {
    const rule = exampleRule('score_if', {
      hundredths: 200,
      source: { kind: 'obligation', activities: ['members_meeting'] },
    })
    expect(planEntries(rule, [events(1)])).toMatchObject({ entries: [], problems: [{}] })
  })
})

describe('parts, tiers and bands', () => {
  const parts = [
    { name: '有议题', hundredths: 100 },
    { name: '有决议', hundredths: 50 },
    { name: '有记录', hundredths: 50 },
  ]
  const has = (number: number, ...positions: number[]) =>
    seen(number, { kind: 'parts', met: positions })

  test('each part that is met counts once', () => {
    const rule = exampleRule('score_each', { parts })
    expect(amounts(rule, has(1, 0, 2, 2), has(2, 2, 1))).toEqual({ 'item:1': 150, 'item:2': 50 })
    expect(amounts(rule, has(1))).toEqual({ 'item:1': 0 })
    expect(planEntries(rule, [has(1, 3)]).problems[0]?.sentence).toContain('只有 3 项')
  })

  test('one part missing, and there is nothing', () => {
    const rule = exampleRule('all_or_nothing', { hundredths: 100, parts: ['学习', '记录'] })
    expect(amounts(rule, has(1, 0, 1))).toEqual({ 'item:1': 100 })
    expect(amounts(rule, met(1))).toEqual({ 'item:1': 100 })
    expect(amounts(rule, met(1), has(2, 0))).toEqual({ 'item:2': 0 })
    expect(planEntries(rule, [has(2, 0)]).entries[0]?.reason).toBe('第 2 件：缺“记录”，得 0 分')
  })

  test('a tier gives its marks, negative ones as well', () => {
    const tiers = [
      { when: '按时', hundredths: 200 },
      { when: '未交', hundredths: 0 },
      { when: '造假', hundredths: -500 },
    ]
    const tier = (number: number, position: number) => seen(number, { kind: 'tier', position })
    const rule = exampleRule('tiered', { tiers })
    expect(amounts(rule, tier(1, 0), tier(2, 1), tier(3, 2))).toEqual({
      'item:1': 200,
      'item:2': 0,
      'item:3': -500,
    })
    expect(planEntries(rule, [tier(1, 3)]).problems[0]?.sentence).toContain('没有第 4 档')
  })

  test('bands are half-open: the gap between 75 and 76 is gone', () => {
    const rule = exampleRule('band', {
      unit: '分',
      bands: [
        { from: 9000, to: null, hundredths: 300 },
        { from: 7600, to: 9000, hundredths: 200 },
        { from: null, to: 7600, hundredths: -100 },
      ],
    })
    const value = (hundredths: number) => seen(1, { kind: 'value', hundredths })
    const of = (hundredths: number) => amounts(rule, value(hundredths))['item:1']
    expect([9000, 8999, 7600, 7599, 7500].map(of)).toEqual([300, 200, 200, -100, -100])
    const upwards = exampleRule('band', {
      unit: '',
      bands: [
        { from: null, to: 7600, hundredths: -100 },
        { from: 7600, to: null, hundredths: 200 },
      ],
    })
    expect(amounts(upwards, value(7600))).toEqual({ 'item:1': 200 })
    // 19/21 is 90.476… %, 18/20 exactly 90 %.
    expect(amounts(rule, rate(1, 19, 21))).toEqual({ 'aggregate:rate': 300 })
    expect(amounts(rule, rate(1, 18, 20))).toEqual({ 'aggregate:rate': 300 })
    expect(amounts(rule, rate(1, 17, 19))).toEqual({ 'aggregate:rate': 200 })
  })
})

describe('rates, levels and scores of other systems', () => {
  const step = (countsPartSteps: boolean) =>
    exampleRule('rate_step', {
      thresholdPercentHundredths: 9000,
      stepPercentHundredths: 1000,
      hundredths: 100,
      countsPartSteps,
    })

  test('rates are added up before they are compared; at the threshold nothing is taken', () => {
    expect(amounts(step(true), rate(1, 8, 10), rate(2, 10, 10))).toEqual({})
    expect(amounts(step(true), rate(1, 8, 10), rate(2, 9, 10))).toEqual({ 'aggregate:rate': -100 })
    expect(amounts(step(false), rate(1, 8, 10), rate(2, 9, 10))).toEqual({})
    expect(amounts(step(false), rate(1, 8, 10))).toEqual({ 'aggregate:rate': -100 })
    expect(amounts(step(true), rate(1, 7, 9))).toEqual({ 'aggregate:rate': -200 })
    expect(amounts(step(false), rate(1, 7, 9))).toEqual({ 'aggregate:rate': -100 })
    expect(amounts(step(true), rate(1, 0, 10))).toEqual({ 'aggregate:rate': -900 })
  })

  test('nobody expected, nothing to compare', () => {
    expect(amounts(step(true), rate(1, 0, 0))).toEqual({})
    const [entry] = planEntries(step(true), [rate(2, 1, 2), rate(1, 1, 2)]).entries
    expect(entry).toMatchObject({
      occurredOn: '2026-07-03',
      evidence: { numerator: '2', denominator: '4', basis: 'item:1 item:2' },
      sources: ['fact-1', 'fact-2'],
    })
    expect(entry?.reason).toBe(
      '每缺一次：2/4，即 50.00%，低于 90.00%，计 4 档，每档 −1.00 分，合计 −4.00 分',
    )
  })

  test('of one matter the highest award counts, and criticism apart from it', () => {
    const levels = [
      { name: '公司级', hundredths: 200 },
      { name: '省级', hundredths: 800 },
      { name: '通报批评', hundredths: -100 },
      { name: '上级通报批评', hundredths: -300 },
    ]
    const level = (number: number, at: number, matter: string) =>
      seen(number, { kind: 'level', level: at, matter })
    const rule = exampleRule('by_level', { levels })
    expect(
      amounts(
        rule,
        level(1, 0, '先进'),
        level(2, 1, '先进 '),
        level(3, 0, '宣传'),
        level(4, 2, '先进'),
        level(5, 3, '先进'),
      ),
    ).toEqual({
      'aggregate:matter:先进': 800,
      'aggregate:matter:先进:negative': -300,
      'aggregate:matter:宣传': 200,
    })
    const only = exampleRule('by_level', { levels: levels.slice(2) })
    expect(amounts(only, level(1, 0, '安全'), level(2, 1, '安全'))).toEqual({
      'aggregate:matter:安全': -300,
    })
    const [best] = planEntries(rule, [level(1, 0, '先进'), level(2, 1, '先进')]).entries
    expect(best).toMatchObject({ sources: ['fact-1', 'fact-2'], handlerId: 'handler' })
    expect(best?.reason).toBe('第 2 件：省级，+8.00 分，同一事项共 2 条，只计最高的一条')
  })

  test('a score of another system comes over half away from zero', () => {
    const value = (hundredths: number) => seen(1, { kind: 'value', hundredths })
    const rule = exampleRule('import', { theirFullHundredths: 12000, toHundredths: 3000 })
    const of = (hundredths: number) => amounts(rule, value(hundredths))['item:1']
    // A quarter of it: 0.5 goes to 1, −0.5 to −1.
    expect([10000, 2, -2, 1, 6].map(of)).toEqual([2500, 1, -1, 0, 2])
    const plain = exampleRule('import', { theirFullHundredths: null, toHundredths: null })
    expect(amounts(plain, value(-150), amount(2, 80))).toEqual({ 'item:1': -150, 'item:2': 80 })
    expect(planEntries(plain, [value(0.5)]).problems[0]?.sentence).toContain('最多两位小数')
  })
})

test('the order of observations makes no difference, nor does one that came twice', () => {
  const rules = [
    exampleRule('deduct_per_event', { hundredths: 50, isDoubledAfterUrging: true }),
    exampleRule('deduct_fixed', { hundredths: 200 }),
    exampleRule('by_level', {
      levels: [
        { name: '甲', hundredths: 100 },
        { name: '乙', hundredths: 200 },
        { name: '丙', hundredths: -50 },
      ],
    }),
    exampleRule('rate_step', {
      thresholdPercentHundredths: 8500,
      stepPercentHundredths: 500,
      hundredths: 10,
      countsPartSteps: true,
    }),
    exampleRule('score_each', {
      parts: [
        { name: '甲', hundredths: 10 },
        { name: '乙', hundredths: 20 },
      ],
    }),
    exampleRule('tiered', {
      tiers: [
        { when: '甲', hundredths: 10 },
        { when: '乙', hundredths: -20 },
      ],
    }),
  ]
  for (let seed = 1; seed <= 300; seed++) {
    const random = seeded(seed)
    const observations = Array.from({ length: random.int(0, 12) }, () => {
      const number = random.int(1, 20)
      const isUrged = random.is(30)
      return random.pick([
        events(number, random.int(0, 3), isUrged),
        met(number, random.is(50)),
        rate(number, random.int(0, 9), 9),
        seen(number, { kind: 'level', level: random.int(0, 2), matter: random.pick(['一', '二']) }),
        seen(number, { kind: 'parts', met: [random.int(0, 1)] }),
        seen(number, { kind: 'tier', position: random.int(0, 2) }),
      ])
    })
    for (const rule of rules) {
      const plan = planEntries(rule, observations)
      expect(planEntries(rule, random.shuffle(observations))).toEqual(plan)
      const bases = plan.entries.map((one) => one.basisKey)
      expect(new Set(bases).size).toBe(bases.length)
      expect(plan.entries.every((one) => Number.isSafeInteger(one.amountHundredths))).toBe(true)
    }
  }
})
