/** Mark of a branch in an indicator that does not apply to it: its full marks are left out. */
export const notApplicable = -2_147_483_648
/** Mark in an indicator of another class: the branch's table does not have the line. */
export const notInClass = -2_147_483_647

/** A grade begins at its number of hundredths; best first. */
export interface Band {
  grade: string
  fromHundredths: number
}

/** What is reckoned: whole numbers only. Index of a cell: branch × indicators + indicator. */
export interface Settings {
  /** Full marks of each indicator, in hundredths; where a table gives none, its limit upwards. */
  weights: Int32Array
  /** Marks earned, in hundredths, under the weights the simulation was made with. */
  marks: Int32Array
  bands: readonly Band[]
}

export interface Noise {
  seed: number
  draws: number
  /** Each weight is tried within ± this share of itself; 25 by custom. */
  weightPercent: number
  /** Whether the number of things owed bears on how sure a mark is. */
  isMeasured: boolean
}

export const usualNoise: Noise = {
  seed: 20_260_701,
  draws: 2_000,
  weightPercent: 25,
  isMeasured: true,
}

export interface SimulationInput extends Settings {
  branches: number
  indicators: number
  /** Class of each branch as a number from 0; only branches of one class are compared. */
  classes: Int32Array
  /** How many things were owed behind each mark; 0 where it was judged as one whole. */
  owed: Int32Array
  noise: Noise
}

/** @throws Error when the arrays do not fit each other or a number is not what it must be */
export function checkInput(input: SimulationInput): void {
  const { branches, indicators, noise } = input
  const cells = branches * indicators
  const fits =
    input.weights.length === indicators &&
    input.marks.length === cells &&
    input.owed.length === cells &&
    input.classes.length === branches
  if (!fits) {
    throw new Error(`The arrays do not hold ${branches} branches × ${indicators} indicators`)
  }
  if (input.weights.some((weight) => weight < 0) || input.owed.some((count) => count < 0)) {
    throw new Error('A weight or a number of things owed is negative')
  }
  if (!(noise.draws >= 20) || !(noise.weightPercent >= 0 && noise.weightPercent <= 100)) {
    throw new Error('At least 20 draws, and weights within 0 to 100 percent')
  }
}
