import { bellNumbers, evenFactors, seeded } from './random'
import { notApplicable, notInClass, type Settings, type SimulationInput } from './settings'

/** Buffers of a simulation, made once: the same random numbers serve every run. */
export interface Draws {
  count: number
  branches: number
  indicators: number
  /** Factor of each weight in each draw. */
  factors: Float64Array
  /** One bell number for each draw and branch. */
  bells: Float32Array
  /** Weights of each draw, brought back to the sum of the weights given. */
  weights: Float64Array
  /** Share of the full marks that each branch has earned, 0 to 1 by custom. */
  shares: Float64Array
  /** Standard error of each branch's total, in hundredths. */
  spreads: Float64Array
  /** Totals in hundredths, rounded: draw × branches + branch. */
  totals: Int32Array
}

/** Draws the random numbers and makes room. */
export function makeDraws(input: SimulationInput): Draws {
  const { branches, indicators, noise } = input
  const random = seeded(noise.seed)
  return {
    count: noise.draws,
    branches,
    indicators,
    factors: evenFactors(random, noise.draws * indicators, noise.weightPercent / 100),
    bells: noise.isMeasured
      ? bellNumbers(random, noise.draws * branches)
      : new Float32Array(noise.draws * branches),
    weights: new Float64Array(noise.draws * indicators),
    shares: new Float64Array(branches * indicators),
    spreads: new Float64Array(branches),
    totals: new Int32Array(noise.draws * branches),
  }
}

/** Every branch's total in every draw, into `draws.totals`. */
export function drawTotals(
  draws: Draws,
  settings: Settings,
  first: Int32Array,
  owed: Int32Array,
): void {
  settleShares(draws, settings, first, owed)
  settleWeights(draws, settings.weights)
  multiply(draws)
}

/**
 * Shares and what is uncertain about them. Of n things owed a share p was met; as of a coin thrown n
 * times its error is √(q(1−q)/n) with q = (np+1)/(n+2), so that a spotless record of four things is
 * less sure than one of sixty. Nothing owed, no error. What does not apply counts as the mean share.
 */
function settleShares(
  draws: Draws,
  { weights, marks }: Settings,
  first: Int32Array,
  owed: Int32Array,
) {
  const { branches, indicators, shares, spreads } = draws
  for (let branch = 0; branch < branches; branch += 1) {
    const row = branch * indicators
    let variance = 0
    let earned = 0
    let applicable = 0
    for (let at = 0; at < indicators; at += 1) {
      const mark = marks[row + at] ?? 0
      const weight = weights[at] ?? 0
      const full = first[at] ?? 0
      const isMeasured = mark !== notApplicable && mark !== notInClass && full > 0
      const share = isMeasured ? mark / full : 0
      shares[row + at] = share
      if (isMeasured) {
        earned += share * weight
        applicable += weight
        variance += weight * weight * errorSquared(share, owed[row + at] ?? 0)
      }
    }
    const mean = applicable === 0 ? 0 : earned / applicable
    for (let at = 0; at < indicators; at += 1) {
      if (marks[row + at] === notApplicable) {
        shares[row + at] = mean
      }
    }
    spreads[branch] = Math.sqrt(variance)
  }
}

function errorSquared(share: number, count: number): number {
  if (count === 0) {
    return 0
  }
  const within = Math.min(1, Math.max(0, share))
  const smoothed = (count * within + 1) / (count + 2)
  return (smoothed * (1 - smoothed)) / count
}

function settleWeights({ count, indicators, factors, weights }: Draws, given: Int32Array) {
  const sum = given.reduce((total, weight) => total + weight, 0)
  for (let draw = 0; draw < count; draw += 1) {
    const row = draw * indicators
    let noisy = 0
    for (let at = 0; at < indicators; at += 1) {
      const weight = (given[at] ?? 0) * (factors[row + at] ?? 1)
      weights[row + at] = weight
      noisy += weight
    }
    const scale = noisy === 0 ? 0 : sum / noisy
    for (let at = 0; at < indicators; at += 1) {
      weights[row + at] = (weights[row + at] ?? 0) * scale
    }
  }
}

/**
 * The loop that takes the time: two draws and two branches at once, so that every number read is
 * used twice. Of an odd number the last one is its own neighbour and is written twice.
 */
function multiply({ count, branches, indicators, weights, shares, spreads, bells, totals }: Draws) {
  const settle = (at: number, branch: number, sum: number) => {
    totals[at] = Math.round(sum + (spreads[branch] as number) * (bells[at] as number))
  }
  for (let draw = 0; draw < count; draw += 2) {
    const next = draw < count - 1 ? draw + 1 : draw
    const upper = draw * indicators
    const lower = next * indicators
    for (let branch = 0; branch < branches; branch += 2) {
      const other = branch < branches - 1 ? branch + 1 : branch
      const left = branch * indicators
      const right = other * indicators
      let upperLeft = 0
      let upperRight = 0
      let lowerLeft = 0
      let lowerRight = 0
      for (let at = 0; at < indicators; at += 1) {
        const up = weights[upper + at] as number
        const low = weights[lower + at] as number
        const one = shares[left + at] as number
        const two = shares[right + at] as number
        upperLeft += one * up
        upperRight += two * up
        lowerLeft += one * low
        lowerRight += two * low
      }
      settle(draw * branches + branch, branch, upperLeft)
      settle(draw * branches + other, other, upperRight)
      settle(next * branches + branch, branch, lowerLeft)
      settle(next * branches + other, other, lowerRight)
    }
  }
}
