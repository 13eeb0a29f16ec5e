import { drawTotals, makeDraws } from './draws'
import { aboveShare, classRooms, type Intervals, rankIntervals, tieBands } from './intervals'
import { type Move, movesBetween, type Reckoned, reckon } from './reckoned'
import { type Band, checkInput, type Settings, type SimulationInput } from './settings'

/** Plain arrays and numbers, so that it travels from a worker as it is. */
export interface SimulationResult extends Reckoned {
  intervals: Intervals
  /** 档 within the class, from 1; members of one band are not told apart. */
  tiers: Int32Array
  /** Against the settings the simulation was made with. */
  moved: Move[]
}

export interface Simulation {
  /**
   * Scores, ranks, grades and intervals under other settings; null keeps what was given first.
   * @throws Error when an array is of another length
   */
  run(
    weights: Int32Array | null,
    marks: Int32Array | null,
    bands: readonly Band[] | null,
  ): SimulationResult
  /** After a run: draws in ten thousand in which one branch is above another; equal ones by half. */
  aboveShare(one: number, other: number): number
}

/**
 * A simulation of one quarter: random numbers and room once, then as many runs as wanted. The same
 * input gives the same answers on every machine.
 * @throws Error when the input does not fit together
 */
export function createSimulation(input: SimulationInput): Simulation {
  checkInput(input)
  const first = input.weights.slice()
  const draws = makeDraws(input)
  const rooms = classRooms(input.classes)
  const before = reckon(input, first, input.classes)
  return {
    run(weights, marks, bands) {
      const settings: Settings = {
        weights: weights ?? input.weights,
        marks: marks ?? input.marks,
        bands: bands ?? input.bands,
      }
      checkInput({ ...input, ...settings })
      const reckoned = reckon(settings, first, input.classes)
      drawTotals(draws, settings, first, input.owed)
      return {
        ...reckoned,
        intervals: rankIntervals(draws, rooms),
        tiers: tieBands(draws, rooms, reckoned.totals),
        moved: movesBetween(before, reckoned),
      }
    },
    aboveShare: (one, other) => aboveShare(draws, one, other),
  }
}
