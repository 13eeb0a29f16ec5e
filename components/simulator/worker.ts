import {
  type CorrelationWarning,
  correlationWarnings,
  createSimulation,
  type EffectiveWeight,
  effectiveWeights,
  notApplicable,
  notInClass,
  type Simulation,
  type SimulationResult,
  usualNoise,
} from '@/lib/scorecard/honesty/states'
import type { Trial, TrialData } from '@/lib/scorecard/simulator/schema'
import { trialMarks } from '@/lib/scorecard/simulator/states'

/** What the page asks its worker: once the data, then trial after trial. */
export type Asked = { data: TrialData } | { trial: Trial; pair: [number, number] | null }

/** What a trial comes to. */
export interface TrialAnswer {
  result: SimulationResult
  effective: EffectiveWeight[]
  correlated: CorrelationWarning[]
  /** Draws in ten thousand in which the first of the pair is above the second. */
  above: number | null
}

let kept: { data: TrialData; simulation: Simulation; weights: Int32Array } | null = null

self.onmessage = ({ data: asked }: MessageEvent<Asked>) => {
  if ('data' in asked) {
    kept = made(asked.data)
  } else if (kept) {
    self.postMessage(tried(kept, asked.trial, asked.pair))
  }
}

function made(data: TrialData) {
  const classes = [...new Set(data.branches.map((one) => one.class))]
  const weights = Int32Array.from(data.indicators, (one) => one.weightHundredths)
  const simulation = createSimulation({
    ...{ branches: data.branches.length, indicators: data.indicators.length, weights },
    marks: Int32Array.from(data.marks),
    owed: Int32Array.from(data.owed),
    classes: Int32Array.from(data.branches, (one) => classes.indexOf(one.class)),
    ...{ bands: data.bands, noise: usualNoise },
  })
  return { data, simulation, weights }
}

function tried(
  { data, simulation, weights: first }: NonNullable<typeof kept>,
  { weights: given, amounts, bands }: Trial,
  pair: [number, number] | null,
): TrialAnswer {
  const weights = Int32Array.from(data.indicators, (one) => given[one.key] ?? one.weightHundredths)
  const marks = trialMarks(data, amounts)
  const result = simulation.run(weights, marks, bands)
  const [branches, indicators] = [data.branches.length, data.indicators.length]
  const table = { branches, indicators, weights, marks: moved(marks, weights, first) }
  return {
    result,
    effective: effectiveWeights(table),
    correlated: correlationWarnings(table),
    above: pair ? simulation.aboveShare(...pair) : null,
  }
}

/** Marks as they move with their weights. */
function moved(marks: Int32Array, weights: Int32Array, first: Int32Array): Int32Array {
  return marks.map((mark, cell) => {
    const at = cell % first.length
    const [weight, before] = [weights[at] ?? 0, first[at] ?? 0]
    return mark === notApplicable || mark === notInClass || before === 0
      ? mark
      : Math.round((mark * weight) / before)
  })
}
