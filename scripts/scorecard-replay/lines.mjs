import { observationsOf } from './observations.mjs'
import { planned } from './plan.mjs'
import { latestFacts } from './standing.mjs'
import { compare, whole } from './whole-numbers.mjs'

/**
 * What a class has of the indicators of one level. A level of which nothing is left, neither rules
 * nor anything below, is left out with its marks.
 * @param {any[]} indicators
 * @param {string | null} organisationClass
 * @returns {any[]}
 */
export function ofClass(indicators, organisationClass) {
  return indicators.filter(
    (one) =>
      (one.classes === null || one.classes.includes(organisationClass)) &&
      (one.children.length === 0 ||
        one.rules.length > 0 ||
        ofClass(one.children, organisationClass).length > 0),
  )
}

function all(indicators, organisationClass) {
  return ofClass(indicators, organisationClass).flatMap((one) => [
    one,
    ...all(one.children, organisationClass),
  ])
}

/**
 * The entries a branch must have: from facts and obligations through the rules, then through the
 * rulings of appeals. Judgements come along: they say what is 未评 and what is 不适用.
 * @param {any} bundle
 * @param {any} found
 * @param {any} organisation
 */
export function linesOf(bundle, found, organisation) {
  const judgements = new Map(
    latestFacts(found, organisation.id, 'judgement', (fact) => fact.value.indicatorKey).map(
      (fact) => [fact.value.indicatorKey, fact],
    ),
  )
  const branch = { quarter: bundle.quarter, found, organisation, judgements }
  const lines = []
  const unread = []
  for (const indicator of all(bundle.scheme.document.indicators, organisation.class)) {
    for (const rule of indicator.rules) {
      const plan = planned(rule, observationsOf(branch, indicator, rule))
      lines.push(...plan.entries.map((entry) => ({ ...entry, indicatorKey: indicator.key })))
      unread.push(...plan.unread.map((one) => ({ rule, ...one })))
    }
  }
  return { judgements, unread, lines: ruled(lines, rulingsOf(found, organisation), bundle) }
}

function rulingsOf(found, organisation) {
  return latestFacts(
    found,
    organisation.id,
    'ruling',
    ({ value }) => `${value.ruleKey} ${value.basisKey}`,
  ).sort((a, b) => compare(a.id, b.id))
}

/**
 * A ruling takes the place of the amount; null takes the entry away; where none was, it adds one.
 * What empties an item or limits a grade has no amount: it goes or stays.
 */
function ruled(lines, rulings, bundle) {
  const byBasis = new Map(lines.map((line) => [`${line.ruleKey} ${line.basisKey}`, line]))
  const indicatorOf = indicatorKeys(bundle.scheme.document.indicators)
  for (const { value, occurredOn } of rulings) {
    const { ruleKey, basisKey, amountHundredths } = value
    const key = `${ruleKey} ${basisKey}`
    const line = byBasis.get(key)
    const indicatorKey = indicatorOf.get(ruleKey)
    if (amountHundredths === null) {
      byBasis.delete(key)
    } else if (indicatorKey !== undefined && (line?.effect ?? 'points') === 'points') {
      const base = line ?? { ruleKey, basisKey, occurredOn, effect: 'points', indicatorKey }
      byBasis.set(key, { ...base, amount: whole(amountHundredths) })
    }
  }
  return [...byBasis.values()]
}

/** @returns {Map<string, string>} */
function indicatorKeys(indicators) {
  const keys = new Map()
  const walk = (list) => {
    for (const one of list) {
      for (const rule of one.rules) {
        keys.set(rule.key, one.key)
      }
      walk(one.children)
    }
  }
  walk(indicators)
  return keys
}
