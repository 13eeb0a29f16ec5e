import { z } from 'zod'
import type { IndicatorState } from '../ledger/schema'

/** 指标一体化查询: any indicator × branches × periods. Safe in the browser. */

const many = (max: number) =>
  z.preprocess(
    (given) =>
      (Array.isArray(given) ? given : typeof given === 'string' ? given.split(',') : [])
        .filter((one) => typeof one === 'string' && one !== '')
        .slice(0, max),
    z.array(z.string()),
  )

/** Most indicators, and most quarters, that one query shows: six can be told apart. */
export const mostShown = 6

export const queryAddress = z.object({
  /** Keys of indicators; `total` is the score. */
  indicators: many(mostShown).catch([]),
  periods: many(mostShown).catch([]),
  class: z.enum(['I', 'II', 'III', 'none']).optional().catch(undefined),
  branches: many(200).catch([]),
  /** The table comes first where this is set; both are always on the page. */
  view: z.enum(['chart', 'table']).catch('chart'),
})
export type QueryAddress = z.output<typeof queryAddress>

export interface QueryCell {
  /** Null while there is no figure: the state says why. */
  hundredths: number | null
  fullHundredths: number | null
  /** `absent`: not scored in that quarter. */
  state: IndicatorState | 'absent'
}

export interface QueryColumn {
  key: string
  period: string
  indicatorKey: string
  /** 2.1 支部党员大会; 总分. */
  label: string
}

export interface QueryRow {
  organisationId: string
  code: string
  name: string
  class: 'I' | 'II' | 'III' | null
  cells: QueryCell[]
}

/** A quarter that was read: live with its moment, or as it was frozen. */
export interface QuerySource {
  quarterId: string
  period: string
  asOf: Date | null
  sha256: string | null
  revision: number
}

export interface QueryResult {
  columns: QueryColumn[]
  rows: QueryRow[]
  sources: QuerySource[]
  /** What can be chosen. */
  choices: {
    indicators: { key: string; label: string; depth: number }[]
    periods: string[]
    branches: { id: string; name: string }[]
  }
  /** What was asked for, made whole: defaults filled in, the unknown left out. */
  asked: { indicators: string[]; periods: string[] }
}
