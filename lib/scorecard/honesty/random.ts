/**
 * Seeded random numbers of the honesty layer: mulberry32 (Tommy Ettinger, public domain), 32 bits
 * of state. Only sums, products and square roots follow, so every browser draws the same numbers.
 */
export type Random = () => number

/** A generator of numbers in [0, 1) from a 32-bit seed. */
export function seeded(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Factors in [1 − width, 1 + width], evenly spread. */
export function evenFactors(random: Random, count: number, width: number): Float64Array {
  const factors = new Float64Array(count)
  for (let at = 0; at < count; at += 1) {
    factors[at] = 1 + width * (2 * random() - 1)
  }
  return factors
}

/**
 * Numbers of mean 0 and variance 1, bell-shaped: twelve even ones added up, minus six. No logarithm
 * and no cosine, whose last digits differ between engines.
 */
export function bellNumbers(random: Random, count: number): Float32Array {
  const numbers = new Float32Array(count)
  for (let at = 0; at < count; at += 1) {
    let sum = -6
    for (let term = 0; term < 12; term += 1) {
      sum += random()
    }
    numbers[at] = sum
  }
  return numbers
}
