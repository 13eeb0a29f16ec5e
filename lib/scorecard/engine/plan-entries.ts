import type { Rule } from '../scheme/schema'
import { checkObservation } from './accepted-kinds'
import type { Observation, PlannedEntry } from './observation'
import { planAllOrNothing, planEach, planIf, planImport, planOnce, planTier } from './plan-judged'
import { planBand, planByLevel, planRateStep } from './plan-measured'
import { planPerEvent, planStated } from './plan-per-event'
import { byDay, compare } from './planned-entry'

/** An observation that a rule cannot score, with a sentence that says why. */
export interface PlanProblem {
  ruleKey: string
  basisKey: string
  sentence: string
}

export interface Plan {
  /** By day, then by basis; of each basis at most one. */
  entries: PlannedEntry[]
  /** Observations that were left out: of the wrong kind, outside the rule's range, or repeated. */
  problems: PlanProblem[]
}

/**
 * What a rule makes of its observations: pure, and the same in whatever order they are given.
 * Amounts are signed integer hundredths; deductions are negative. Limits of the rule and of the
 * indicator are not applied here but in the fold. Deductions and additions of nothing make no
 * entry; a judged or measured result of nothing (a tier, a band, parts, not met) is an entry of 0.
 */
export function planEntries(rule: Rule, observations: readonly Observation[]): Plan {
  const plan: Plan = { entries: [], problems: [] }
  const fit: Observation[] = []
  // Most rules have one observation, and a nightly run plans hundreds of thousands.
  const isAlone = observations.length === 1
  const seen = isAlone ? null : new Set<string>()
  for (const one of isAlone ? observations : [...observations].sort(byDayThenContent)) {
    const sentence = seen?.has(one.basisKey)
      ? `“${rule.words}”的同一依据出现了两次，只计一次。`
      : checkObservation(rule, one)
    seen?.add(one.basisKey)
    if (sentence === null) {
      fit.push(one)
    } else {
      plan.problems.push({ ruleKey: rule.key, basisKey: one.basisKey, sentence })
    }
  }
  plan.entries = byOperator(rule, fit)
  if (plan.entries.length > 1) {
    plan.entries.sort(byDay)
  }
  return plan
}

// Only a repeated basis is decided by the content, so that what is kept does not hang on the order.
function byDayThenContent(a: Observation, b: Observation): number {
  return byDay(a, b) || compare(JSON.stringify(a), JSON.stringify(b))
}

function byOperator(rule: Rule, observations: readonly Observation[]): PlannedEntry[] {
  switch (rule.op) {
    case 'deduct_per_event':
    case 'deduct_late':
    case 'add_per_event':
    case 'add_capped':
    case 'deduct_range':
    case 'deduct_discretion':
    case 'add_range':
    case 'add_discretion':
      return planPerEvent(rule, observations)
    case 'deduct_fixed':
      return rule.hundredths === null
        ? planStated(rule, observations)
        : planOnce(rule, observations)
    case 'zero_item':
    case 'veto':
      return planOnce(rule, observations)
    case 'score_if':
      return rule.hundredths === null ? planStated(rule, observations) : planIf(rule, observations)
    case 'all_or_nothing':
      return rule.hundredths === null
        ? planStated(rule, observations)
        : planAllOrNothing(rule, observations)
    case 'score_each':
      return planEach(rule, observations)
    case 'tiered':
      return planTier(rule, observations)
    case 'import':
      return planImport(rule, observations)
    case 'rate_step':
      return planRateStep(rule, observations)
    case 'band':
      return planBand(rule, observations)
    case 'by_level':
      return planByLevel(rule, observations)
  }
}
