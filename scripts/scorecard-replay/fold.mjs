import { ofClass } from './lines.mjs'
import { divided, whole } from './whole-numbers.mjs'

/**
 * The score of a branch from its lines. The tree is walked from below; of each indicator come its
 * total, its state and the full marks that were left out with what does not apply.
 * @param {any} bundle
 * @param {any} organisation
 * @param {any[]} lines
 * @param {Map<string, any>} judgements
 */
export function folded(bundle, organisation, lines, judgements) {
  const organisationClass = organisation.class
  const context = {
    organisationClass,
    judgements,
    treatments: treatmentsFor(bundle.treatments, organisationClass),
    lines,
    totals: new Map(),
  }
  const top = ofClass(bundle.scheme.document.indicators, organisationClass)
  const parts = top.map((indicator) => branchOf(indicator, context))
  const full = sum(parts.map((part) => part.full ?? 0n))
  const applicable = full - sum(parts.map((part) => part.removed))
  const total = sum(parts.map((part) => part.total))
  return {
    total: applicable === full || applicable <= 0n ? total : divided(total * full, applicable),
    full,
    applicable,
    isComplete: !parts.some((part) => part.hasUnscored),
    totals: context.totals,
  }
}

/** A treatment for every class counts where there is none for the class itself. */
function treatmentsFor(treatments, organisationClass) {
  const general = treatments.filter((one) => one.class === null)
  const own = treatments.filter((one) => one.class !== null && one.class === organisationClass)
  return new Map([...general, ...own].map((one) => [one.indicatorKey, one.treatment]))
}

function branchOf(indicator, context) {
  const below = ofClass(indicator.children, context.organisationClass).map((child) =>
    branchOf(child, context),
  )
  const full = fullOf(indicator, below)
  const fate = fateOf(indicator, context)
  const isEmptied =
    fate === 'reckoned' &&
    indicator.rules.length === 0 &&
    below.length > 0 &&
    below.every((part) => part.isOut)
  const part =
    isEmptied || fate === 'out' ? leftOut(full) : counted(indicator, context, below, full)
  context.totals.set(indicator.key, isBlank(part) ? null : part.total)
  return part
}

function counted(indicator, context, below, full) {
  const fate = fateOf(indicator, context)
  const settled = { full, removed: 0n, isOut: false, hasUnscored: false, isUnasked: false }
  if (fate === 'full' || fate === 'full_unasked') {
    const total = full ?? whole(indicator.startHundredths)
    return { ...settled, total, isUnasked: fate === 'full_unasked' }
  }
  if (fate === 'none') {
    return { ...settled, total: 0n }
  }
  const removed = sum(below.map((part) => part.removed))
  const isUnscored = fate === 'unscored'
  const hasOwn = indicator.rules.length > 0 || below.length === 0
  return {
    full,
    total: reckoned(indicator, context.lines, below),
    removed: removed < (full ?? 0n) ? removed : (full ?? 0n),
    isOut: false,
    hasUnscored: isUnscored || below.some((part) => part.hasUnscored),
    isUnasked: !hasOwn && below.every((part) => part.isUnasked),
  }
}

function leftOut(full) {
  const removed = full ?? 0n
  return { full, total: 0n, removed, isOut: true, hasUnscored: false, isUnasked: true }
}

/** Shown as a word instead of a figure: 未评 or 不适用. */
function isBlank(part) {
  return part.hasUnscored || part.isUnasked
}

/** Start, rules each within its limit, what is below; then zero, floor, cap. */
function reckoned(indicator, lines, below) {
  const own = lines.filter((line) => line.indicatorKey === indicator.key)
  const byRule = indicator.rules.map((rule) => {
    const added = own.filter((line) => line.ruleKey === rule.key && line.effect === 'points')
    return within(sum(added.map((line) => line.amount)), rule.capHundredths)
  })
  let total = whole(indicator.startHundredths) + sum(byRule) + sum(below.map((part) => part.total))
  if (own.some((line) => line.effect === 'zero')) {
    total = 0n
  }
  const { floorHundredths: floor, capHundredths: cap } = indicator
  if (floor !== null && total < whole(floor)) {
    total = whole(floor)
  }
  return cap !== null && total > whole(cap) ? whole(cap) : total
}

function within(amount, cap) {
  if (cap === null) {
    return amount
  }
  const limit = whole(cap)
  return amount > limit ? limit : amount < -limit ? -limit : amount
}

/** Full marks of an indicator, or those below it added up; null where neither has any. */
function fullOf(indicator, below) {
  if (indicator.fullHundredths !== null) {
    return whole(indicator.fullHundredths)
  }
  const known = below.filter((part) => part.full !== null)
  return known.length === 0 ? null : sum(known.map((part) => part.full))
}

/**
 * 未评 is an indicator with a judged rule and no judgement. What does not apply is left out, or
 * given its full marks, by the policy of the indicator.
 */
function fateOf(indicator, { judgements, treatments }) {
  const judgement = judgements.get(indicator.key)
  const isUnscored = !judgement && indicator.rules.some((rule) => rule.source.kind === 'judgement')
  const treatment = isUnscored ? treatments.get(indicator.key) : undefined
  if (treatment === 'full') {
    return 'full'
  }
  if (treatment === 'zero') {
    return 'none'
  }
  if (judgement?.value.state === 'not_applicable' || treatment === 'not_applicable') {
    return indicator.notApplicable === 'full' ? 'full_unasked' : 'out'
  }
  return isUnscored ? 'unscored' : 'reckoned'
}

function sum(amounts) {
  return amounts.reduce((total, amount) => total + amount, 0n)
}
