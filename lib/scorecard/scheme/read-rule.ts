import { firstOf, firstText, type JsonRecord, TableFault, textOf } from './json-node'
import { amountOf, exactHundredths, marksOf, percentOf } from './marks'
import { addCapped, discretion, plain, ranged } from './read-amount-rules'
import { bandsOf } from './read-bands'
import { allOrNothing, scoreEach } from './read-earning-rules'
import { tiersOf } from './read-rule-lists'
import { effectIn, effectKeys } from './read-veto'
import { amount, type Reader, type RuleSurroundings, type Shared } from './rule-reader'
import { type Rule, ruleSchema, type VetoEffect } from './schema'
import { amountKeys, capKeys, wordKeys } from './table-keys'

/**
 * A rule of a published table as a rule of ours, judged by the department until its author chooses
 * another source. Amounts stay exact; what is not given is stated by who judges.
 * @throws TableFault with the reason in Chinese
 */
export function readRule(rule: JsonRecord & { op: string }, around: RuleSurroundings): Rule {
  const op = rule.op
    .trim()
    .toLowerCase()
    .replace(/[-\s]+/g, '_')
  const read = readers[op]
  if (!read) {
    throw new TableFault(`没有“${rule.op.slice(0, 40)}”这种计分方式`)
  }
  const words = wordsOf(rule) || around.itemName || op
  const shared: Shared = {
    key: around.key,
    words: words.slice(0, 300),
    source: { kind: op === 'import' ? 'import' : 'judgement' },
    capHundredths: capOf(rule, op, words),
    isDoubledAfterUrging: /催办.{0,12}(?:加倍|翻倍|双倍)/.test(words + textOf(rule.multiplier)),
  }
  const parsed = ruleSchema.safeParse(read(rule, shared, around))
  if (!parsed.success) {
    throw new TableFault('分值或内容超出了能记录的范围')
  }
  return parsed.data
}

/** All the words of a rule, each once. */
export function wordsOf(rule: JsonRecord): string {
  const texts = wordKeys.map((key) => (typeof rule[key] === 'string' ? textOf(rule[key]) : ''))
  return [...new Set(texts.filter((text) => text !== ''))].join('；')
}

const atMost =
  /(?:最多|最高|累计不超过|合计不超过|上限|封顶|不超过)(?:扣|加|得|计|为)?\s*(\d+(?:\.\d{1,2})?)\s*分/

/** `max` limits the sum of events; in ranges and discretion it is the upper end itself. */
function capOf(rule: JsonRecord, op: string, words: string): number | null {
  const hasOwnUpperEnd = /_(?:range|discretion)$/.test(op) || op === 'import' || op === 'band'
  const given = firstOf(rule, hasOwnUpperEnd ? capKeys : [...capKeys, 'max'])
  if (given !== undefined) {
    return amountOf(given)
  }
  const figure = atMost.exec(words)?.[1]
  return figure === undefined || op === 'add_discretion' ? null : exactHundredths(figure) || null
}

const rateStep: Reader = (rule, shared) => {
  const threshold = firstOf(rule, ['threshold', 'target', 'base', 'rate', 'min', '标准'])
  const step = firstOf(rule, ['step', 'per_step', 'every', 'interval', '每低'])
  // 0.9 and 0.1 are ratios; 90 and 0.5 are percentages.
  const isRatio = Number(textOf(threshold)) <= 1
  const thresholdPercentHundredths = percentOf(threshold, isRatio)
  const hundredths = amount(rule)
  if (thresholdPercentHundredths === null || hundredths === null) {
    throw new TableFault('没有写明达标的比率，或每低一档减多少分')
  }
  return {
    ...{ op: 'rate_step', ...shared, thresholdPercentHundredths, hundredths },
    // Without a step, whatever is missing counts once.
    stepPercentHundredths: percentOf(step, isRatio) ?? thresholdPercentHundredths,
    countsPartSteps:
      step === undefined || /不足.{0,8}(?:按|计)|不满.{0,8}(?:按|计)/.test(shared.words),
  }
}

const band: Reader = (rule, shared) => {
  const bands = bandsOf(rule)
  return bands === null
    ? { op: 'tiered', ...shared, tiers: tiersOf(rule) }
    : { op: 'band', ...shared, unit: firstText(rule, ['unit', '单位']).slice(0, 20), bands }
}

const brought: Reader = (rule, shared, around) => {
  const ratio = marksOf(firstOf(rule, ['ratio', 'factor', 'weight', 'coefficient', '系数']))
  const theirs = amountOf(firstOf(rule, ['full', 'their_full', 'of', 'base', 'from_full', 'scale']))
  const ours = amountOf(firstOf(rule, ['max', 'to', 'to_full', 'ours', ...amountKeys]))
  const byRatio = ratio !== null && ratio > 0 && ratio <= 100 ? ratio * 100 : ratio
  const toHundredths = ours ?? around.fullHundredths ?? (byRatio === 0 ? null : byRatio)
  // A weight with no full marks there means marks out of 100.
  const theirFull = theirs ?? (ratio === null ? null : 10_000)
  return { op: 'import', ...shared, theirFullHundredths: theirFull, toHundredths }
}

const byLevel: Reader = (rule, shared) => ({
  ...{ op: 'by_level', ...shared },
  levels: tiersOf(rule).map(({ when, hundredths }) => ({ name: when, hundredths })),
})

const veto: Reader = (rule, shared, around) => {
  const effect = effectIn(firstOf(rule, effectKeys) ?? shared.words, around.grades)
  return effect === 'zero' ? { op: 'zero_item', ...shared } : { op: 'veto', ...shared, effect }
}

const readers: Record<string, Reader> = {
  deduct_per_event: plain('deduct_per_event'),
  deduct_fixed: plain('deduct_fixed'),
  deduct_late: plain('deduct_late'),
  deduct_range: ranged('deduct_range'),
  deduct_discretion: discretion('deduct_discretion'),
  score_each: scoreEach,
  score_if: (rule, shared, around) => ({
    ...{ op: 'score_if', ...shared, hundredths: amount(rule) ?? around.fullHundredths },
  }),
  all_or_nothing: allOrNothing,
  tiered: (rule, shared) => ({ op: 'tiered', ...shared, tiers: tiersOf(rule) }),
  band,
  rate_step: rateStep,
  zero_item: (_, shared) => ({ op: 'zero_item', ...shared }),
  add_per_event: plain('add_per_event'),
  add_range: ranged('add_range'),
  add_capped: addCapped,
  add_discretion: discretion('add_discretion'),
  by_level: byLevel,
  import: brought,
  veto,
}

/** A veto in a scheme, for tables that write it in words. */
export function vetoRule(key: string, words: string, effect: VetoEffect): Rule {
  return {
    ...{ op: 'veto', key, words: words.slice(0, 300), source: { kind: 'judgement' }, effect },
    ...{ capHundredths: null, isDoubledAfterUrging: false },
  }
}
