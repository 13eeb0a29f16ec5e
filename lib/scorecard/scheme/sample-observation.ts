import type { Observation } from '../engine/observation'
import type { Rule } from './schema'

const shared = {
  ...{ basisKey: 'item:sample', occurredOn: '2026-07-01', sources: [], evidence: {} },
  ...{ handlerId: null, words: '样例', isUrged: false },
}

/**
 * An observation that the rule must make an entry of: what it scores, once, in the middle of what
 * it allows. Used to prove that a rule that was read can be reckoned with.
 */
export function sampleObservation(rule: Rule): Observation {
  switch (rule.op) {
    case 'deduct_range':
    case 'add_range':
      return { ...shared, kind: 'amount', hundredths: rule.toHundredths }
    case 'deduct_discretion':
    case 'add_discretion':
      return { ...shared, kind: 'amount', hundredths: rule.toHundredths ?? 100 }
    case 'deduct_fixed':
    case 'score_if':
      return rule.hundredths === null
        ? { ...shared, kind: 'amount', hundredths: 100 }
        : { ...shared, kind: 'met', isMet: true }
    case 'all_or_nothing':
      return rule.hundredths === null
        ? { ...shared, kind: 'amount', hundredths: 100 }
        : rule.parts.length > 0
          ? { ...shared, kind: 'parts', met: rule.parts.map((_, at) => at) }
          : { ...shared, kind: 'met', isMet: true }
    case 'zero_item':
    case 'veto':
      return { ...shared, kind: 'met', isMet: true }
    case 'score_each':
      return { ...shared, kind: 'parts', met: [0] }
    case 'tiered':
      return { ...shared, kind: 'tier', position: 0 }
    case 'band':
      return { ...shared, kind: 'value', hundredths: insideBand(rule.bands[0]) }
    case 'rate_step':
      return { ...shared, kind: 'rate', numerator: 0, denominator: 100 }
    case 'by_level':
      return { ...shared, kind: 'level', level: 0, matter: '样例' }
    case 'import':
      return { ...shared, kind: 'value', hundredths: rule.theirFullHundredths ?? 100 }
    default:
      return rule.hundredths === null
        ? { ...shared, kind: 'amount', hundredths: 100 }
        : { ...shared, kind: 'events', count: 1 }
  }
}

function insideBand(band: { from: number | null; to: number | null } | undefined): number {
  return band?.from ?? (band?.to == null ? 0 : band.to - 1)
}
