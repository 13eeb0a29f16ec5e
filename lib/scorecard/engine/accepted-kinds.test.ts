import { expect, test } from 'vitest'
import { acceptedKinds, amountLimits, checkObservation } from './accepted-kinds'
import { exampleObservation, exampleRule } from './testing/examples'

test('where the rule leaves the amount open, the full marks of the indicator limit it', () => {
  const rule = exampleRule('deduct_per_event', { hundredths: null })
  const amount = exampleObservation(1, { kind: 'amount', hundredths: 501 })
  expect(acceptedKinds(rule)).toEqual(['amount'])
  expect(amountLimits(rule, 500)).toEqual({ from: 0, to: 500 })
  expect(checkObservation(rule, amount)).toBeNull()
  expect(checkObservation(rule, amount, 500)).toBe(
    '“每缺一次”的分值应在 0.00 至 5.00 分之间（填正数，最多两位小数），填的是 5.01 分。',
  )
})

test('what is owed shows up when it is missed, so a rule that gives marks asks for the answer', () => {
  const owed = { kind: 'task', scope: 'indicator' } as const
  expect(acceptedKinds(exampleRule('score_if', { hundredths: 100, source: owed }))).toEqual(['met'])
  expect(acceptedKinds(exampleRule('score_if', { hundredths: 100 }))).toEqual(['met', 'events'])
})

test('numbers that cannot be are named', () => {
  const events = exampleRule('add_per_event', { hundredths: 100 })
  const count = exampleObservation(1, { kind: 'events', count: -1 })
  expect(checkObservation(events, count)).toBe('“每缺一次”的次数应是不小于 0 的整数，填的是 -1。')
  const steps = exampleRule('rate_step', {
    thresholdPercentHundredths: 9000,
    stepPercentHundredths: 1000,
    hundredths: 100,
    countsPartSteps: true,
  })
  const rate = exampleObservation(1, { kind: 'rate', numerator: 11, denominator: 10 })
  expect(checkObservation(steps, rate)).toContain('不大于百分之百')
  const levels = exampleRule('by_level', { levels: [{ name: '省级', hundredths: 800 }] })
  const level = exampleObservation(1, { kind: 'level', level: 1, matter: '先进' })
  expect(checkObservation(levels, level)).toContain('省级')
})
