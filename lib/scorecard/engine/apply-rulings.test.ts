import { expect, test } from 'vitest'
import { applyRulings, checkRuling, type Ruling } from './apply-rulings'
import { foldTotals } from './fold-totals'
import { planEntries } from './plan-entries'
import { prepareScheme } from './prepare-scheme'
import {
  exampleIndicator,
  exampleObservation,
  exampleRule,
  exampleScheme,
  seeded,
} from './testing/examples'

const rule = exampleRule('deduct_per_event', { key: 'r', hundredths: 100 })
const zero = exampleRule('zero_item', { key: 'z' })
const scheme = prepareScheme(exampleScheme([exampleIndicator({ key: 'a', rules: [rule, zero] })]))
const observed = (count: number) =>
  Array.from({ length: count }, (_, at) => exampleObservation(at + 1, { kind: 'events', count: 1 }))
const planned = planEntries(rule, observed(3)).entries

const ruling = (basisKey: string, amountHundredths: number | null, version = 1): Ruling => ({
  ruleKey: 'r',
  basisKey,
  version,
  amountHundredths,
  occurredOn: '2026-10-20',
  source: `ruling-${version}`,
  evidence: { appealId: 'appeal' },
  handlerId: 'decider',
  words: '申诉决定',
})
const amounts = (rulings: Ruling[]) =>
  Object.fromEntries(
    applyRulings(planned, rulings).map((one) => [one.basisKey, one.amountHundredths]),
  )

test('a decided amount takes the place of the planned one, and the entry says so', () => {
  expect(amounts([ruling('item:2', -50)])).toEqual({
    'item:1': -100,
    'item:2': -50,
    'item:3': -100,
  })
  const entry = applyRulings(planned, [ruling('item:2', -50)])[1]
  expect(entry).toMatchObject({
    occurredOn: '2026-07-03',
    sources: ['fact-2', 'ruling-1'],
    evidence: { judgementId: 'j2', appealId: 'appeal' },
    handlerId: 'decider',
    reason: '第 2 件：−1.00 分；申诉决定，定为 −0.50 分',
  })
})

test('an entry that was taken away is gone; one where nothing was planned is added', () => {
  expect(amounts([ruling('item:2', null)])).toEqual({ 'item:1': -100, 'item:3': -100 })
  expect(amounts([ruling('item:9', null)])).toEqual(amounts([]))
  expect(applyRulings([], [ruling('item:9', 80)])).toMatchObject([
    { basisKey: 'item:9', effect: 'points', amountHundredths: 80, occurredOn: '2026-10-20' },
  ])
})

test('the latest version counts, and two of one version are refused', () => {
  const rulings = [ruling('item:2', -50, 2), ruling('item:2', null, 3), ruling('item:2', -70, 1)]
  expect(amounts(rulings)).toEqual(amounts([ruling('item:2', null)]))
  expect(() => amounts([ruling('item:2', 0), ruling('item:2', 5)])).toThrow('version 1')
  expect(() => amounts([ruling('item:2', 0.5)])).toThrow('exact integer')
})

test('a decision undone by the next one restores the total, in whatever order they are read', () => {
  const total = (rulings: Ruling[]) =>
    foldTotals(scheme, null, applyRulings(planned, rulings)).totalHundredths
  expect(total([])).toBe(700)
  for (let seed = 1; seed <= 200; seed++) {
    const random = seeded(seed)
    const basis = `item:${random.int(1, 3)}`
    const rulings = Array.from({ length: random.int(0, 4) }, (_, at) =>
      ruling(basis, random.is(30) ? null : random.int(-500, 100), at + 1),
    )
    const undone = [...rulings, ruling(basis, -100, 9)]
    expect(total(random.shuffle(undone))).toBe(700)
  }
})

test('what was seen, corrected and corrected back makes the same entries', () => {
  const corrected = planEntries(rule, observed(4)).entries
  expect(corrected).toHaveLength(4)
  expect(planEntries(rule, observed(3)).entries).toEqual(planned)
})

test('an emptied item and a veto have no amount: they go or stay', () => {
  const [entry] = planEntries(zero, [exampleObservation(1, { kind: 'met', isMet: true })]).entries
  if (entry === undefined) {
    throw new Error('The item is emptied')
  }
  const decided = (amountHundredths: number | null) =>
    applyRulings([entry], [{ ...ruling('item:1', amountHundredths), ruleKey: 'z' }])
  expect(decided(-50)).toEqual([entry])
  expect(decided(null)).toEqual([])
  expect(checkRuling(entry, -50)).toBe('“本项清零”没有分值，只能维持或者撤销。')
  expect(checkRuling({ effect: 'veto' }, -50)).toBe('“一票否决”没有分值，只能维持或者撤销。')
  expect(checkRuling(entry, null)).toBeNull()
  expect(checkRuling(planned[0] ?? null, -50)).toBeNull()
  expect(checkRuling(null, 0.5)).toContain('两位小数')
})
