import { expect, test } from 'vitest'
import { type ComparedReport, outliersOf } from './outliers'
import { definitionOf, field, sampleDefinition, sampleValues } from './testing'
import { totalsOf } from './totals'
import { validateReport } from './validate'

const definition = sampleDefinition()
const whole = (f1: string, f2: string) =>
  validateReport(definition, { ...sampleValues, f1, f2 }).values

test('sums are exact, shares are computed anew, missing adds nothing', () => {
  const totals = totalsOf(definition, [whole('30', '27'), whole('10', '3'), { f1: '60' }])
  expect(totals.f1).toEqual({ sum: '100', filled: 3, isRecomputed: false })
  expect(totals.f2).toEqual({ sum: '30', filled: 2, isRecomputed: false })
  // 30 of 40: who gave no 实到 is missing, not absent.
  expect(totals.f3).toEqual({ sum: '75.00', filled: 2, isRecomputed: true })
  expect(totals.f4).toMatchObject({ sum: null, filled: 2 })
  expect(totals.f8).toEqual({ sum: '54', filled: 2, isRecomputed: false })
  expect(totalsOf(definition, []).f1).toEqual({ sum: null, filled: 0, isRecomputed: false })
  const tenths = Array.from({ length: 10 }, () => ({ f1: '0.1' }))
  const one = definitionOf(field('f1', 'number', { decimals: 1 }))
  expect(totalsOf(one, tenths).f1?.sum).toBe('1')
  const mixed = ['-7', '999999999', '99999999999999999999', '0.25', '-0'].map((f1) => ({ f1 }))
  expect(totalsOf(one, mixed).f1?.sum).toBe('100000000000999999991.25')
})

const numbers = definitionOf(field('f1', 'number', { label: '场次' }))
const pair = (id: string, now: string | null, last: string | null): ComparedReport => ({
  id,
  values: now === null ? {} : { f1: now },
  last: last === null ? null : { f1: last },
})

test('what stands out against the last period and against the others is said in words', () => {
  const usual = ['10', '11', '9', '10', '12', '10'].map((now, at) => pair(`u${at}`, now, '10'))
  const found = outliersOf(numbers, [...usual, pair('far', '25', '10'), pair('low', '1', '10')])
  expect([...found]).toEqual([
    ['far', { f1: '上期 10，比上期多 150%；一般支部与上期持平' }],
    ['low', { f1: '上期 10，比上期少 90%；一般支部与上期持平' }],
  ])
})

test('where everybody doubled, who doubled does not stand out, and who stood still is within 50 %', () => {
  const doubled = Array.from({ length: 8 }, (_, at) => pair(`d${at}`, '20', '10'))
  expect(outliersOf(numbers, [...doubled, pair('same', '10', '10')]).size).toBe(0)
  expect([...outliersOf(numbers, [...doubled, pair('none', '0', '10')]).keys()]).toEqual(['none'])
})

test('few are compared with the last period alone; missing and zero before are not compared', () => {
  const few = [pair('a', '16', '10'), pair('b', '15', '10'), pair('c', '5', null)]
  expect([...outliersOf(numbers, few).keys()]).toEqual(['a'])
  expect(outliersOf(numbers, [pair('z', '99', '0'), pair('m', null, '10')]).size).toBe(0)
})

test('short whole numbers and long decimals are judged alike', () => {
  for (const [now, last] of [
    ['16', '10'],
    ['1', '3'],
    ['-5', '10'],
    ['99999999999', '1'],
    ['7', '0'],
  ] as const) {
    const short = outliersOf(numbers, [pair('a', now, last)])
    const long = outliersOf(numbers, [pair('a', `${now}.0`, `${last}.0`)])
    expect([...long.keys()], now).toEqual([...short.keys()])
  }
})

test('the last period’s own figure, brought along, is not held against the one before it', () => {
  const brought = definitionOf(field('f1', 'number', { label: '上期场次', knownKey: 'last:场次' }))
  expect(outliersOf(brought, [pair('a', '90', '10')]).size).toBe(0)
})
