import { expect, test } from 'vitest'
import {
  formatBytes,
  formatDay,
  formatDuration,
  formatMoment,
  formatPeriod,
  formatPoints,
} from './format'

const now = new Date('2026-09-30T10:00:00+08:00')

test('days and moments are those of Shanghai; this year’s year is left out', () => {
  expect(formatDay('2026-09-03')).toBe('2026年9月3日')
  expect(formatDay('2026-09-03', now)).toBe('9月3日')
  expect(formatDay('2025-12-31', now)).toBe('2025年12月31日')
  expect(formatMoment(new Date('2026-09-30T16:05:00Z'), now)).toBe('10月1日 00:05')
})

test.each([
  [0, '0.00'],
  [5, '0.05'],
  [50, '0.50'],
  [8650, '86.50'],
  [-200, '−2.00'],
  [123_456, '1234.56'],
])('%i hundredths are %s points', (hundredths, text) => {
  expect(formatPoints(hundredths)).toBe(text)
})

test('a sign is shown when asked for, but not on zero', () => {
  expect(formatPoints(350, { sign: true })).toBe('+3.50')
  expect(formatPoints(-350, { sign: true })).toBe('−3.50')
  expect(formatPoints(0, { sign: true })).toBe('0.00')
})

test.each([
  [-1, '0 分钟'],
  [59_000, '0 分钟'],
  [12 * 60_000, '12 分钟'],
  [6 * 3_600_000, '6 小时'],
  [52 * 3_600_000, '2 天 4 小时'],
  [48 * 3_600_000, '2 天'],
])('%i ms are %s', (durationMs, text) => {
  expect(formatDuration(durationMs)).toBe(text)
})

test.each([
  ['2026Q3', '2026年第三季度'],
  ['2026M09', '2026年9月'],
  ['2026', '2026年'],
])('%s is %s', (key, text) => {
  expect(formatPeriod(key)).toBe(text)
})

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 KB'],
  [1_258_291, '1.2 MB'],
  [200 * 1024 ** 2, '200.0 MB'],
  [3 * 1024 ** 5, '3072.0 TB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})
