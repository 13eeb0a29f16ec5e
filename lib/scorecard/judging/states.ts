import type { JudgementState, OrganisationClass, TreatmentKind } from '@/db/enums'
import type { JudgedItem, JudgedValue } from '@/lib/facts/judgement-schema'
import type { StoredFile } from '@/lib/files/states'
import type { QuarterHead } from '../ledger/schema'

/** What the pages of 初评 show. */

export const judgementStateLabels: Record<JudgementState, string> = {
  scored: '已评',
  not_applicable: '不适用',
}

export const treatmentLabels: Record<TreatmentKind, string> = {
  full: '按没有情形计满分',
  not_applicable: '按不适用处理',
  zero: '计 0 分',
}

export interface JudgingIndicator {
  key: string
  code: string
  name: string
  department: string | null
  fullHundredths: number | null
  branches: number
  judged: number
  /** Branches the viewer judges here, and those of them that are judged. */
  mine: number
  mineJudged: number
  /** Whether “没有情形” can be said for many at once. */
  takesMany: boolean
}

export interface JudgingRow {
  organisationId: string
  code: string
  name: string
  class: OrganisationClass | null
  /** Null: 未评. */
  state: JudgementState | null
  sumHundredths: number | null
  items: number
  note: string | null
  version: number
  byName: string | null
  at: Date | null
  isMine: boolean
}

export interface JudgingSheet {
  quarter: QuarterHead
  preliminaryDueOn: string | null
  indicators: JudgingIndicator[]
  /** The indicator looked at, its rules in sentences. */
  chosen: (JudgingIndicator & { rules: string[] }) | null
  rows: JudgingRow[]
  /** Rules under which the viewer brings in tables. */
  imports: { ruleKey: string; label: string }[]
}

/** What a form asks under one rule. */
export interface AskedRule {
  key: string
  words: string
  sentence: string
  kind: JudgedValue['kind']
  /** One statement for the quarter instead of one for each case. */
  isOnce: boolean
  isDoubledAfterUrging: boolean
  /** Tiers, levels or parts, in their order. */
  choices: string[]
}

export interface JudgingForm {
  quarter: QuarterHead
  indicator: {
    key: string
    code: string
    name: string
    department: string | null
    basis: string | null
    fullHundredths: number | null
  }
  branch: { id: string; name: string }
  rules: AskedRule[]
  /** First and last day a case may have, and the one a new line begins with. */
  days: { from: string; to: string; usual: string }
  last: {
    version: number
    state: JudgementState
    note: string | null
    items: JudgedItem[]
    files: StoredFile[]
  } | null
  self: { hundredths: number; note: string | null } | null
  isMine: boolean
  /** The branch to judge after this one. */
  nextId: string | null
}
