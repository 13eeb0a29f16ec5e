import { expect, test } from 'vitest'
import { type Decimal, formatDecimal, parseDecimal, trimDecimal } from './decimal'
import { type ExpressionValues, evaluate } from './expression'
import { parseExpression } from './read-expression'

const values: ExpressionValues = {
  field: (name) => parseDecimal({ 应到: '30', 实到: '27', 零: '0' }[name] ?? ''),
  sum: (table, column) => (table === '活动' && column === '人数' ? parseDecimal('45.5') : null),
  count: (table) => (table === '活动' ? parseDecimal('3') : null),
}
const result = (source: string) => {
  const value = evaluate(parseExpression(source), values)
  return value && formatDecimal(trimDecimal(value))
}

test('precedence, brackets, signs, functions, full-width forms', () => {
  expect(result('1 + 2 * 3')).toBe('7')
  expect(result('(1 + 2) * 3')).toBe('9')
  expect(result('10 - 4 - 3')).toBe('3')
  expect(result('16 / 4 / 2')).toBe('2')
  expect(result('-2 * -3')).toBe('6')
  expect(result('实到 / 应到 * 100')).toBe('90')
  expect(result('（应到－实到）÷３')).toBe('1')
  expect(result('sum(活动.人数) / COUNT(活动) × 2')).toBe('30.333333333334')
  expect(result('0.1 + 0.2')).toBe('0.3')
})

test('missing values and a division by zero have no result', () => {
  expect(result('实到 / 零')).toBeNull()
  expect(result('实到 + 没有的')).toBeNull()
  expect(result('sum(活动.别的) + 1')).toBeNull()
  expect(result('-没有的')).toBeNull()
})

test('what is no formula is refused with a sentence', () => {
  const deep = `${'('.repeat(60)}1${')'.repeat(60)}`
  for (const source of [
    '',
    '1 +',
    '+ 1',
    '(1',
    '1)',
    '1 2',
    'sum(活动)',
    'sum活动.人数',
    'count(活动.人数)',
    'eval(1)',
    'constructor("x")',
    'a[0]',
    '1; 2',
    '`x`',
    '{}',
    deep,
    `${'-'.repeat(100)}1`,
    `${'1+'.repeat(150)}1`,
  ]) {
    expect(() => parseExpression(source), source).toThrow(/[\u4e00-\u9fff]/)
  }
})

/** A random formula of plain numbers and the value it must have, in thousandths of a thousandth. */
function formula(depth: number): { source: string; value: bigint } {
  if (depth === 0 || Math.random() < 0.3) {
    const value = BigInt(Math.floor(Math.random() * 100))
    return { source: String(value), value }
  }
  const [left, right] = [formula(depth - 1), formula(depth - 1)]
  const operator = '+-*'[Math.floor(Math.random() * 3)] ?? '+'
  const value =
    operator === '+'
      ? left.value + right.value
      : operator === '-'
        ? left.value - right.value
        : left.value * right.value
  const blank = Math.random() < 0.5 ? ' ' : ''
  return { source: `(${left.source}${blank}${operator}${blank}${right.source})`, value }
}

test('random formulas have the value that integers give', () => {
  for (let round = 0; round < 300; round += 1) {
    const { source, value } = formula(4)
    if (source.length <= 200) {
      const found = evaluate(parseExpression(source), values) as Decimal
      expect(found.digits, source).toBe(value * 10n ** BigInt(found.scale))
    }
  }
})

test('random nonsense is refused or read, never anything else', () => {
  const signs = ['1', '2.5', '应到', '+', '-', '*', '/', '(', ')', '.', 'sum', 'count', ' ', '活动']
  for (let round = 0; round < 2_000; round += 1) {
    const source = Array.from(
      { length: 1 + Math.floor(Math.random() * 12) },
      () => signs[Math.floor(Math.random() * signs.length)],
    ).join('')
    try {
      evaluate(parseExpression(source), values)
    } catch (error) {
      expect((error as Error).name, source).toBe('ExpressionError')
    }
  }
})
