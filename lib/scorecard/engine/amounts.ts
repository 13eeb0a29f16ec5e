/** Marks are integer hundredths of a point; nothing here makes or takes a fraction. */

/**
 * The number itself.
 * @throws Error when it is no integer a double holds exactly
 */
export function integer(value: number): number {
  if (!Number.isSafeInteger(value)) {
    throw new Error(`Not an exact integer: ${value}`)
  }
  // Minus zero is zero: both are written the same.
  return value === 0 ? 0 : value
}

/**
 * `value × numerator ÷ denominator` as an integer, half away from zero: 0.5 → 1, −0.5 → −1.
 * @throws Error for a denominator below one, or a result beyond exact integers
 */
export function scale(value: number, numerator: number, denominator: number): number {
  if (integer(denominator) < 1) {
    throw new Error(`Not a denominator: ${denominator}`)
  }
  const product = BigInt(integer(value)) * BigInt(integer(numerator))
  const size = product < 0n ? -product : product
  const below = BigInt(denominator)
  const rounded = (2n * size + below) / (2n * below)
  return integer(Number(product < 0n ? -rounded : rounded))
}

/** `numerator ÷ denominator` for a numerator of at least zero, without its fraction. */
export function wholeSteps(numerator: number, denominator: number): number {
  const left = integer(numerator) % integer(denominator)
  return integer((numerator - left) / denominator)
}

/** `numerator ÷ denominator` for a numerator of at least zero; a begun one counts as whole. */
export function startedSteps(numerator: number, denominator: number): number {
  const steps = wholeSteps(numerator, denominator)
  return numerator % denominator > 0 ? integer(steps + 1) : steps
}

/** The amount within ± the limit; null is without limit. */
export function clamp(amount: number, limit: number | null): number {
  if (limit === null) {
    return amount
  }
  return amount > limit ? limit : amount < -limit ? -limit : amount
}

/** The amount within a floor and a cap; null is without limit, and the cap is applied last. */
export function between(amount: number, floor: number | null, cap: number | null): number {
  const raised = floor !== null && amount < floor ? floor : amount
  return cap !== null && raised > cap ? cap : raised
}
