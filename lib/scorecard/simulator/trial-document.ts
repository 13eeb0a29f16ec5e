import { divided } from '../honesty/reckoned'
import type { Indicator, Rule, SchemeDocument } from '../scheme/schema'
import type { Trial } from './schema'

/**
 * The scheme as it was tried: full marks, and with them everything that was given in marks under
 * them; amounts of rules; bands. What is above follows what is below.
 */
export function trialDocument(document: SchemeDocument, trial: Trial): SchemeDocument {
  return {
    ...document,
    indicators: document.indicators.map((one) => tried(one, trial)),
    grading: { ...document.grading, bands: trial.bands.map((band) => ({ ...band })) },
  }
}

function tried(indicator: Indicator, trial: Trial): Indicator {
  const first = indicator.fullHundredths ?? indicator.capHundredths ?? 0
  const weight = trial.weights[indicator.key] ?? first
  const scale: Scale = (hundredths) =>
    first === 0 || weight === first ? hundredths : divided(hundredths * weight, first)
  const rules = indicator.rules.map((rule) => {
    const amount = trial.amounts[rule.key]
    const own = amount === undefined || !('hundredths' in rule) ? rule : withAmount(rule, amount)
    return scaled(own, scale)
  })
  const changed: Indicator = {
    ...indicator,
    fullHundredths: optional(indicator.fullHundredths, scale),
    startHundredths: scale(indicator.startHundredths),
    floorHundredths: optional(indicator.floorHundredths, scale),
    capHundredths: optional(indicator.capHundredths, scale),
    rules,
    children: indicator.children.map((child) => tried(child, trial)),
  }
  return indicator.children.length > 0 ? following(indicator, changed) : changed
}

/** Full marks of a level move with those of what is below it, for the class they were summed for. */
function following(before: Indicator, after: Indicator): Indicator {
  const { fullHundredths: full } = before
  const classes = [null, 'I', 'II', 'III'] as const
  const summed = classes.find((one) => full !== null && sumFor(before.children, one) === full)
  if (summed === undefined || full === null) {
    return after
  }
  const sum = sumFor(after.children, summed)
  return {
    ...after,
    fullHundredths: sum,
    capHundredths: before.capHundredths === full ? sum : after.capHundredths,
  }
}

function sumFor(levels: readonly Indicator[], one: 'I' | 'II' | 'III' | null): number {
  return levels
    .filter(({ classes }) => classes === null || (one !== null && classes.includes(one)))
    .reduce((sum, level) => sum + (level.fullHundredths ?? 0), 0)
}

type Scale = (hundredths: number) => number

const optional = (hundredths: number | null, scale: Scale) =>
  hundredths === null ? null : scale(hundredths)

/** Amounts without sign are never nothing. */
const positive = (hundredths: number, scale: Scale) => Math.max(1, scale(hundredths))

function withAmount(rule: Extract<Rule, { hundredths: unknown }>, hundredths: number): Rule {
  return { ...rule, hundredths } as Rule
}

function scaled(rule: Rule, scale: Scale): Rule {
  const capHundredths = rule.capHundredths === null ? null : positive(rule.capHundredths, scale)
  const shared = { ...rule, capHundredths }
  switch (shared.op) {
    case 'deduct_range':
    case 'add_range':
      return {
        ...shared,
        fromHundredths: scale(shared.fromHundredths),
        toHundredths: positive(shared.toHundredths, scale),
      }
    case 'deduct_discretion':
    case 'add_discretion':
    case 'import':
      return {
        ...shared,
        toHundredths: shared.toHundredths === null ? null : positive(shared.toHundredths, scale),
      }
    case 'score_each':
      return {
        ...shared,
        parts: shared.parts.map((part) => ({
          ...part,
          hundredths: positive(part.hundredths, scale),
        })),
      }
    case 'tiered':
      return {
        ...shared,
        tiers: shared.tiers.map((tier) => ({ ...tier, hundredths: scale(tier.hundredths) })),
      }
    case 'by_level':
      return {
        ...shared,
        levels: shared.levels.map((level) => ({ ...level, hundredths: scale(level.hundredths) })),
      }
    case 'band':
      return {
        ...shared,
        bands: shared.bands.map((band) => ({ ...band, hundredths: scale(band.hundredths) })),
      }
    case 'zero_item':
    case 'veto':
      return shared
    default:
      return shared.hundredths === null
        ? shared
        : ({ ...shared, hundredths: positive(shared.hundredths, scale) } as Rule)
  }
}
