import type { MeetingState, OrganisationClass } from '@/db/enums'
import type { Day } from '@/lib/period'
import type { IndicatorState } from '@/lib/scorecard/ledger/schema'
import type { KeptState } from './states'

/**
 * What the projector holds: the whole meeting in one page, so that nothing is asked for later. Plain
 * JSON: moments are ISO texts, marks integer hundredths of a point.
 */
export interface MeetingPack {
  meetingId: string
  state: MeetingState
  period: string
  heldOn: Day
  place: string | null
  /** Whether the viewer may record decisions. */
  canDecide: boolean
  scheme: { year: number; version: number; name: string }
  snapshot: PackSnapshot
  /** In the order of the agenda. */
  branches: PackBranch[]
  /** Decisions of the last meeting before this quarter; its period is null where there was none. */
  earlier: { period: string | null; decisions: PackDecision[] }
  /** Decisions of this meeting that have been recorded already. */
  decided: PackDecision[]
}

export interface PackSnapshot {
  /** 2026Q3-r1-1: quarter, revision, number of the snapshot. */
  name: string
  sha256: string
  at: string
}

export interface PackDecision {
  requestKey: string
  organisationId: string
  organisationName: string
  words: string
  personName: string | null
  dueOn: Day
  kept: KeptState
  doneOn: Day | null
}

export interface PackBranch {
  id: string
  /** Place on the agenda, from 1. */
  number: number
  name: string
  class: OrganisationClass | null
  /** Its days of the quarter where it was not there for all of it, half-open. */
  segment: { from: Day; to: Day } | null
  mergedIntoName: string | null
  totalHundredths: number
  fullHundredths: number
  /** Full marks of what nobody has scored, and how many indicators that is. */
  unscoredHundredths: number
  unscoredCount: number
  grade: string | null
  vetoes: string[]
  /** The last quarter's result, if it was scored then. */
  before: { period: string; totalHundredths: number } | null
  place: PackPlace
  bars: PackBar[]
  gaps: PackGap[]
  indicators: PackIndicator[]
  entries: PackEntry[]
  people: { id: string; name: string; post: string | null }[]
  /** False where the entries do not add up to the snapshot: then the snapshot holds. */
  isConsistent: boolean
}

/** Where a branch stands in its class: a band, never a rank. */
export interface PackPlace {
  /** Branches of the class that are compared. */
  compared: number
  /** Null for a branch that is not compared: 未评, merged, nothing applies. */
  band: {
    position: number
    bands: number
    fromHundredths: number
    toHundredths: number
    members: number
  } | null
  /** Reached in 5 % and kept within in 95 % of reasonable settings; shown only when asked for. */
  interval: { low: number; high: number } | null
  rankInterval: { low: number; high: number } | null
}

/** From full marks to the result: what a top level added or left. */
export interface PackBar {
  code: string
  name: string
  amountHundredths: number
}

export interface PackGap {
  key: string
  code: string
  name: string
  lostHundredths: number
  /** Reasons of the entries behind it, largest first. */
  words: string[]
}

export interface PackIndicator {
  key: string
  code: string
  name: string
  /** 0 at the top. */
  level: number
  fullHundredths: number | null
  /** Null is shown as the word of the state. */
  totalHundredths: number | null
  state: IndicatorState
}

export interface PackEntry {
  id: string
  indicatorKey: string
  code: string
  indicatorName: string
  amountHundredths: number
  effect: 'points' | 'zero' | 'veto'
  state: 'standing' | 'reversed' | 'reversal'
  occurredOn: Day | null
  reason: string
  /** Who judged or recorded it; null where the system found it by itself. */
  handlerName: string | null
  at: string
  /** What the evidence is called. */
  evidence: string[]
}
