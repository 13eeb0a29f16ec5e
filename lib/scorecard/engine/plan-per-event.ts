import type { Rule } from '../scheme/schema'
import { integer } from './amounts'
import type { Observation, PlannedEntry } from './observation'
import { type ObservationOf, ofKind, points, pointsEntry } from './planned-entry'

export type PerEventRule = Extract<
  Rule,
  {
    op:
      | 'deduct_per_event'
      | 'deduct_late'
      | 'add_per_event'
      | 'add_capped'
      | 'deduct_range'
      | 'deduct_discretion'
      | 'add_range'
      | 'add_discretion'
  }
>

/**
 * One entry for each observation: the amount of the rule times the number of events, or the amount
 * that was stated. A deduction is doubled where the work had been urged and the rule says so.
 * Nothing at all makes no entry.
 */
export function planPerEvent(
  rule: PerEventRule,
  observations: readonly Observation[],
): PlannedEntry[] {
  const entries: PlannedEntry[] = []
  for (const one of observations) {
    const entry =
      one.kind === 'events' ? counted(rule, one) : one.kind === 'amount' ? stated(rule, one) : null
    if (entry !== null && entry.amountHundredths !== 0) {
      entries.push(entry)
    }
  }
  return entries
}

function counted(rule: PerEventRule, observation: ObservationOf<'events'>): PlannedEntry | null {
  const each = 'hundredths' in rule ? rule.hundredths : null
  if (each === null) {
    return null
  }
  const signed = signedAmount(rule, each)
  const times = isDoubled(rule, observation) ? 2 : 1
  const amount = integer(signed * observation.count * times)
  const detail =
    observation.count === 1
      ? points(signed)
      : `${observation.count} 次，每次 ${points(signed)}，合计 ${points(integer(signed * observation.count))}`
  return pointsEntry(rule.key, observation, amount, detail + doubledWords(times, amount))
}

/** Amounts that the handler stated: each is an entry, doubled like a figure of the rule. */
export function planStated(rule: Rule, observations: readonly Observation[]): PlannedEntry[] {
  const entries = ofKind(observations, 'amount').map((one) => stated(rule, one))
  const keepsNothing = !rule.op.startsWith('deduct_')
  return entries.filter((one) => keepsNothing || one.amountHundredths !== 0)
}

function stated(rule: Rule, observation: ObservationOf<'amount'>): PlannedEntry {
  const signed = signedAmount(rule, observation.hundredths)
  const times = isDoubled(rule, observation) ? 2 : 1
  const amount = integer(signed * times)
  return pointsEntry(rule.key, observation, amount, points(signed) + doubledWords(times, amount))
}

/** The amount with the sign of the rule's direction. */
export function signedAmount(rule: Pick<Rule, 'op'>, hundredths: number): number {
  return integer(rule.op.startsWith('deduct_') ? -hundredths : hundredths)
}

/** Whether a deduction counts twice: 经催办仍未落实加倍. */
export function isDoubled(rule: Rule, observation: Pick<Observation, 'isUrged'>): boolean {
  return rule.isDoubledAfterUrging && observation.isUrged && rule.op.startsWith('deduct_')
}

/** What doubling made of an amount, in words to follow it; empty where nothing was doubled. */
export function doubledWords(times: number, amountHundredths: number): string {
  return times === 1 ? '' : `，经催办仍未落实，加倍为 ${points(amountHundredths)}`
}
