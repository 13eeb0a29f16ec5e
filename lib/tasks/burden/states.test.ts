import { expect, test } from 'vitest'
import { comparedMonths } from './month'
import { figureWords, formatHours, formMinutes, noFigures, taskMinutes } from './states'

const field = (kind: 'text' | 'number' | 'file' | 'table' | 'computed', isKnown = false) => ({
  kind,
  isKnown,
  columns: kind === 'table' ? 3 : 0,
})

test('a form takes what its fields take, rounded up, unless its author says', () => {
  // 3 + 2 + 5 minutes, five rows of three cells, half a minute for what is known; computed is free.
  const fields = [field('text'), field('number'), field('file'), field('table'), field('computed')]
  expect(formMinutes(fields)).toBe(25)
  expect(formMinutes([...fields, field('text', true)])).toBe(26)
  expect(formMinutes(fields, 40)).toBe(40)
  expect(formMinutes([])).toBe(0)
})

test.each([
  [null, [], null],
  [90, [], 90],
  [null, [{ stated: null, ofForm: null }], null],
  // A node's own word goes before its form.
  [null, [{ stated: 30, ofForm: 12 }], 30],
  [
    null,
    [
      { stated: 30, ofForm: null },
      { stated: null, ofForm: 12 },
    ],
    42,
  ],
  // All nodes speak: the task's figure is theirs.
  [90, [{ stated: 30, ofForm: null }], 30],
  // One is silent: the greater one.
  [
    90,
    [
      { stated: 30, ofForm: null },
      { stated: null, ofForm: null },
    ],
    90,
  ],
  [
    20,
    [
      { stated: 30, ofForm: null },
      { stated: null, ofForm: null },
    ],
    30,
  ],
  [90, [{ stated: null, ofForm: null }], 90],
] as const)('a task of %s with nodes %j takes %s', (stated, nodes, minutes) => {
  expect(taskMinutes(stated, nodes)).toBe(minutes)
})

test('hours have one decimal; no data and no estimate are not zero', () => {
  expect(formatHours(450)).toBe('7.5')
  expect(formatHours(20)).toBe('0.3')
  expect(figureWords(noFigures, 'minutes')).toBe('0.0')
  expect(figureWords({ ...noFigures, minutes: null }, 'minutes')).toBe('未估计')
  expect(figureWords(null, 'tasks')).toBe('无数据')
  expect(figureWords(noFigures, 'tasks')).toBe('0')
})

test('a month is held against the one before and the same a year ago; none lies ahead', () => {
  const at = new Date('2026-09-30T16:30:00Z')
  const keysOf = (asked?: string) => {
    const { now, before, yearAgo, next } = comparedMonths(asked, at)
    return [now.key, before.key, yearAgo.key, next]
  }
  // 00:30 on 1 October in Shanghai.
  expect(keysOf()).toEqual(['2026M10', '2026M09', '2025M10', null])
  expect(keysOf('2026M01')).toEqual(['2026M01', '2025M12', '2025M01', '2026M02'])
  expect(keysOf('2026M12')).toEqual(['2026M10', '2026M09', '2025M10', null])
})
