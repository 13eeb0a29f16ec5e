import { describe, expect, test } from 'vitest'
import { foldTotals } from '@/lib/scorecard/engine/fold-totals'
import { gradeClass } from '@/lib/scorecard/engine/grades'
import type { GivenState } from '@/lib/scorecard/engine/indicator-states'
import type { Observation } from '@/lib/scorecard/engine/observation'
import { planEntries } from '@/lib/scorecard/engine/plan-entries'
import { prepareScheme } from '@/lib/scorecard/engine/prepare-scheme'
import { rankClass } from '@/lib/scorecard/engine/ranks'
import { exampleRule, seeded } from '@/lib/scorecard/engine/testing/examples'
import {
  type Grading,
  type Indicator,
  indicatorsOf,
  type Rule,
  type SchemeDocument,
} from '@/lib/scorecard/scheme/schema'
import { folded } from './fold.mjs'
import { gradesOf, ranksOf } from './grades.mjs'
import { planned } from './plan.mjs'

/**
 * Two programs that share no code and reckon alike: whatever one makes of a rule, a tree or a class,
 * the other makes as well. Cases are drawn; no expectation hangs on the seed.
 */
const random = seeded(20_261_123)
const { int, is, pick } = random
const list = <T>(most: number, make: (at: number) => T) =>
  Array.from({ length: int(0, most) }, (_, at) => make(at))

const makers: (() => Rule)[] = [
  () => exampleRule('deduct_per_event', { hundredths: orNull(int(1, 300)) }),
  () => exampleRule('deduct_fixed', { hundredths: orNull(int(1, 300)) }),
  () => exampleRule('deduct_late', { hundredths: orNull(int(1, 300)) }),
  () => exampleRule('deduct_range', { fromHundredths: int(0, 50), toHundredths: int(50, 400) }),
  () => exampleRule('deduct_discretion', { toHundredths: orNull(int(1, 400)) }),
  () =>
    exampleRule('score_each', {
      parts: [1, 2, 3].map((part) => ({ name: `${part}`, hundredths: int(1, 99) })),
    }),
  () => exampleRule('score_if', { hundredths: orNull(int(1, 300)) }),
  () =>
    exampleRule('all_or_nothing', {
      ...{ hundredths: orNull(int(1, 300)), parts: is(50) ? ['甲', '乙', '丙'] : [] },
    }),
  () =>
    exampleRule('tiered', {
      tiers: [1, 2, 3].map((tier) => ({ when: `${tier}`, hundredths: int(-200, 300) })),
    }),
  () =>
    exampleRule('band', {
      unit: '',
      bands: [
        { from: null, to: 2_000, hundredths: int(-99, 99) },
        { from: 2_000, to: 9_000, hundredths: int(-99, 99) },
        { from: 9_000, to: orNull(9_900), hundredths: int(-99, 99) },
      ],
    }),
  () =>
    exampleRule('rate_step', {
      ...{ thresholdPercentHundredths: int(1, 10_000), stepPercentHundredths: int(1, 2_000) },
      ...{ hundredths: int(1, 100), countsPartSteps: is(50) },
    }),
  () => exampleRule('zero_item', {}),
  () => exampleRule('add_per_event', { hundredths: orNull(int(1, 300)) }),
  () => exampleRule('add_range', { fromHundredths: int(0, 50), toHundredths: int(50, 400) }),
  () => exampleRule('add_capped', { hundredths: int(1, 300) }),
  () => exampleRule('add_discretion', { toHundredths: orNull(int(1, 400)) }),
  () =>
    exampleRule('by_level', {
      levels: [1, 2, 3].map((level) => ({ name: `${level}`, hundredths: int(-300, 300) })),
    }),
  () =>
    exampleRule('import', {
      theirFullHundredths: orNull(int(1, 900)),
      toHundredths: orNull(int(1, 900)),
    }),
  () => exampleRule('veto', { effect: { kind: 'no_award' } }),
]

function orNull(value: number): number | null {
  return is(75) ? value : null
}

function someRule(): Rule {
  return {
    ...pick(makers)(),
    isDoubledAfterUrging: is(40),
    source: is(70) ? { kind: 'judgement' } : { kind: 'task', scope: 'plan' },
  }
}

function someValue() {
  return pick([
    () => ({ kind: 'events' as const, count: int(0, 4) }),
    () => ({ kind: 'amount' as const, hundredths: int(0, 450) }),
    () => ({ kind: 'met' as const, isMet: is(60) }),
    () => ({ kind: 'parts' as const, met: list(3, () => int(0, 3)) }),
    () => ({ kind: 'tier' as const, position: int(0, 3) }),
    () => ({ kind: 'value' as const, hundredths: int(-500, 12_000) }),
    () => ({ kind: 'rate' as const, numerator: int(0, 12), denominator: int(0, 12) }),
    () => ({ kind: 'level' as const, level: int(0, 3), matter: pick(['甲', '乙 ', '乙']) }),
  ])()
}

function someObservation(at: number): Observation {
  return {
    ...{ basisKey: `item:${at}`, occurredOn: `2026-08-${int(10, 14)}`, isUrged: is(40) },
    ...{ sources: [], evidence: {}, handlerId: null, words: '事项' },
    ...someValue(),
  }
}

const byBasis = (a: { basisKey: string }, b: { basisKey: string }) =>
  a.basisKey < b.basisKey ? -1 : 1

test('a rule makes the same entries of the same observations', () => {
  let made = 0
  for (let round = 0; round < 6_000; round += 1) {
    const rule = someRule()
    const observations = random.shuffle(list(5, someObservation))
    const theirs = planEntries(rule, observations)
      .entries.map(({ basisKey, effect, amountHundredths, occurredOn }) => ({
        ...{ basisKey, effect, amountHundredths, occurredOn },
      }))
      .sort(byBasis)
    const sorted = [...observations].sort((a, b) =>
      a.occurredOn === b.occurredOn ? byBasis(a, b) : a.occurredOn < b.occurredOn ? -1 : 1,
    )
    const ours = planned(rule, sorted)
      .entries.map(({ basisKey, effect, amount, occurredOn }) => ({
        ...{ basisKey, effect, amountHundredths: Number(amount), occurredOn },
      }))
      .sort(byBasis)
    made += ours.length
    expect({ rule, observations, entries: ours }).toEqual({ rule, observations, entries: theirs })
  }
  expect(made).toBeGreaterThan(1_000)
})

let keys = 0
function someIndicator(depth: number): Indicator {
  keys += 1
  const key = `i${keys}`
  const rules = list(depth === 2 ? 2 : 3, (at) => ({
    ...exampleRule('add_per_event', { key: `${key}.r${at}`, hundredths: 1 }),
    capHundredths: orNull(int(50, 400)),
    source: is(70)
      ? { kind: 'judgement' as const }
      : { kind: 'task' as const, scope: 'plan' as const },
  }))
  return {
    ...{ key, code: key, name: key, department: null, basis: null, rules },
    ...{ fullHundredths: orNull(int(0, 2_000)), startHundredths: pick([0, 0, 500, 1_000]) },
    ...{ floorHundredths: is(60) ? 0 : null, capHundredths: orNull(int(500, 3_000)) },
    classes: is(80) ? null : [pick(['I', 'II', 'III'] as const)],
    notApplicable: is(60) ? 'scale' : 'full',
    children: depth === 0 ? [] : list(3, () => someIndicator(depth - 1)),
  }
}

function someDocument(): SchemeDocument {
  const indicators = [someIndicator(2), ...list(3, () => someIndicator(2))]
  const grading = { bands: [], shares: null }
  return { ...{ name: '办法', basis: null }, indicators, grading, yearly: { method: 'sum' } }
}

describe('a tree', () => {
  test('of any depth, classes, limits and treatments comes to the same totals', () => {
    const seen = new Set<string>()
    for (let round = 0; round < 500; round += 1) {
      const document = someDocument()
      const organisationClass = pick(['I', 'II', 'III', null] as const)
      const indicators = indicatorsOf(document)
      const states = new Map<string, GivenState>()
      const judgements = new Map<string, object>()
      for (const { key, rules } of indicators) {
        const isJudged = is(80)
        const isOut = isJudged && is(20)
        if (isJudged) {
          judgements.set(key, { value: { state: isOut ? 'not_applicable' : 'scored' } })
        }
        if (isOut) {
          states.set(key, 'not_applicable')
        } else if (!isJudged && rules.some((rule) => rule.source.kind === 'judgement')) {
          states.set(key, 'unscored')
        }
      }
      const treatments = indicators
        .filter(() => is(30))
        .map(({ key }) => ({
          ...{ indicatorKey: key, class: null },
          treatment: pick(['full', 'zero', 'not_applicable'] as const),
        }))
      const lines = indicators.flatMap(({ key, rules }) =>
        rules.flatMap((rule) =>
          list(3, (at) => {
            const effect = is(5) ? ('zero' as const) : ('points' as const)
            const amountHundredths = effect === 'zero' ? 0 : int(-300, 300)
            return {
              indicatorKey: key,
              ruleKey: rule.key,
              basisKey: `${at}`,
              effect,
              amountHundredths,
            }
          }),
        ),
      )
      const theirs = foldTotals(prepareScheme(document), organisationClass, lines, {
        states,
        treatments: new Map(treatments.map((one) => [one.indicatorKey, one.treatment])),
      })
      const ours = folded(
        { scheme: { document }, treatments },
        { class: organisationClass },
        lines.map((line) => ({ ...line, amount: BigInt(line.amountHundredths) })),
        judgements,
      )
      const shown = theirs.plan.nodes.map(({ indicator }, at) => {
        const node = theirs.nodes[at]
        const state = node?.state ?? ''
        seen.add(state)
        const isBlank = state === 'unscored' || state === 'not_applicable'
        return [indicator.key, isBlank ? null : BigInt(node?.totalHundredths ?? 0)]
      })
      expect({ document, totals: Object.fromEntries(ours.totals) }).toEqual({
        document,
        totals: Object.fromEntries(shown),
      })
      expect(Number(ours.total)).toBe(theirs.totalHundredths)
      expect(Number(ours.full)).toBe(theirs.fullHundredths)
      expect(Number(ours.applicable)).toBe(theirs.applicableFullHundredths)
      expect(ours.isComplete).toBe(theirs.unscoredCount === 0)
    }
    expect([...seen].sort()).toEqual(
      ['no_data', 'not_applicable', 'scored', 'unscored', 'zero'].filter(
        (one) => one !== 'no_data',
      ),
    )
  })
})

test('a class comes to the same ranks and grades', () => {
  const names = ['优秀', '良好', '一般', '较差']
  for (let round = 0; round < 1_500; round += 1) {
    const grading: Grading = {
      bands: names
        .slice(0, int(0, 4))
        .map((grade, at) => ({ grade, fromHundredths: 900 - at * 200 })),
      shares: is(60)
        ? {
            isOn: is(80),
            grades: names
              .slice(0, int(1, 4))
              .map((grade) => ({ grade, atMostPercentHundredths: int(0, 6_000) })),
          }
        : null,
    }
    const members = list(12, (at) => ({
      ...{ id: `m${at}`, totalHundredths: 100 * int(2, 10), isComplete: is(90) },
      isMergedAway: is(10),
      vetoes: list(2, () =>
        pick([
          { kind: 'no_award' as const },
          { kind: 'lower' as const },
          { kind: 'ceiling' as const, grade: pick(names) },
          { kind: 'grade' as const, grade: pick([...names, '三类']) },
        ]),
      ),
    }))
    const scores = members.map((one) => ({
      ...{ total: BigInt(one.totalHundredths), applicable: 1n, isComplete: one.isComplete },
      organisation: { id: one.id, class: 'I', mergedIntoId: one.isMergedAway ? 'm0' : null },
      vetoes: one.vetoes,
    }))
    const ranks = [...rankClass(members)].map(([id, one]) => [id, one.rank])
    expect(Object.fromEntries(ranksOf(scores))).toEqual(Object.fromEntries(ranks))
    const grades = [...gradeClass(grading, members)].map(([id, one]) => [id, one.grade])
    expect({ grading, members, grades: Object.fromEntries(gradesOf({ grading }, scores)) }).toEqual(
      {
        ...{ grading, members },
        grades: Object.fromEntries(grades),
      },
    )
  }
})
