/** A version of an indicator's rule, with what its fold begins from and is limited to. */
export interface ScoreRule {
  version: string
  name: string
  /** Integer hundredths: zero, or full marks from which amounts are taken. */
  baseHundredths: number
  /** Limits of the sum, null for none. */
  floorHundredths: number | null
  capHundredths: number | null
}

/** Until a scheme says otherwise, the points of an evaluation count as they were given. */
export const taskEvaluationRule: ScoreRule = {
  version: 'task-evaluation@1',
  name: '任务评价',
  baseHundredths: 0,
  floorHundredths: null,
  capHundredths: null,
}
