import { expect, test } from 'vitest'
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  divideDecimals,
  formatDecimal,
  multiplyDecimals,
  negate,
  parseDecimal,
  quotientScale,
  roundDecimal,
  trimDecimal,
} from './decimal'

const below = (count: number) => Math.floor(Math.random() * count)

function someDecimal(): Decimal {
  const digits = BigInt(below(1_000_000_000)) * BigInt(1 + below(1_000))
  return { digits: below(2) === 0 ? digits : -digits, scale: below(7) }
}

const many = (check: () => void) => Array.from({ length: 500 }, check)
const isSame = (a: Decimal, b: Decimal) => compareDecimals(a, b) === 0

test('text and back is the same text', () => {
  for (const text of ['0', '-1', '12.50', '0.000001', '-0.5', '123456789012345678901234567890']) {
    expect(formatDecimal(parseDecimal(text) as Decimal)).toBe(text)
  }
  many(() => {
    const value = someDecimal()
    expect(parseDecimal(formatDecimal(value))).toEqual(value)
  })
})

test('what is no plain number is none', () => {
  for (const text of [
    '',
    ' ',
    '1e5',
    '0x10',
    '1,000',
    '.5',
    '5.',
    '--1',
    'NaN',
    'Infinity',
    '１',
  ]) {
    expect(parseDecimal(text)).toBeNull()
  }
})

test('sums and products obey the laws of arithmetic, exactly', () => {
  many(() => {
    const [a, b, c] = [someDecimal(), someDecimal(), someDecimal()] as const
    expect(isSame(addDecimals(a, b), addDecimals(b, a))).toBe(true)
    expect(isSame(addDecimals(addDecimals(a, b), c), addDecimals(a, addDecimals(b, c)))).toBe(true)
    expect(addDecimals(a, negate(a)).digits).toBe(0n)
    const spread = addDecimals(multiplyDecimals(a, b), multiplyDecimals(a, c))
    expect(isSame(multiplyDecimals(a, addDecimals(b, c)), spread)).toBe(true)
  })
  const tenths = Array.from({ length: 10 }, () => parseDecimal('0.1') as Decimal)
  expect(formatDecimal(tenths.reduce(addDecimals))).toBe('1.0')
})

test('a quotient is the nearest one of its decimals; nothing is divided by zero', () => {
  many(() => {
    const [a, b] = [someDecimal(), someDecimal()] as const
    const quotient = divideDecimals(a, b)
    if (b.digits === 0n) {
      expect(quotient).toBeNull()
      return
    }
    // |a − q·b| ≤ |b| · ½ · 10^−scale
    const back = addDecimals(a, negate(multiplyDecimals(quotient as Decimal, b)))
    const error = {
      digits: (back.digits < 0n ? -back.digits : back.digits) * 2n,
      scale: back.scale,
    }
    const unit = {
      digits: b.digits < 0n ? -b.digits : b.digits,
      scale: b.scale + quotientScale,
    }
    expect(compareDecimals(error, unit)).toBeLessThanOrEqual(0)
  })
  expect(divideDecimals({ digits: 1n, scale: 0 }, { digits: 0n, scale: 3 })).toBeNull()
})

test('rounds half away from zero, as 四舍五入 does', () => {
  for (const [text, decimals, rounded] of [
    ['0.5', 0, '1'],
    ['-0.5', 0, '-1'],
    ['2.345', 2, '2.35'],
    ['-2.345', 2, '-2.35'],
    ['2.344', 2, '2.34'],
    ['1.005', 2, '1.01'],
    ['7', 2, '7.00'],
  ] as const) {
    expect(formatDecimal(roundDecimal(parseDecimal(text) as Decimal, decimals))).toBe(rounded)
  }
  many(() => {
    const value = someDecimal()
    expect(isSame(trimDecimal(value), value)).toBe(true)
    const once = roundDecimal(value, 2)
    expect(roundDecimal(once, 2)).toEqual(once)
  })
})
