import { formatPoints } from '@/lib/format'
import type { Rule, RuleOp } from '../scheme/schema'
import type { Observation } from './observation'

export type ObservationKind = Observation['kind']

const fixedKinds: Partial<Record<RuleOp, readonly ObservationKind[]>> = {
  deduct_range: ['amount'],
  deduct_discretion: ['amount'],
  add_range: ['amount'],
  add_discretion: ['amount'],
  add_capped: ['events'],
  score_each: ['parts'],
  tiered: ['tier'],
  band: ['value', 'rate'],
  rate_step: ['rate'],
  by_level: ['level'],
  zero_item: ['met', 'events'],
  veto: ['met', 'events'],
  import: ['value', 'amount'],
}

const stated: readonly ObservationKind[] = ['amount']
const counted: readonly ObservationKind[] = ['events']
const met: readonly ObservationKind[] = ['met']
const metOrCounted: readonly ObservationKind[] = ['met', 'events']
const partsOrMet: readonly ObservationKind[] = ['parts', 'met']

/** Kinds of observation a rule reads, the one that a form should ask for first. */
export function acceptedKinds(rule: Rule): readonly ObservationKind[] {
  if ('hundredths' in rule && rule.hundredths === null) {
    return stated
  }
  switch (rule.op) {
    case 'deduct_per_event':
    case 'deduct_late':
    case 'add_per_event':
      return counted
    case 'deduct_fixed':
      return metOrCounted
    case 'score_if':
      // What is owed shows up as an event when it was missed: that never gives marks.
      return isOwed(rule) ? met : metOrCounted
    case 'all_or_nothing':
      return rule.parts.length > 0 ? partsOrMet : met
    default:
      return fixedKinds[rule.op] ?? []
  }
}

function isOwed(rule: Rule): boolean {
  return rule.source.kind === 'obligation' || rule.source.kind === 'task'
}

/**
 * What is wrong with an observation under a rule, as a sentence for whoever states it; null if
 * nothing is. Where the rule leaves the amount open, the full marks of the indicator limit it.
 */
export function checkObservation(
  rule: Rule,
  observation: Observation,
  fullHundredths: number | null = null,
): string | null {
  const kinds = acceptedKinds(rule)
  if (!kinds.includes(observation.kind)) {
    const wanted = kinds.map((kind) => kindWords[kind]).join('或')
    return `“${rule.words}”要填的是${wanted}，收到的是${kindWords[observation.kind]}。`
  }
  switch (observation.kind) {
    case 'amount':
      return rule.op === 'import'
        ? whole(rule, observation.hundredths)
        : checkAmount(rule, observation.hundredths, fullHundredths)
    case 'events':
      return isCount(observation.count)
        ? null
        : `“${rule.words}”的次数应是不小于 0 的整数，填的是 ${observation.count}。`
    case 'parts':
      return checkParts(rule, observation.met)
    case 'tier':
      return rule.op === 'tiered' && rule.tiers[observation.position] === undefined
        ? `“${rule.words}”没有第 ${observation.position + 1} 档，只有 ${rule.tiers.length} 档。`
        : null
    case 'level':
      return rule.op === 'by_level' && rule.levels[observation.level] === undefined
        ? `“${rule.words}”没有所填的层级，请从 ${rule.levels.map((one) => one.name).join('、')} 中选。`
        : null
    case 'rate':
      return isCount(observation.numerator) &&
        isCount(observation.denominator) &&
        observation.numerator <= observation.denominator
        ? null
        : `“${rule.words}”的比率应是整数，且不大于百分之百：${observation.numerator}/${observation.denominator}。`
    case 'value':
      return whole(rule, observation.hundredths)
    default:
      return null
  }
}

const kindWords: Record<ObservationKind, string> = {
  events: '次数',
  amount: '分值',
  met: '是否发生或做到',
  parts: '做到了哪几项',
  tier: '档次',
  value: '数值',
  rate: '比率',
  level: '层级和事项',
}

function checkAmount(rule: Rule, amount: number, fullHundredths: number | null): string | null {
  const { from, to } = amountLimits(rule, fullHundredths)
  if (Number.isSafeInteger(amount) && amount >= from && (to === null || amount <= to)) {
    return null
  }
  const range =
    to === null
      ? `不小于 ${formatPoints(from)} 分`
      : `在 ${formatPoints(from)} 至 ${formatPoints(to)} 分之间`
  const stated = Number.isSafeInteger(amount) ? ` ${formatPoints(amount)} 分` : '超过两位小数的数'
  return `“${rule.words}”的分值应${range}（填正数，最多两位小数），填的是${stated}。`
}

/** Limits of an amount that the handler states, in hundredths without sign. */
export function amountLimits(
  rule: Rule,
  fullHundredths: number | null = null,
): { from: number; to: number | null } {
  switch (rule.op) {
    case 'deduct_range':
    case 'add_range':
      return { from: rule.fromHundredths, to: rule.toHundredths }
    case 'deduct_discretion':
    case 'add_discretion':
      return { from: 0, to: rule.toHundredths ?? fullHundredths }
    default:
      return { from: 0, to: fullHundredths }
  }
}

function checkParts(rule: Rule, met: readonly number[]): string | null {
  const parts = rule.op === 'score_each' || rule.op === 'all_or_nothing' ? rule.parts.length : 0
  return met.every((position) => isCount(position) && position < parts)
    ? null
    : `“${rule.words}”只有 ${parts} 项要素，所填的序号不在其中。`
}

function whole(rule: Rule, hundredths: number): string | null {
  return Number.isSafeInteger(hundredths) ? null : `“${rule.words}”的数值最多两位小数，收到的不是。`
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}
