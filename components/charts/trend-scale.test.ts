import { expect, test } from 'vitest'
import { lastPoint, movedApart, type TrendSeries, trendAxis } from './trend-scale'

const line = (...values: (number | null)[]): TrendSeries => ({ key: 'a', label: '甲', values })

test('the scale begins at zero where a figure is low, and holds every figure', () => {
  expect(trendAxis([line(450, 800)])).toEqual({
    from: 0,
    to: 800,
    ticks: [0, 200, 400, 600, 800],
  })
  expect(trendAxis([line(1200, 8650)])).toMatchObject({ from: 0, to: 10_000 })
  expect(trendAxis([line(-350, 2000)])).toMatchObject({ from: -1000, to: 2000 })
})

test('scores that all lie high get thirty points, not a sliver', () => {
  expect(trendAxis([line(8650, 8700)])).toMatchObject({ from: 6000, to: 9000 })
  expect(trendAxis([line(5200, 9900)])).toMatchObject({ from: 5000, to: 10_000 })
})

test('what is null is no zero: it neither moves the scale nor ends a line', () => {
  expect(trendAxis([line(8650, null)]).from).toBe(6000)
  expect(trendAxis([line(null, null)])).toMatchObject({ from: 0 })
  expect(lastPoint(line(8650, 8700, null))).toEqual({ at: 1, value: 8700 })
  expect(lastPoint(line(0))).toEqual({ at: 0, value: 0 })
  expect(lastPoint(line(null))).toBeNull()
})

test('labels that would cover each other are moved apart, in order and within the drawing', () => {
  const bounds = { gap: 16, from: 8, to: 200 }
  expect(movedApart([50, 52, 120], bounds)).toEqual([50, 66, 120])
  expect(movedApart([198, 199, 197], bounds)).toEqual([184, 200, 168])
})
