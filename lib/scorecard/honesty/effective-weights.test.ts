import { describe, expect, test } from 'vitest'
import { correlationWarnings, effectiveWeights, notApplicable } from './states'

const table = (weights: number[], rows: number[][]) => ({
  branches: rows.length,
  indicators: weights.length,
  weights: Int32Array.from(weights),
  marks: Int32Array.from(rows.flat()),
})

describe('effective weight', () => {
  test('one that is the same everywhere decides nothing, whatever its marks', () => {
    const found = effectiveWeights(
      table(
        [8_000, 2_000],
        [
          [8_000, 500],
          [8_000, 1_500],
          [8_000, 2_000],
        ],
      ),
    )
    expect(found.map((one) => one.nominal)).toEqual([0.8, 0.2])
    expect(found.map((one) => one.effective)).toEqual([0, 1])
  })

  test('shares make one; one that runs against the total is negative', () => {
    const found = effectiveWeights(
      table(
        [1, 1, 1],
        [
          [100, 10, 7],
          [200, 8, 7],
          [300, 3, 9],
          [400, 1, 8],
        ],
      ),
    )
    expect(found.reduce((sum, one) => sum + (one.effective ?? 0), 0)).toBeCloseTo(1, 12)
    expect(found[1]?.effective).toBeLessThan(0)
  })

  test('no answer where all totals are equal', () => {
    expect(effectiveWeights(table([100], [[5], [5]]))).toEqual([{ nominal: 1, effective: null }])
  })
})

describe('correlation', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, at) => [at * 10, 500 - at * 20, (at * 37) % 11])

  test('pairs that say the same, or the opposite, are named, others not', () => {
    expect(correlationWarnings(table([1, 1, 1], rows(12)))).toEqual([
      { one: 0, other: 1, r: expect.closeTo(-1, 9) },
    ])
  })

  test('too few branches with both marks say nothing', () => {
    expect(correlationWarnings(table([1, 1, 1], rows(7)))).toEqual([])
    const holes = rows(12).map((row, at) => (at < 5 ? [notApplicable, ...row.slice(1)] : row))
    expect(correlationWarnings(table([1, 1, 1], holes))).toEqual([])
  })
})
