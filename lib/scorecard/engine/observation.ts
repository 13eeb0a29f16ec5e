import type { Day } from '@/lib/period'

interface Shared {
  /** What it stands on: `obligation:<id>`, `fact:<kind>:<source>`, `assignment:<id>`; unique in a rule. */
  basisKey: string
  /** Day it counts for; of an obligation the day of its effective due. */
  occurredOn: Day
  /** Facts behind it. */
  sources: readonly string[]
  /** Where the evidence is, e.g. {activityId} or {assignmentId, submissionId}. */
  evidence: Readonly<Record<string, string>>
  /** Who judged or recorded it; null where the system found it. */
  handlerId: string | null
  /** Short words for the line: 9月主题党日未开展. */
  words: string
  isUrged: boolean
}

/** What a rule scores: one thing that happened, was owed and missed, was judged, or was measured. */
export type Observation = Shared &
  (
    | { kind: 'events'; count: number }
    /** A judged amount, positive, within the range of the rule. */
    | { kind: 'amount'; hundredths: number }
    | { kind: 'met'; isMet: boolean }
    /** Positions of the parts that are met. */
    | { kind: 'parts'; met: readonly number[] }
    | { kind: 'tier'; position: number }
    /** A measured value in hundredths. */
    | { kind: 'value'; hundredths: number }
    /** People present over people expected, or the like; rates of a period are added up first. */
    | { kind: 'rate'; numerator: number; denominator: number }
    /** An award or a criticism; of one matter the highest counts. */
    | { kind: 'level'; level: number; matter: string }
  )

/** What a rule makes of its observations: at most one entry for a basis. */
export interface PlannedEntry {
  ruleKey: string
  /** The observation's, or `aggregate:rate`, `aggregate:matter:<words>` for what stands on several. */
  basisKey: string
  effect: 'points' | 'zero' | 'veto'
  /** Signed. Zero for `zero` and `veto`. */
  amountHundredths: number
  occurredOn: Day
  sources: readonly string[]
  evidence: Readonly<Record<string, string>>
  handlerId: string | null
  /** One sentence: what, how many, which amount. */
  reason: string
}
