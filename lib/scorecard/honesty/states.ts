/**
 * Rank honesty: how far a rank can be trusted, and what other settings would do. Safe in the browser
 * and in a worker. Scores, ranks and grades are whole numbers (`reckoned.ts`); fractions occur only
 * in draws, probabilities and shares of variance, none of which becomes a score. docs/scorecard.md
 * states the method.
 */
export {
  type CorrelationWarning,
  correlationLeast,
  correlationLimit,
  correlationWarnings,
  type EffectiveWeight,
  effectiveWeights,
} from './effective-weights'
export { type Intervals, toldApart } from './intervals'
export { type Movement, type MovementTotals, splitMovement } from './movement'
export type { Move, Reckoned } from './reckoned'
export {
  type Band,
  type Noise,
  notApplicable,
  notInClass,
  type SimulationInput,
  usualNoise,
} from './settings'
export { createSimulation, type Simulation, type SimulationResult } from './simulation'
