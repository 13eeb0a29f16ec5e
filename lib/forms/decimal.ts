/** An exact decimal: `digits` × 10^−`scale`. Never a float. */
export interface Decimal {
  digits: bigint
  scale: number
}

const written = /^([-+]?)(\d{1,30})(?:\.(\d{1,12}))?$/
/** Decimals kept by a division, the last one rounded half away from zero. */
export const quotientScale = 12

/** The decimal of a plain number text such as `-12.50`, or null when it is none. */
export function parseDecimal(text: string): Decimal | null {
  const match = written.exec(text)
  if (!match) {
    return null
  }
  const [, sign, whole = '0', fraction = ''] = match
  const digits = BigInt(whole + fraction)
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length }
}

/** A decimal as text, with exactly its own decimals: `12.50`. */
export function formatDecimal({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : ''
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0')
  return scale === 0 ? sign + text : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`
}

/** The same number without zeros at its end. */
export function trimDecimal(value: Decimal): Decimal {
  let { digits, scale } = value
  while (scale > 0 && digits % 10n === 0n) {
    digits /= 10n
    scale -= 1
  }
  return { digits, scale }
}

/** Exact sum. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { digits: atScale(a, scale) + atScale(b, scale), scale }
}

/** The number with its sign turned. */
export function negate({ digits, scale }: Decimal): Decimal {
  return { digits: -digits, scale }
}

/** Exact product. */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale }
}

/** Quotient to `quotientScale` decimals; null for a division by zero. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal | null {
  if (b.digits === 0n) {
    return null
  }
  const numerator = a.digits * 10n ** BigInt(quotientScale + b.scale)
  const denominator = b.digits * 10n ** BigInt(a.scale)
  return { digits: divideRounded(numerator, denominator), scale: quotientScale }
}

/** Rounded half away from zero (四舍五入) to so many decimals. */
export function roundDecimal(value: Decimal, decimals: number): Decimal {
  return value.scale <= decimals
    ? { digits: atScale(value, decimals), scale: decimals }
    : {
        digits: divideRounded(value.digits, 10n ** BigInt(value.scale - decimals)),
        scale: decimals,
      }
}

/** −1, 0 or 1. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const difference = addDecimals(a, negate(b)).digits
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

function atScale({ digits, scale }: Decimal, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale)
}

function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const isNegative = numerator < 0n !== denominator < 0n
  const [top, bottom] = [abs(numerator), abs(denominator)]
  const rounded = (top * 2n + bottom) / (bottom * 2n)
  return isNegative ? -rounded : rounded
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value
}
