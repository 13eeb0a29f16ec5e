import { expect, test } from 'vitest'
import { boardHref } from './board-href'
import { chineseNumber, movementWords } from './score-words'

test('bands are counted in Chinese', () => {
  expect([1, 10, 11, 20, 35, 100].map(chineseNumber)).toEqual([
    '一',
    '十',
    '十一',
    '二十',
    '三十五',
    '100',
  ])
})

test('movement is told by shape and figure', () => {
  expect([110, -70, 0].map(movementWords)).toEqual(['▲ 1.10', '▼ 0.70', '— 0.00'])
})

test('an address keeps what it shows and drops what is closed', () => {
  const now = { period: '2026Q3', open: 'a', entry: 'b' }
  expect(boardHref(now, { entry: undefined })).toBe('/scorecard?period=2026Q3&open=a')
  expect(boardHref({})).toBe('/scorecard')
})
