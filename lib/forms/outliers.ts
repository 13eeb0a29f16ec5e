import { lastPrefix } from '@/lib/facts/states'
import { addDecimals, type Decimal, negate, parseDecimal } from './decimal'
import { type FormDefinition, isNumeric, type ReportValues } from './states'

/** One report with what the same organisation reported for the period before. */
export interface ComparedReport {
  id: string
  values: ReportValues
  last: ReportValues | null
}

/** Hundredths of a per cent. */
type BasisPoints = number

const largeChange: BasisPoints = 5_000
const leastSpread: BasisPoints = 2_000
/** Fewer than this say nothing about what is usual. */
const leastPairs = 5
const mostPoints = 1_000_000
const mostChange = BigInt(mostPoints)
/** Whole numbers whose ten-thousandfold is still exact; nearly all are such, and they are quick. */
const shortWhole = /^-?\d{1,11}$/

/**
 * Numbers that stand out against the last period: more than 50 % away from it, and far from what most
 * branches changed by (three times the median distance from the median, at least 20 points). Where
 * fewer than five can be compared, the first alone. A question to the reporter, never a verdict.
 * @returns report id → field key → sentence
 */
export function outliersOf(
  definition: FormDefinition,
  reports: readonly ComparedReport[],
): Map<string, Record<string, string>> {
  const found = new Map<string, Record<string, string>>()
  // What was brought along from the last period is no figure of this one.
  const compared = definition.fields.filter(
    (field) => isNumeric(field) && !field.knownKey.startsWith(lastPrefix),
  )
  for (const field of compared) {
    const { compared, changes } = changesOf(field.key, reports)
    const usual = median(changes)
    const spread = median(changes.map((change) => Math.abs(change - usual)))
    const isUsualKnown = changes.length >= leastPairs
    const limit = Math.max(3 * spread, leastSpread)
    for (const [at, report] of compared.entries()) {
      const change = changes[at] ?? 0
      const isFar = !isUsualKnown || Math.abs(change - usual) > limit
      if (Math.abs(change) > largeChange && isFar) {
        const words = `上期 ${report.last?.[field.key]}，${percent(change)}${
          isUsualKnown ? `；一般支部${percent(usual)}` : ''
        }`
        found.set(report.id, { ...found.get(report.id), [field.key]: words })
      }
    }
  }
  return found
}

// Whole basis points in a typed array: sixty thousand objects would be most of what this costs.
function changesOf(key: string, reports: readonly ComparedReport[]) {
  const compared: ComparedReport[] = []
  const changes = new Int32Array(reports.length)
  for (const report of reports) {
    const change = changeOf(report.values[key], report.last?.[key])
    if (change !== null) {
      changes[compared.length] = change
      compared.push(report)
    }
  }
  return { compared, changes: changes.subarray(0, compared.length) }
}

/** How much a number changed; null when either is missing or there was nothing to change from. */
function changeOf(now: unknown, last: unknown): BasisPoints | null {
  const isShort = typeof now === 'string' && typeof last === 'string'
  if (isShort && shortWhole.test(now) && shortWhole.test(last)) {
    const change = ((Number(now) - Number(last)) * 10_000) / Math.abs(Number(last))
    return Number(last) === 0
      ? null
      : Math.trunc(Math.max(-mostPoints, Math.min(mostPoints, change)))
  }
  const [to, from] = [asDecimal(now), asDecimal(last)]
  if (!to || !from || from.digits === 0n) {
    return null
  }
  const difference = addDecimals(to, negate(from))
  const scale = 10n ** BigInt(difference.scale - from.scale)
  const base = (from.digits < 0n ? -from.digits : from.digits) * scale
  const points = (difference.digits * 10_000n) / base
  return Number(points > mostChange ? mostChange : points < -mostChange ? -mostChange : points)
}

function asDecimal(value: unknown): Decimal | null {
  return typeof value === 'string' ? parseDecimal(value) : null
}

function median(numbers: Int32Array): number {
  const sorted = numbers.slice().sort()
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? 0) + upper) / 2)
}

function percent(points: BasisPoints): string {
  const whole = Math.round(Math.abs(points) / 100)
  return whole === 0 ? '与上期持平' : `比上期${points > 0 ? '多' : '少'} ${whole}%`
}
