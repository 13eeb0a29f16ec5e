import type { JudgedItem } from '@/lib/facts/judgement-schema'
import { formatDay } from '@/lib/format'
import type { Day } from '@/lib/period'
import { checkObservation } from '../engine/accepted-kinds'
import type { Observation } from '../engine/observation'
import type { Indicator, Rule } from '../scheme/schema'

/** A judged item as the rules read it; the same as the ledger makes of the fact. */
export function observationOf(item: JudgedItem, handlerId: string | null = null): Observation {
  const { itemKey, occurredOn, words, isUrged, value } = item
  return {
    ...{ basisKey: `item:${itemKey}`, occurredOn, sources: [], evidence: {}, handlerId },
    ...{ words, isUrged },
    ...value,
  }
}

/** Rules of an indicator that a department judges. */
export function judgedRules({ rules }: Indicator): Rule[] {
  return rules.filter((rule) => rule.source.kind === 'judgement')
}

/**
 * What is wrong with the items of a judgement: sentences by field (`rule:<key>`), for whoever filled
 * them in. Empty when nothing is.
 */
export function checkItems(
  indicator: Indicator,
  items: readonly JudgedItem[],
  segment: { from: Day; to: Day },
): Map<string, string> {
  const faults = new Map<string, string>()
  const rules = new Map(judgedRules(indicator).map((rule) => [rule.key, rule]))
  const once = new Set<string>()
  for (const item of items) {
    const rule = rules.get(item.ruleKey)
    const sentence = rule
      ? (checkObservation(rule, observationOf(item), indicator.fullHundredths) ??
        checkDay(rule, item, segment) ??
        checkOnce(rule, item, once))
      : '有一条不属于本指标的规则，请刷新后重填。'
    if (sentence !== null && !faults.has(item.ruleKey)) {
      faults.set(item.ruleKey, sentence)
    }
  }
  return new Map([...faults].map(([key, sentence]) => [`rule:${key}`, sentence]))
}

function checkDay(rule: Rule, { occurredOn }: JudgedItem, { from, to }: { from: Day; to: Day }) {
  return occurredOn >= from && occurredOn < to
    ? null
    : `“${rule.words}”的日期应在 ${formatDay(from)} 至本季度最后一天之间，且支部当时存在。`
}

/** What is asked once for a quarter: a tier, a value, parts, whether it is done. */
const oncePerQuarter: readonly Rule['op'][] = [
  'tiered',
  'band',
  'import',
  'score_each',
  'score_if',
  'all_or_nothing',
  'rate_step',
]

/** Whether a rule takes one statement for the quarter rather than one for each case. */
export function isAskedOnce(rule: Pick<Rule, 'op'>): boolean {
  return oncePerQuarter.includes(rule.op)
}

function checkOnce(rule: Rule, item: JudgedItem, once: Set<string>): string | null {
  const name = isAskedOnce(rule) ? rule.key : `${rule.key} ${item.itemKey}`
  if (once.has(name)) {
    return `“${rule.words}”填了两次，只能填一次。请合并后再保存。`
  }
  once.add(name)
  return null
}
