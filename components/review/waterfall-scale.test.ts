import { describe, expect, test } from 'vitest'
import { percentOf, waterfallOf } from './waterfall-scale'

const bar = (name: string, amountHundredths: number) => ({ code: name, name, amountHundredths })

describe('a waterfall', () => {
  test('leads from full marks to the result, one column after the other', () => {
    const bars = [bar('组织建设', -300), bar('组织生活', -400), bar('加分', 100)]
    const { columns } = waterfallOf({ fullHundredths: 10_000, totalHundredths: 9400, bars })
    expect(columns.map((one) => [one.kind, one.fromHundredths, one.toHundredths])).toEqual([
      ['full', 0, 10_000],
      ['loss', 9700, 10_000],
      ['loss', 9300, 9700],
      ['gain', 9300, 9400],
      ['result', 0, 9400],
    ])
  })

  test('the axis starts at a whole five of points below everything shown', () => {
    const bars = [bar('一', -1350)]
    const scale = waterfallOf({ fullHundredths: 10_000, totalHundredths: 8650, bars })
    expect(scale.axisHundredths).toBe(8000)
    expect(percentOf(scale, 10_000)).toBe(100)
    expect(percentOf(scale, 8650)).toBeCloseTo(32.5)
    expect(percentOf(scale, 0)).toBe(0)
  })

  test('with nothing lost, or nearly everything, it starts at zero; below zero further down', () => {
    const at = (totalHundredths: number) =>
      waterfallOf({
        fullHundredths: 10_000,
        totalHundredths,
        bars: totalHundredths === 10_000 ? [] : [bar('一', totalHundredths - 10_000)],
      }).axisHundredths
    expect(at(10_000)).toBe(0)
    expect(at(1000)).toBe(0)
    expect(at(-120)).toBe(-500)
    expect(waterfallOf({ fullHundredths: 0, totalHundredths: 0, bars: [] }).topHundredths).toBe(100)
  })

  test('of many, six are shown and the rest together; the sum stays', () => {
    const bars = Array.from({ length: 12 }, (_, at) => bar(`项${at}`, -10 * (at + 1)))
    const { columns } = waterfallOf({ fullHundredths: 10_000, totalHundredths: 9220, bars })
    expect(columns).toHaveLength(9)
    expect(columns.at(-2)).toMatchObject({ label: '其余 6 项', amountHundredths: -210 })
    expect(columns.at(-2)?.fromHundredths).toBe(9220)
  })
})
