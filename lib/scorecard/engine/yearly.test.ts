import { describe, expect, test } from 'vitest'
import { yearTotal } from './yearly'

describe('the year', () => {
  const sum = { method: 'sum' } as const
  const mean = { method: 'mean' } as const
  const weights = {
    method: 'weights' as const,
    thousandths: [200, 200, 200, 400] as [number, number, number, number],
  }

  test('four quarters are added up, averaged, or weighed, half away from zero', () => {
    expect(yearTotal(sum, [2500, 2400, 2300, 2200])).toEqual({ totalHundredths: 9400, quarters: 4 })
    expect(yearTotal(mean, [9000, 9001, 9000, 9001])?.totalHundredths).toBe(9001)
    expect(yearTotal(mean, [-9000, -9001, -9000, -9001])?.totalHundredths).toBe(-9001)
    expect(yearTotal(mean, [9000, 9000, 9000, 9001])?.totalHundredths).toBe(9000)
    expect(yearTotal(weights, [9000, 8000, 7000, 10_000])?.totalHundredths).toBe(8800)
    expect(yearTotal(weights, [1, 1, 0, 0])?.totalHundredths).toBe(0)
    expect(yearTotal(weights, [1, 1, 1, 0])?.totalHundredths).toBe(1)
  })

  test('while quarters are missing, those there are stand for themselves', () => {
    expect(yearTotal(sum, [2500, null, 2300, null])).toEqual({ totalHundredths: 4800, quarters: 2 })
    expect(yearTotal(mean, [null, 9000, 8000, null])).toEqual({
      totalHundredths: 8500,
      quarters: 2,
    })
    expect(yearTotal(weights, [null, null, 6000, 9000])?.totalHundredths).toBe(8000)
    expect(yearTotal(mean, [null, null, null, null])).toBeNull()
  })

  test('no fraction comes in', () => {
    expect(() => yearTotal(sum, [0.5, null, null, null])).toThrow('exact integer')
  })
})
