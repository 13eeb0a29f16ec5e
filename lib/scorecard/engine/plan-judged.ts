import type { Rule } from '../scheme/schema'
import { integer, scale } from './amounts'
import type { Observation, PlannedEntry } from './observation'
import { doubledWords, isDoubled, signedAmount } from './plan-per-event'
import { ofKind, points, pointsEntry, sourcesOf } from './planned-entry'

type RuleOf<O extends Rule['op']> = Extract<Rule, { op: O }>

/** Whether an observation says that the case of a rule is there. */
function isThere(observation: Observation): boolean {
  return observation.kind === 'met'
    ? observation.isMet
    : observation.kind === 'events' && observation.count > 0
}

/** Once, however often it happened: the first time it did carries the entry. */
export function planOnce(
  rule: RuleOf<'deduct_fixed' | 'zero_item' | 'veto'>,
  observations: readonly Observation[],
): PlannedEntry[] {
  const there = observations.filter(isThere)
  const [first] = there
  if (first === undefined) {
    return []
  }
  const sources = sourcesOf(there)
  if (rule.op === 'veto') {
    const entry = pointsEntry(rule.key, first, 0, vetoWords(rule))
    return [{ ...entry, effect: 'veto', sources }]
  }
  if (rule.op === 'zero_item') {
    return [{ ...pointsEntry(rule.key, first, 0, '本项得 0 分'), effect: 'zero', sources }]
  }
  const signed = signedAmount(rule, rule.hundredths ?? 0)
  const times = there.some((one) => isDoubled(rule, one)) ? 2 : 1
  const amount = integer(signed * times)
  const detail = points(signed) + doubledWords(times, amount)
  return [{ ...pointsEntry(rule.key, first, amount, detail), sources }]
}

function vetoWords(rule: RuleOf<'veto'>): string {
  switch (rule.effect.kind) {
    case 'ceiling':
      return `等次最高为“${rule.effect.grade}”，分数不变`
    case 'grade':
      return `等次定为“${rule.effect.grade}”，分数不变`
    default:
      return '不得评为最高等次，分数不变'
  }
}

/** Points once if the case is there; an entry of nothing says that it was looked at and is not. */
export function planIf(
  rule: RuleOf<'score_if'>,
  observations: readonly Observation[],
): PlannedEntry[] {
  const there = observations.filter(isThere)
  const carrier = there[0] ?? observations[0]
  if (carrier === undefined) {
    return []
  }
  const amount = there.length > 0 ? (rule.hundredths ?? 0) : 0
  const detail = there.length > 0 ? points(amount) : '未做到，得 0 分'
  const sources = sourcesOf(there.length > 0 ? there : observations)
  return [{ ...pointsEntry(rule.key, carrier, amount, detail), sources }]
}

/** Points if everything is in order in every observation; otherwise an entry of nothing. */
export function planAllOrNothing(
  rule: RuleOf<'all_or_nothing'>,
  observations: readonly Observation[],
): PlannedEntry[] {
  const lacking = (one: Observation): string[] | null =>
    one.kind === 'parts'
      ? rule.parts.filter((_, position) => !one.met.includes(position))
      : isThere(one)
        ? []
        : null
  const failing = observations.find((one) => lacking(one)?.length !== 0)
  const carrier = failing ?? observations[0]
  if (carrier === undefined) {
    return []
  }
  const missing = (failing && lacking(failing)) ?? []
  const detail = failing
    ? `${missing.length > 0 ? `缺“${missing.join('”“')}”` : '不符合'}，得 0 分`
    : points(rule.hundredths ?? 0)
  const amount = failing ? 0 : (rule.hundredths ?? 0)
  return [{ ...pointsEntry(rule.key, carrier, amount, detail), sources: sourcesOf(observations) }]
}

/** The sum of the parts that are met; a part counts once, in the first observation that has it. */
export function planEach(
  rule: RuleOf<'score_each'>,
  observations: readonly Observation[],
): PlannedEntry[] {
  const counted = new Set<number>()
  return ofKind(observations, 'parts').map((one) => {
    const met = rule.parts.filter((_, position) => {
      const counts = one.met.includes(position) && !counted.has(position)
      if (counts) {
        counted.add(position)
      }
      return counts
    })
    const amount = integer(met.reduce((sum, part) => sum + part.hundredths, 0))
    const names = met.map((part) => part.name).join('、')
    return pointsEntry(
      rule.key,
      one,
      amount,
      met.length > 0 ? `${names}，${points(amount)}` : '得 0 分',
    )
  })
}

/** The marks of the tier. */
export function planTier(
  rule: RuleOf<'tiered'>,
  observations: readonly Observation[],
): PlannedEntry[] {
  return ofKind(observations, 'tier').flatMap((one) => {
    const tier = rule.tiers[one.position]
    return tier === undefined
      ? []
      : [pointsEntry(rule.key, one, tier.hundredths, `${tier.when}，${points(tier.hundredths)}`)]
  })
}

/** A score of another system, brought from its full marks to ours; one to one without them. */
export function planImport(
  rule: RuleOf<'import'>,
  observations: readonly Observation[],
): PlannedEntry[] {
  return observations.flatMap((one) => {
    if (one.kind !== 'value' && one.kind !== 'amount') {
      return []
    }
    const { theirFullHundredths: theirs, toHundredths: ours } = rule
    if (theirs === null || ours === null) {
      return [pointsEntry(rule.key, one, one.hundredths, points(one.hundredths))]
    }
    const amount = scale(one.hundredths, ours, theirs)
    const detail = `${points(one.hundredths)}（满分 ${points(theirs).replace('+', '')}）折算为 ${points(amount)}`
    return [pointsEntry(rule.key, one, amount, detail)]
  })
}
