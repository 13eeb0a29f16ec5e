import { expect, test } from 'vitest'
import { yearScale } from './year-scale'

test('a year runs from 0 to 100, leap years too, and days outside stay at its edges', () => {
  for (const year of [2026, 2028]) {
    const { at, months } = yearScale(year)
    expect([at(`${year}-01-01`), at(`${year + 1}-01-01`), at(`${year - 1}-06-01`)]).toEqual([
      0, 100, 0,
    ])
    expect(months[0]?.from).toBe(0)
    expect(months.at(-1)?.to).toBe(100)
    expect(months.slice(1).every((month, index) => month.from === months[index]?.to)).toBe(true)
  }
  expect(yearScale(2026).at('2026-07-02')).toBeCloseTo(49.86, 1)
})
