import { seeded } from '@/lib/scorecard/honesty/random'
import { createSimulation, type SimulationInput, usualNoise } from '@/lib/scorecard/honesty/states'
import { figure, median } from '../figure'
import type { Case } from './case'

const rounds = 15
const indicators = 60

/**
 * One run of the simulator: 200 branches × 60 indicators × 2,000 draws, with totals, ranks, rank
 * intervals, bands and moves. The floor is the bare multiply-add loop of the same size, without
 * ranks, noise or rounding; `simulate-first` has the making of the random numbers as well.
 */
export const simulate: Case = async ({ scale, say }) => {
  const input = made(Math.max(2, Math.round(200 * scale)))
  const first: number[] = []
  const runs: number[] = []
  const bare: number[] = []
  const kept = createSimulation(input)
  for (let round = -3; round < rounds; round += 1) {
    const weights = input.weights.map((weight, at) => weight + ((at + round + 3) % 5) * 10)
    const inFirst = timed(() => createSimulation(input).run(weights, null, null))
    const inRun = timed(() => kept.run(weights, null, null))
    const inBare = timed(() => multiplied(input, weights))
    // The first rounds let the engine compile.
    if (round >= 0) {
      first.push(inFirst)
      runs.push(inRun)
      bare.push(inBare)
    }
  }
  const size = `${input.branches} × ${indicators} × ${input.noise.draws}`
  say(
    `simulate: ${size}, a run ${median(runs).toFixed(1)} ms, first ${median(first).toFixed(1)} ms`,
  )
  return [
    figure('simulate', median(runs), 'ms', median(bare)),
    figure('simulate-first', median(first), 'ms', median(bare)),
  ]
}

function timed(work: () => unknown): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

function made(branches: number): SimulationInput {
  const random = seeded(7)
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1))
  const weights = Int32Array.from({ length: indicators }, () => whole(100, 300))
  const cells = branches * indicators
  return {
    branches,
    indicators,
    weights,
    marks: Int32Array.from({ length: cells }, (_, at) => whole(0, weights[at % indicators] ?? 0)),
    owed: Int32Array.from({ length: cells }, () => whole(0, 12)),
    classes: new Int32Array(branches),
    bands: [
      { grade: '优秀', fromHundredths: 9_000 },
      { grade: '良好', fromHundredths: 8_000 },
      { grade: '一般', fromHundredths: 6_000 },
    ],
    noise: usualNoise,
  }
}

function multiplied(input: SimulationInput, weights: Int32Array): Float64Array {
  const { branches, noise } = input
  const shares = Float64Array.from(input.marks)
  const given = new Float64Array(noise.draws * indicators)
  for (let at = 0; at < given.length; at += 1) {
    given[at] = weights[at % indicators] ?? 0
  }
  const totals = new Float64Array(noise.draws * branches)
  for (let draw = 0; draw < noise.draws; draw += 1) {
    for (let branch = 0; branch < branches; branch += 1) {
      let total = 0
      for (let at = 0; at < indicators; at += 1) {
        total +=
          (shares[branch * indicators + at] as number) * (given[draw * indicators + at] as number)
      }
      totals[draw * branches + branch] = total
    }
  }
  return totals
}
