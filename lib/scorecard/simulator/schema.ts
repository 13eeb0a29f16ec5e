import type { OrganisationClass } from '@/db/enums'
import type { Band } from '../honesty/settings'
import type { SchemeDocument } from '../scheme/schema'

/** What 试算 works on, as it travels to the browser. Marks are integer hundredths of a point. */
export interface TrialData {
  quarter: { quarterId: string; period: string; schemeYear: number; schemeVersion: number }
  document: SchemeDocument
  branches: { id: string; name: string; class: OrganisationClass | null }[]
  indicators: TrialIndicator[]
  rules: TrialRule[]
  bands: Band[]
  /** Branch × indicators + indicator; `notApplicable` and `notInClass` where there is none. */
  marks: number[]
  /** Things owed behind each mark. */
  owed: number[]
}

/** A leaf of the scheme. */
export interface TrialIndicator {
  key: string
  code: string
  name: string
  /** Its full marks, or its limit where it has none. */
  weightHundredths: number
  startHundredths: number
  floorHundredths: number | null
  capHundredths: number | null
}

/** A rule of a leaf, with what its standing entries of points come to at each branch. */
export interface TrialRule {
  key: string
  indicatorAt: number
  words: string
  /** The amount that can be tried otherwise; null where the rule has not one of its own. */
  amountHundredths: number | null
  capHundredths: number | null
  sums: number[]
}

/** What is tried: by key of indicator and rule, only what differs. */
export interface Trial {
  weights: Readonly<Record<string, number>>
  amounts: Readonly<Record<string, number>>
  bands: readonly Band[]
}
