import { describe, expect, test } from 'vitest'
import type { Indicator } from '../scheme/schema'
import { foldSteps } from './fold-steps'
import { foldTotals } from './fold-totals'
import type { Circumstances, GivenState } from './indicator-states'
import { prepareScheme } from './prepare-scheme'
import {
  exampleIndicator,
  exampleRule,
  exampleScheme,
  exampleLine as line,
} from './testing/examples'

const deduct = (key: string, capHundredths: number | null = null) =>
  exampleRule('deduct_per_event', { key, capHundredths, hundredths: 50 })

const known = (
  states: Record<string, GivenState>,
  treatments: Record<string, 'full' | 'zero' | 'not_applicable'> = {},
): Circumstances => ({
  states: new Map(Object.entries(states)),
  treatments: new Map(Object.entries(treatments)),
})

const folded = (
  indicators: Indicator[],
  lines: ReturnType<typeof line>[],
  circumstances?: Circumstances,
) => foldSteps(prepareScheme(exampleScheme(indicators)), 'I', lines, circumstances)

const leaf = (key: string, rest: Partial<Indicator> = {}) =>
  exampleIndicator({ key, rules: [deduct(`${key}-r`)], ...rest })

describe('the steps of an indicator', () => {
  test('start, entries, limit of the rule, what is below, floor: each with the sum after it', () => {
    const indicators = [
      exampleIndicator({
        key: 'a',
        startHundredths: 300,
        rules: [deduct('r1', 100), deduct('r2')],
        children: [leaf('b', { startHundredths: 200, fullHundredths: 200 })],
      }),
    ]
    const lines = [
      line('r2', -900, 'x'),
      line('r1', -80, 'y'),
      line('r1', -60, 'x'),
      line('b-r', -50),
    ]
    const result = folded(indicators, lines)
    const [a] = result.indicators
    expect(a?.steps.map((one) => [one.kind, one.amountHundredths, one.totalHundredths])).toEqual([
      ['base', 300, 300],
      ['entry', -60, 240],
      ['entry', -80, 160],
      ['rule_cap', 40, 200],
      ['entry', -900, -700],
      ['child', 150, -550],
      ['floor', 550, 0],
    ])
    expect(a?.steps[1]).toMatchObject({ line: lines[2], ruleKey: 'r1', childKey: null })
    expect(a?.steps[5]).toMatchObject({ line: null, childKey: 'b' })
    expect(a).toMatchObject({ totalHundredths: 0, state: 'zero' })
    expect(result).toMatchObject({ totalHundredths: 0, fullHundredths: 1000, unscoredCount: 0 })
  })

  test('an emptied item is emptied with what is below it, then raised to its floor', () => {
    const zero = exampleRule('zero_item', { key: 'z' })
    const indicators = [
      exampleIndicator({ key: 'a', rules: [zero], children: [leaf('b')], floorHundredths: 100 }),
    ]
    const [a] = folded(indicators, [line('z', 0, 'x', 'zero')]).indicators
    expect(a?.steps.slice(1).map((one) => [one.kind, one.totalHundredths])).toEqual([
      ['child', 2000],
      ['zero', 0],
      ['floor', 100],
    ])
  })

  test('without a floor an item goes below nothing; a cap holds what is added', () => {
    expect(folded([leaf('a', { floorHundredths: null })], [line('a-r', -1500)])).toMatchObject({
      totalHundredths: -500,
    })
    const bonus = leaf('a', {
      startHundredths: 0,
      capHundredths: 500,
      rules: [exampleRule('add_capped', { key: 'add', hundredths: 200, capHundredths: 300 })],
    })
    const [a] = folded([bonus], [line('add', 400, 'x'), line('add', 200, 'y')]).indicators
    expect(a?.steps.at(-1)).toMatchObject({ kind: 'rule_cap', totalHundredths: 300 })
  })
})

describe('classes', () => {
  const indicators = [
    leaf('common'),
    exampleIndicator({
      key: 'own',
      startHundredths: 0,
      children: [leaf('one', { classes: ['I'] }), leaf('two', { classes: ['II', 'III'] })],
    }),
    exampleIndicator({
      key: 'third',
      startHundredths: 0,
      children: [leaf('x', { classes: ['III'] })],
    }),
  ]
  const prepared = prepareScheme(exampleScheme(indicators))
  const lines = [line('one-r', -100), line('two-r', -200), line('x-r', -300)]

  test('each class has its own parts; a level of which nothing is left has no marks', () => {
    const of = (organisationClass: 'I' | 'II' | 'III' | null) => {
      const { totalHundredths, fullHundredths } = foldTotals(prepared, organisationClass, lines)
      return [totalHundredths, fullHundredths]
    }
    expect(of('I')).toEqual([1900, 2000])
    expect(of('II')).toEqual([1800, 2000])
    expect(of('III')).toEqual([2500, 3000])
    expect(of(null)).toEqual([1000, 1000])
  })

  test('a line of a rule that no class has is refused', () => {
    expect(() => foldTotals(prepared, 'I', [line('nobody', -100)])).toThrow('nobody')
    expect(() => foldSteps(prepared, 'I', [line('nobody', -100)])).toThrow('nobody')
  })
})

describe('what does not apply', () => {
  const two = (notApplicable: 'scale' | 'full') => [
    leaf('a', { fullHundredths: 6000, startHundredths: 6000 }),
    leaf('b', { fullHundredths: 4000, startHundredths: 4000, notApplicable }),
  ]

  test('its marks are taken out, and the rest is brought to full marks at the very end', () => {
    const result = folded(two('scale'), [line('a-r', -1001)], known({ b: 'not_applicable' }))
    // 4999 × 10000 ÷ 6000 = 8331.67, half away from zero.
    expect(result).toMatchObject({
      totalHundredths: 8332,
      fullHundredths: 10_000,
      applicableFullHundredths: 6000,
    })
    expect(result.steps.map((one) => [one.kind, one.amountHundredths])).toEqual([
      ['child', 4999],
      ['scale', 3333],
    ])
    expect(result.indicators[1]).toMatchObject({ state: 'not_applicable', isOut: true, steps: [] })
  })

  test('or they are given, where the scheme says so', () => {
    const result = folded(two('full'), [line('a-r', -1001)], known({ b: 'not_applicable' }))
    expect(result).toMatchObject({ totalHundredths: 8999, applicableFullHundredths: 10_000 })
    expect(result.indicators[1]).toMatchObject({ state: 'not_applicable', totalHundredths: 4000 })
  })

  test('a part of a level that does not apply takes its own marks out, no more', () => {
    const parent = exampleIndicator({
      key: 'p',
      fullHundredths: 4000,
      startHundredths: 0,
      children: [
        leaf('b', { fullHundredths: 3000, startHundredths: 3000 }),
        leaf('c', { fullHundredths: 1000, startHundredths: 1000 }),
      ],
    })
    const a = leaf('a', { fullHundredths: 6000, startHundredths: 6000 })
    const result = folded([a, parent], [line('c-r', -350)], known({ b: 'not_applicable' }))
    // 6650 × 10000 ÷ 7000.
    expect(result).toMatchObject({ totalHundredths: 9500, applicableFullHundredths: 7000 })
    expect(result.indicators[1]).toMatchObject({ totalHundredths: 650, state: 'scored' })
  })

  test('a level of which nothing applies is left out itself', () => {
    const parent = exampleIndicator({
      key: 'p',
      fullHundredths: 4000,
      startHundredths: 4000,
      children: [leaf('b', { fullHundredths: null, startHundredths: 0 })],
    })
    const a = leaf('a', { fullHundredths: 6000, startHundredths: 6000 })
    const result = folded([a, parent], [], known({ b: 'not_applicable' }))
    expect(result).toMatchObject({ totalHundredths: 10_000, applicableFullHundredths: 6000 })
    expect(result.indicators[1]).toMatchObject({ state: 'not_applicable', isOut: true })
  })

  test('where nothing at all applies there are no marks, and nothing is divided', () => {
    const result = folded(two('scale'), [], known({ a: 'not_applicable', b: 'not_applicable' }))
    expect(result).toMatchObject({
      totalHundredths: 0,
      fullHundredths: 10_000,
      applicableFullHundredths: 0,
      unscoredCount: 0,
    })
  })
})

describe('未评, 无数据, 零', () => {
  const pair = [leaf('a'), leaf('b', { fullHundredths: 500, startHundredths: 500 })]

  test('what nobody scored counts as its start, and its marks are told', () => {
    const result = folded(pair, [], known({ b: 'unscored', a: 'no_data' }))
    expect(result).toMatchObject({
      totalHundredths: 1500,
      unscoredHundredths: 500,
      unscoredCount: 1,
    })
    expect(result.indicators.map((one) => one.state)).toEqual(['no_data', 'unscored'])
  })

  test('a decision for the class gives all, nothing, or takes it out', () => {
    const treated = (treatment: 'full' | 'zero' | 'not_applicable') =>
      folded(pair, [line('a-r', -100)], known({ b: 'unscored' }, { b: treatment }))
    expect(treated('full')).toMatchObject({ totalHundredths: 1400, unscoredHundredths: 0 })
    expect(treated('zero')).toMatchObject({ totalHundredths: 900, unscoredCount: 0 })
    expect(treated('not_applicable')).toMatchObject({ totalHundredths: 1350 })
    expect(treated('full').indicators[1]?.steps.at(-1)).toMatchObject({
      kind: 'treatment',
      amountHundredths: 0,
    })
    expect(treated('zero').indicators[1]?.state).toBe('zero')
  })

  test('a decision about what was scored after all has no effect', () => {
    const result = folded(pair, [line('b-r', -100)], known({}, { b: 'zero' }))
    expect(result.totalHundredths).toBe(1400)
  })

  test('a level takes the strongest word of what is below it', () => {
    const parent = (states: Record<string, GivenState>, lines = [line('a-r', -1000)]) =>
      folded(
        [exampleIndicator({ key: 'p', startHundredths: 0, children: [leaf('a'), leaf('b')] })],
        lines,
        known(states),
      ).indicators[0]?.state
    expect(parent({ a: 'unscored', b: 'not_applicable' })).toBe('unscored')
    expect(parent({ a: 'no_data', b: 'not_applicable' })).toBe('no_data')
    expect(parent({ a: 'not_applicable', b: 'not_applicable' })).toBe('not_applicable')
    expect(parent({ b: 'no_data' })).toBe('scored')
    expect(parent({}, [line('a-r', -1000), line('b-r', -1000)])).toBe('zero')
  })
})

test('a veto stands beside the score', () => {
  const veto = exampleRule('veto', { key: 'v', effect: { kind: 'ceiling', grade: '一般' } })
  const indicators = [leaf('a', { fullHundredths: 10_000, startHundredths: 10_000 })]
  const withVeto = [
    ...indicators,
    exampleIndicator({ key: 'n', fullHundredths: null, startHundredths: 0, rules: [veto] }),
  ]
  const result = folded(withVeto, [line('a-r', -500), line('v', 0, 'x', 'veto')])
  expect(result.totalHundredths).toBe(9500)
  expect(result.vetoes).toMatchObject([
    { indicatorKey: 'n', ruleKey: 'v', effect: { kind: 'ceiling', grade: '一般' } },
  ])
})

test('two rules or two indicators of one key are refused', () => {
  expect(() => prepareScheme(exampleScheme([leaf('a'), leaf('a', { rules: [] })]))).toThrow(
    'one key',
  )
  const other = leaf('b', { rules: [deduct('a-r')] })
  expect(() => prepareScheme(exampleScheme([leaf('a'), other]))).toThrow('a-r')
})
