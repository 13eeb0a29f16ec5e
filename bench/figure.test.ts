import { expect, test } from 'vitest'
import { figure, median, quantile, tableOf } from './figure'

test('a ratio is value over floor, and absent without a floor', () => {
  expect(figure('board-rate', 60, 'requests/s', 120).ratio).toBe(0.5)
  expect(figure('web-todo-cls', 0, '', 0).ratio).toBeNull()
  expect(figure('start-second', 3.2, 's')).toEqual({
    case: 'start-second',
    value: 3.2,
    unit: 's',
    floor: null,
    ratio: null,
  })
})

test('the middle and the end of some measurements', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(quantile([1, 2, 3, 4], 0.99)).toBe(4)
  expect(median([])).toBeNaN()
})

test('the table has a line for each figure', () => {
  const lines = tableOf([figure('start-second', 3.2, 's', 1.6)]).split('\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]?.split(/\s+/)).toEqual(['start-second', '3.2', 's', '1.6', '2'])
})
