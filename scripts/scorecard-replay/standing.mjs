import { compare } from './whole-numbers.mjs'

/**
 * What a bundle holds, by organisation, facts in the last version of their source only.
 * @param {any} bundle
 */
export function sorted(bundle) {
  const { period } = bundle.quarter
  const last = new Map()
  for (const fact of bundle.facts) {
    const before = last.get(sourceOf(fact)) ?? 0
    last.set(sourceOf(fact), fact.version > before ? fact.version : before)
  }
  const facts = bundle.facts.filter(
    (fact) => fact.period === period && fact.version === last.get(sourceOf(fact)),
  )
  const reported = bundle.reportedValues.filter((value) => value.period === period)
  return {
    facts: grouped(facts, (fact) => `${fact.organisationId} ${fact.kind}`),
    obligations: grouped(bundle.obligations, (one) => one.organisationId),
    activities: grouped(bundle.activities, (one) => one.organisationId),
    reported: grouped(reported, (one) => one.organisationId),
  }
}

function sourceOf({ kind, sourceType, sourceId }) {
  return `${kind} ${sourceType} ${sourceId}`
}

/**
 * Of the facts of a kind and branch the latest for each subject: highest version, then largest id.
 * @param {ReturnType<typeof sorted>} found
 * @param {string} organisationId
 * @param {string} kind
 * @param {(fact: any) => string} subjectOf
 * @returns {any[]}
 */
export function latestFacts(found, organisationId, kind, subjectOf) {
  const latest = new Map()
  for (const fact of found.facts.get(`${organisationId} ${kind}`) ?? []) {
    const subject = subjectOf(fact)
    const other = latest.get(subject)
    if (!other || isLater(fact, other)) {
      latest.set(subject, fact)
    }
  }
  return [...latest.values()]
}

function isLater(fact, other) {
  return fact.version === other.version
    ? compare(fact.id, other.id) > 0
    : fact.version > other.version
}

/**
 * @param {any[]} list
 * @param {(one: any) => string} keyOf
 * @returns {Map<string, any[]>}
 */
export function grouped(list, keyOf) {
  const groups = new Map()
  for (const one of list) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group) {
      group.push(one)
    } else {
      groups.set(key, [one])
    }
  }
  return groups
}
