import { formatPoints } from '@/lib/format'
import type { Rule } from '../scheme/schema'
import { integer, startedSteps, wholeSteps } from './amounts'
import type { Observation, PlannedEntry } from './observation'
import {
  aggregateEntry,
  compare,
  type ObservationOf,
  ofKind,
  points,
  pointsEntry,
  sentence,
} from './planned-entry'

type RuleOf<O extends Rule['op']> = Extract<Rule, { op: O }>

interface Rate {
  numerator: number
  denominator: number
  /** Hundredths of a percent, without their fraction: exact against whole limits. */
  percentHundredths: number
  group: ObservationOf<'rate'>[]
  /** The last one: a rate of a period is known with it. */
  carrier: ObservationOf<'rate'>
}

/** Rates of a period added up: numerators over denominators; null where nobody was expected. */
export function addUpRates(observations: readonly Observation[]): Rate | null {
  const group = ofKind(observations, 'rate')
  const numerator = integer(group.reduce((sum, one) => sum + one.numerator, 0))
  const denominator = integer(group.reduce((sum, one) => sum + one.denominator, 0))
  const carrier = group.at(-1)
  if (carrier === undefined || denominator === 0) {
    return null
  }
  const percentHundredths = wholeSteps(integer(numerator * 10_000), denominator)
  return { numerator, denominator, percentHundredths, group, carrier }
}

/** Below the threshold every step takes the amount; a rate that is not below makes no entry. */
export function planRateStep(
  rule: RuleOf<'rate_step'>,
  observations: readonly Observation[],
): PlannedEntry[] {
  const rate = addUpRates(observations)
  if (rate === null) {
    return []
  }
  const threshold = integer(rule.thresholdPercentHundredths * rate.denominator)
  const short = integer(threshold - rate.numerator * 10_000)
  if (short <= 0) {
    return []
  }
  const step = integer(rule.stepPercentHundredths * rate.denominator)
  const steps = rule.countsPartSteps ? startedSteps(short, step) : wholeSteps(short, step)
  if (steps === 0) {
    return []
  }
  const amount = integer(-rule.hundredths * steps)
  const detail = `${rateWords(rate)}，低于 ${formatPoints(rule.thresholdPercentHundredths)}%，计 ${steps} 档，每档 ${points(-rule.hundredths)}，合计 ${points(amount)}`
  return [rateEntry(rule, rate, amount, detail)]
}

/** The marks of the band in which the value lies; bands are half-open. Outside all, none. */
export function planBand(
  rule: RuleOf<'band'>,
  observations: readonly Observation[],
): PlannedEntry[] {
  const bandOf = (value: number) =>
    rule.bands.find(
      (band) => (band.from === null || value >= band.from) && (band.to === null || value < band.to),
    )
  const entries = ofKind(observations, 'value').map((one) => {
    const amount = bandOf(one.hundredths)?.hundredths ?? 0
    const unit = rule.unit === '' ? '' : ` ${rule.unit}`
    return pointsEntry(
      rule.key,
      one,
      amount,
      `${formatPoints(one.hundredths)}${unit}，${points(amount)}`,
    )
  })
  const rate = addUpRates(observations)
  if (rate !== null) {
    const amount = bandOf(rate.percentHundredths)?.hundredths ?? 0
    entries.push(rateEntry(rule, rate, amount, `${rateWords(rate)}，${points(amount)}`))
  }
  return entries
}

function rateEntry(rule: Rule, rate: Rate, amount: number, detail: string): PlannedEntry {
  const base = { ruleKey: rule.key, basisKey: 'aggregate:rate' }
  const reason = sentence(rule.words, detail)
  const entry = aggregateEntry(base, rate.group, rate.carrier, amount, reason)
  const sums = { numerator: `${rate.numerator}`, denominator: `${rate.denominator}` }
  return { ...entry, evidence: { ...sums, basis: entry.evidence.basis ?? '' } }
}

function rateWords(rate: Rate): string {
  const percent = formatPoints(rate.percentHundredths)
  return `${rate.numerator}/${rate.denominator}，即 ${percent}%`
}

/**
 * 同一事项就高不重复: of each matter the highest mark. Marks below zero are kept apart, of each
 * matter the heaviest one. In a rule with both, the negative entry has a basis of its own.
 */
export function planByLevel(
  rule: RuleOf<'by_level'>,
  observations: readonly Observation[],
): PlannedEntry[] {
  const hasBoth =
    rule.levels.some((one) => one.hundredths < 0) && rule.levels.some((one) => one.hundredths >= 0)
  const groups = new Map<string, ObservationOf<'level'>[]>()
  for (const one of ofKind(observations, 'level')) {
    const isNegative = marksOf(rule, one) < 0
    const basisKey = `aggregate:matter:${one.matter.trim()}${hasBoth && isNegative ? ':negative' : ''}`
    groups.set(basisKey, [...(groups.get(basisKey) ?? []), one])
  }
  return [...groups]
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([basisKey, group]) => {
      const weight = (one: ObservationOf<'level'>) => Math.abs(marksOf(rule, one))
      const top = group.reduce((best, one) => (weight(one) > weight(best) ? one : best))
      return [matterEntry(rule, basisKey, group, top)]
    })
}

function matterEntry(
  rule: RuleOf<'by_level'>,
  basisKey: string,
  group: ObservationOf<'level'>[],
  top: ObservationOf<'level'>,
): PlannedEntry {
  const amount = marksOf(rule, top)
  const level = rule.levels[top.level]?.name ?? ''
  const others =
    group.length > 1
      ? `，同一事项共 ${group.length} 条，只计${amount < 0 ? '最重' : '最高'}的一条`
      : ''
  const reason = sentence(top.words, `${level}，${points(amount)}${others}`)
  return aggregateEntry({ ruleKey: rule.key, basisKey }, group, top, amount, reason)
}

function marksOf(rule: RuleOf<'by_level'>, one: ObservationOf<'level'>): number {
  return rule.levels[one.level]?.hundredths ?? 0
}
