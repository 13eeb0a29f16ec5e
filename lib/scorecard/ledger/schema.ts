import { z } from 'zod'
import type { EntryEffect, OrganisationClass, QuarterState } from '@/db/enums'
import type { Day } from '@/lib/period'

/**
 * What the ledger tells the screens (lib/scorecard/ledger/branch-result.ts, quarter-results.ts):
 * `branchResult(ctx, quarterId, organisationId): Promise<BranchResult>` and
 * `quarterResults(ctx, quarterId): Promise<QuarterResults>`. Safe in the browser. Marks are integer
 * hundredths of a point.
 */

/** How an indicator stands for a branch: missing is not zero, and the kinds of nothing differ. */
export const indicatorStates = ['scored', 'zero', 'unscored', 'no_data', 'not_applicable'] as const
export type IndicatorState = (typeof indicatorStates)[number]

export const indicatorStateLabels: Record<IndicatorState, string> = {
  scored: '已有得分',
  zero: '零',
  unscored: '未评',
  no_data: '无数据',
  not_applicable: '不适用',
}

/** Where to look. Without an address the viewer may read the words but not open the thing. */
export interface EvidenceLink {
  label: string
  href: string | null
}

/** One row of the ledger, reversals included. */
export interface LedgerLine {
  id: string
  indicatorKey: string
  ruleKey: string
  /** Year, version and key of the rule: 2026v1:r12. */
  ruleVersion: string
  /** The rule's own words, and the whole rule in one sentence. */
  ruleWords: string
  ruleSentence: string
  basisKey: string
  generation: number
  effect: EntryEffect
  /** Signed; of a reversal the opposite of what it takes back. */
  amountHundredths: number
  /** Standing: neither a reversal nor reversed. Only standing entries count. */
  state: 'standing' | 'reversed' | 'reversal'
  /** The entry that a reversal takes back. */
  reversesId: string | null
  /** Day it counts for; null only in entries made before schemes. */
  occurredOn: Day | null
  /** Period of the obligation or fact it stands on, e.g. 2026M09. */
  period: string
  factId: string | null
  factVersion: number | null
  obligationId: string | null
  /** Who judged or recorded it; null where the system found it by itself. */
  handlerName: string | null
  at: Date
  reason: string
  evidence: EvidenceLink[]
}

/** One line of the reckoning of an indicator; `totalHundredths` is the sum after it. */
export interface ResultStep {
  /** `scale` stands in the last step of the whole only. */
  kind: 'base' | 'entry' | 'rule_cap' | 'child' | 'treatment' | 'zero' | 'floor' | 'cap' | 'scale'
  /** In words: 满分 10.00 分起, 本项规则限额, 不低于 0 分 … */
  words: string
  amountHundredths: number
  totalHundredths: number
  /** Of a step `entry` or `zero`: the line of the ledger. */
  entryId: string | null
  /** Of a step `rule_cap`: the rule; of a step `child`: the indicator below. */
  ruleKey: string | null
  childKey: string | null
}

/** A rule as the screens show it. */
export interface ResultRule {
  key: string
  words: string
  sentence: string
}

/** An indicator of a branch, from its start to its total. */
export interface IndicatorResultView {
  key: string
  code: string
  name: string
  /** 归口部门; null is the Party office itself. */
  department: string | null
  /** Clause of the paper it stands on. */
  basis: string | null
  /** Null where only the level above has full marks. */
  fullHundredths: number | null
  /** Null while nothing is scored or it does not apply: shown as the word of its state. */
  totalHundredths: number | null
  state: IndicatorState
  rules: ResultRule[]
  steps: ResultStep[]
  children: IndicatorResultView[]
}

/** A veto that stands: it bears on the grade and never on the score. */
export interface VetoLine {
  entryId: string
  indicatorKey: string
  ruleKey: string
  /** 等级不高于“一般”, 等级定为…, 不得评为最高等级. */
  words: string
}

export interface QuarterHead {
  quarterId: string
  period: string
  state: QuarterState
  revision: number
  scheme: { year: number; version: number; name: string }
}

export interface ResultSubject {
  organisationId: string
  code: string
  name: string
  class: OrganisationClass | null
  /** Days of the quarter on which it is scored, half-open; shorter than the quarter for segments. */
  from: Day
  to: Day
  /** Set where the branch ended within the quarter: its segment stands, unranked. */
  mergedInto: { id: string; name: string } | null
}

/** What everybody may know of a total; ranks and grades only where `isRanked`. */
export interface Standing {
  totalHundredths: number
  fullHundredths: number
  /** Full marks of what nobody has scored; the total is complete when it is 0. */
  unscoredHundredths: number
  /** Within the class: 1, 2, 2, 4. Null while incomplete, for a merged branch, or not shown yet. */
  rank: number | null
  grade: string | null
}

/** The score of a branch in a quarter: every step, every entry, every evidence. */
export interface BranchResult {
  quarter: QuarterHead
  subject: ResultSubject
  /** When the ledger was reckoned last; null: never, there are no entries yet. */
  reckonedAt: Date | null
  standing: Standing
  /** Branches of its class that are ranked; 0 while ranks are not shown to the viewer. */
  rankedInClass: number
  /** Last steps of the whole: the top levels added up, then scaling for what does not apply. */
  steps: ResultStep[]
  indicators: IndicatorResultView[]
  vetoes: VetoLine[]
  /** The whole ledger of the branch in this quarter, newest first, reversals included. */
  entries: LedgerLine[]
}

/** One branch on the board. */
export interface QuarterRow {
  subject: ResultSubject
  standing: Standing
  /** Total and state of every indicator of its class by key, leaves and levels above. */
  indicators: Record<string, IndicatorCell>
  /** Number of leaves in each state; a level above counts where it has rules of its own unscored. */
  states: Record<IndicatorState, number>
  /** Words of the vetoes that stand. */
  vetoes: string[]
  reckonedAt: Date | null
}

/** An indicator without its children, in the order of the table. */
export interface QuarterIndicator {
  key: string
  parentKey: string | null
  code: string
  name: string
  department: string | null
  fullHundredths: number | null
  classes: OrganisationClass[] | null
  isLeaf: boolean
}

/** All branches of a quarter: by class, then best first; unranked ones after the ranked. */
export interface QuarterResults {
  quarter: QuarterHead
  indicators: QuarterIndicator[]
  rows: QuarterRow[]
}

/** Shape of `quarter_subjects.indicators`, written by each reckoning. */
export const indicatorCell = z.object({
  /** Null while there is none: 未评, 不适用. */
  total: z.int().nullable(),
  state: z.enum(indicatorStates),
  /** Of an indicator with rules: what was known of it before anything was decided. */
  given: z.enum(['scored', 'unscored', 'no_data', 'not_applicable']).optional(),
})
export type IndicatorCell = z.output<typeof indicatorCell>
export const indicatorCells = z.record(z.string(), indicatorCell)
