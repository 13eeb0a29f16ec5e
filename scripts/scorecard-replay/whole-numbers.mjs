/** Whole numbers only: marks are BigInt hundredths of a point. No fraction occurs in this program. */

/**
 * A JSON number as BigInt.
 * @param {unknown} value
 */
export function whole(value) {
  if (!Number.isSafeInteger(value)) {
    throw new Error(`不是整数：${value}`)
  }
  return BigInt(/** @type {number} */ (value))
}

/**
 * Quotient rounded half away from zero; the divisor is positive.
 * @param {bigint} dividend
 * @param {bigint} divisor
 */
export function divided(dividend, divisor) {
  const size = dividend < 0n ? -dividend : dividend
  const quotient = (2n * size + divisor) / (2n * divisor)
  return dividend < 0n ? -quotient : quotient
}

/**
 * `9.50`, `-0.05`.
 * @param {bigint} hundredths
 */
export function points(hundredths) {
  const size = hundredths < 0n ? -hundredths : hundredths
  const fraction = String(size % 100n).padStart(2, '0')
  return `${hundredths < 0n ? '−' : ''}${size / 100n}.${fraction}`
}

/**
 * A decimal as text, in hundredths, half away from zero; null where it is none, or has
 * more than 12 digits before the point or 30 behind it.
 * @param {unknown} text
 */
export function hundredthsOf(text) {
  const match = /^([+-]?)(\d{1,12})(?:\.(\d{1,30}))?$/.exec(String(text).trim())
  if (!match) {
    return null
  }
  const decimals = match[3] ?? ''
  const size = divided(BigInt(match[2] + decimals) * 100n, 10n ** BigInt(decimals.length))
  return match[1] === '-' ? -size : size
}

/**
 * Order by code units, the same on every machine.
 * @param {string} a
 * @param {string} b
 */
export function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0
}
