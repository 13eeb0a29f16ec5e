import { describe, expect, test } from 'vitest'
import { between, clamp, integer, scale, startedSteps, wholeSteps } from './amounts'
import { seeded } from './testing/examples'

describe('integer division', () => {
  test('half goes away from zero', () => {
    const halves = [1, 3, -1, -3].map((value) => scale(value, 1, 2))
    expect(halves).toEqual([1, 2, -1, -2])
    expect([scale(1, 1, 3), scale(2, 1, 3), scale(-1, 1, 3), scale(-2, 1, 3)]).toEqual([
      0, 1, 0, -1,
    ])
    expect(Object.is(scale(-1, 1, 3), 0)).toBe(true)
  })

  test('it is within half of the quotient, whatever the numbers, and exact beyond 2⁵³', () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const random = seeded(seed)
      const value = random.int(-1_000_000, 1_000_000)
      const [times, by] = [random.int(0, 1_000_000), random.int(1, 1_000_000)]
      const rest =
        2n * (BigInt(scale(value, times, by)) * BigInt(by) - BigInt(value) * BigInt(times))
      expect(rest <= BigInt(by) && rest >= -BigInt(by)).toBe(true)
      expect(scale(-value, times, by)).toBe(integer(-scale(value, times, by)))
    }
    expect(scale(9_007_199_254_740_991, 3, 3)).toBe(9_007_199_254_740_991)
  })

  test('steps: begun ones count or do not', () => {
    expect([wholeSteps(0, 5), wholeSteps(9, 5), wholeSteps(10, 5)]).toEqual([0, 1, 2])
    expect([startedSteps(0, 5), startedSteps(1, 5), startedSteps(10, 5)]).toEqual([0, 1, 2])
  })

  test('a fraction, too large a number, and a denominator of nothing are refused', () => {
    expect(() => integer(0.1)).toThrow('exact integer')
    expect(() => integer(2 ** 53)).toThrow('exact integer')
    expect(() => scale(1, 1, 0)).toThrow('denominator')
    expect(() => scale(2 ** 52, 2 ** 52, 1)).toThrow('exact integer')
  })
})

test('limits: around zero for a rule, floor before cap for an indicator', () => {
  expect([clamp(5, 3), clamp(-5, 3), clamp(-2, 3), clamp(9, null)]).toEqual([3, -3, -2, 9])
  expect([between(5, 0, 3), between(-5, 0, 3), between(2, null, null)]).toEqual([3, 0, 2])
  expect(between(1, 5, 3)).toBe(3)
})
