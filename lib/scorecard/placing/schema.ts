import { z } from 'zod'

const stale = '页面已过期，请刷新后再试'

export const placeTaskInput = z.object({
  taskId: z.uuid(stale),
  version: z.coerce.number(stale).int(),
  /** Empty: it does not score. */
  indicatorKey: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, stale)
    .optional(),
})
export type PlaceTaskInput = z.output<typeof placeTaskInput>

/** An indicator in which a task may stand, and what it would do there. */
export interface IndicatorChoice {
  key: string
  code: string
  name: string
  /** What the rules of the indicator take from its tasks, a sentence each. */
  sentences: string[]
}

/** What the page of a draft says of points. */
export interface TaskPlace {
  /** Quarter of the due: the scheme is the one that is frozen for it, or would be. */
  period: string
  scheme: { year: number; version: number; isFrozen: boolean } | null
  choices: IndicatorChoice[]
  chosen: IndicatorChoice | null
}
