import { z } from 'zod'
import {
  type OrganisationClass,
  organisationClasses,
  type QuarterState,
  type SnapshotKind,
} from '@/db/enums'
import type { Movement } from '../honesty/movement'
import type { IndicatorState, QuarterHead, ResultSubject } from '../ledger/schema'

/** The board of a quarter: its address and what it shows. Safe in the browser. */

const key = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,39}$/)
  .optional()
  .catch(undefined)
const id = z.uuid().optional().catch(undefined)

/** Members no class: branches that have none. */
export const boardClasses = [...organisationClasses, 'none'] as const
export type BoardClass = (typeof boardClasses)[number]

/** Address of the board; whatever is malformed falls away. */
export const boardAddress = z.object({
  period: z
    .string()
    .regex(/^20\d{2}Q[1-4]$/)
    .optional()
    .catch(undefined),
  class: z.enum(boardClasses).optional().catch(undefined),
  /** A revision that was frozen before the present one. */
  revision: z.coerce.number().int().min(1).max(99).optional().catch(undefined),
  /** The branch in the drawer, and how far down it is opened. */
  open: id,
  indicator: key,
  entry: id,
  /** Of the quarters without a scheme. */
  organisation: id,
  after: id,
})
export type BoardAddress = z.output<typeof boardAddress>

/** A quarter as the menu names it. */
export interface QuarterChoice {
  quarterId: string
  period: string
  state: QuarterState
  revision: number
}

/** A frozen revision, or what stands over a quarter that was kept as a whole. */
export interface KeptState {
  kind: SnapshotKind
  revision: number
  number: number
  sha256: string
  at: Date
}

/** 蓝 临近时限, 黄 落后序时进度, 红 逾期; with how many things it is about. */
export interface BoardLight {
  light: 'soon' | 'behind' | 'late'
  count: number
}

export interface BoardRow {
  subject: ResultSubject
  totalHundredths: number
  fullHundredths: number
  unscoredHundredths: number
  /** Null while incomplete or merged. */
  rank: number | null
  grade: string | null
  vetoes: string[]
  states: Record<IndicatorState, number>
  /** 档 within the class, from 1; members of one are not told apart. Null for a merged branch. */
  band: number | null
  /** Totals reached in 5 % and kept within in 95 % of the draws. */
  interval: { low: number; high: number } | null
  /** Ranks likewise. */
  rankInterval: { low: number; high: number } | null
  /** Null where it was not scored last quarter. */
  movement: Movement | null
  /** Points that can still be completed; null once the quarter is published. */
  possibleHundredths: number | null
  light: BoardLight | null
}

export interface WeakIndicator {
  key: string
  code: string
  name: string
  /** Marks missing over all branches that were scored in it, and the full marks of those. */
  lostHundredths: number
  fullHundredths: number
  branches: number
}

export interface Board {
  quarter: QuarterHead
  /** When the ledger was reckoned last; of a kept state the moment it was kept. */
  asOf: Date | null
  /** Set when the board shows a kept state and not the ledger of this moment. */
  kept: KeptState | null
  /** All frozen revisions, latest first. */
  revisions: KeptState[]
  classes: { class: BoardClass; count: number }[]
  class: BoardClass
  /** One page, by band, then by score; merged ones last. */
  rows: BoardRow[]
  /** Where the next page begins: after this branch. */
  next: string | null
  /** How many bands the class has. */
  bands: number
  /** Something is 未评: bands are of the running totals, and nobody has a rank. */
  isProvisional: boolean
  /** Scale of the bars, whole tens of points. */
  axis: { fromHundredths: number; toHundredths: number }
  weakest: WeakIndicator[]
  /** Numbers of branches of the class by steps of five points, from the highest. */
  distribution: { fromHundredths: number; toHundredths: number; branches: number }[]
  before: { period: string } | null
}

export function boardClassOf(given: OrganisationClass | null): BoardClass {
  return given ?? 'none'
}
