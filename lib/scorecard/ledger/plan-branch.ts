import { applyRulings, type Ruling } from '../engine/apply-rulings'
import type { Circumstances } from '../engine/indicator-states'
import type { PlannedEntry } from '../engine/observation'
import { planEntries } from '../engine/plan-entries'
import type { Observed } from './observe'
import type { QuarterFrame } from './quarter-frame'

export interface BranchPlan {
  entries: PlannedEntry[]
  circumstances: Circumstances
  /** What could not be scored, each a sentence. */
  problems: string[]
}

/**
 * What the ledger of a branch must hold: from what was observed through the rules of its class, then
 * through the rulings of appeals. Pure.
 */
export function planBranch(
  frame: Pick<QuarterFrame, 'prepared' | 'treatmentsOf'>,
  observed: Observed,
): BranchPlan {
  const { subject, observations, rulings, states, unread } = observed
  const plan = frame.prepared.planOf(subject.class)
  const entries: PlannedEntry[] = []
  const problems = [...unread]
  for (const { rule } of plan.rules) {
    const own = observations.get(rule.key)
    if (own) {
      const planned = planEntries(rule, own)
      for (const entry of planned.entries) {
        entries.push(entry)
      }
      for (const { sentence } of planned.problems) {
        problems.push(sentence)
      }
    }
  }
  return {
    entries: rulings.length === 0 ? entries : ruled(frame, entries, rulings),
    circumstances: { states, treatments: frame.treatmentsOf(subject.class) },
    problems,
  }
}

/** A ruling may stand on a rule that a later version of the scheme no longer has. */
function ruled(
  { prepared }: Pick<QuarterFrame, 'prepared'>,
  entries: readonly PlannedEntry[],
  rulings: readonly Ruling[],
): PlannedEntry[] {
  return applyRulings(entries, rulings).filter((entry) => prepared.rules.has(entry.ruleKey))
}
