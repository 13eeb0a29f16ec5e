import type { OrganisationClass } from '@/db/enums'
import { type Indicator, indicatorsOf, type Rule, type SchemeDocument } from '../scheme/schema'
import { integer } from './amounts'

/** An indicator as it stands for a class. */
export interface PreparedNode {
  indicator: Indicator
  /** Position of the level above in the plan, −1 at the top. */
  parent: number
  /** Its full marks, or those below it added up; null where neither has any. */
  fullHundredths: number | null
  /** Full marks of what is right below it. */
  fullBelowHundredths: number
  /** Positions of its rules in the plan. */
  rules: readonly number[]
  /** Positions of the indicators right below it, in the order of the table. */
  children: readonly number[]
}

export interface PreparedRule {
  rule: Rule
  /** Position of its indicator. */
  node: number
}

/** The part of a scheme that counts for a class, parents before children. */
export interface ClassPlan {
  nodes: readonly PreparedNode[]
  rules: readonly PreparedRule[]
  ruleAt: ReadonlyMap<string, number>
  /** Positions of the top level. */
  top: readonly number[]
  /** All positions, what is below before the level above. */
  upwards: readonly number[]
  /** Full marks of the class. */
  fullHundredths: number
}

export interface PreparedScheme {
  document: SchemeDocument
  /** Every rule of the scheme with its indicator, of whatever class. */
  rules: ReadonlyMap<string, { rule: Rule; indicator: Indicator }>
  /** The plan of a class; null is an organisation without one: what is common to all. */
  planOf: (organisationClass: OrganisationClass | null) => ClassPlan
}

/**
 * A scheme made ready to be folded many times.
 * @throws Error when two indicators or two rules have one key, or an amount is no integer
 */
export function prepareScheme(document: SchemeDocument): PreparedScheme {
  const indicators = indicatorsOf(document)
  const rules = new Map<string, { rule: Rule; indicator: Indicator }>()
  for (const indicator of indicators) {
    for (const amount of [
      indicator.startHundredths,
      indicator.fullHundredths ?? 0,
      indicator.floorHundredths ?? 0,
      indicator.capHundredths ?? 0,
    ]) {
      integer(amount)
    }
    for (const rule of indicator.rules) {
      if (rules.has(rule.key)) {
        throw new Error(`Two rules have the key ${rule.key}`)
      }
      rules.set(rule.key, { rule, indicator })
    }
  }
  if (new Set(indicators.map((one) => one.key)).size !== indicators.length) {
    throw new Error('Two indicators have one key')
  }
  const plans = new Map<OrganisationClass | null, ClassPlan>()
  const planOf = (organisationClass: OrganisationClass | null) => {
    const plan = plans.get(organisationClass) ?? planClass(document, organisationClass)
    plans.set(organisationClass, plan)
    return plan
  }
  return { document, rules, planOf }
}

interface Draft extends PreparedNode {
  fullHundredths: number | null
  fullBelowHundredths: number
  rules: number[]
  children: number[]
}

function planClass(
  document: SchemeDocument,
  organisationClass: OrganisationClass | null,
): ClassPlan {
  const nodes: Draft[] = []
  const rules: PreparedRule[] = []
  const add = (indicator: Indicator, parent: number): number => {
    const at = nodes.length
    const marks = { fullHundredths: null, fullBelowHundredths: 0 }
    const node: Draft = { indicator, parent, ...marks, rules: [], children: [] }
    nodes.push(node)
    for (const rule of indicator.rules) {
      node.rules.push(rules.length)
      rules.push({ rule, node: at })
    }
    node.children = childrenFor(indicator.children, organisationClass).map((one) => add(one, at))
    const below = sumOfFull(nodes, node.children)
    node.fullBelowHundredths = below ?? 0
    node.fullHundredths = indicator.fullHundredths ?? below
    return at
  }
  const top = childrenFor(document.indicators, organisationClass).map((one) => add(one, -1))
  return {
    nodes,
    rules,
    ruleAt: new Map(rules.map(({ rule }, at) => [rule.key, at])),
    top,
    upwards: nodes.map((_, at) => nodes.length - 1 - at),
    fullHundredths: sumOfFull(nodes, top) ?? 0,
  }
}

// A level of which nothing is left for the class is left out with its marks.
function childrenFor(
  indicators: readonly Indicator[],
  organisationClass: OrganisationClass | null,
): Indicator[] {
  return indicators.filter(
    (one) =>
      (one.classes === null ||
        (organisationClass !== null && one.classes.includes(organisationClass))) &&
      (one.children.length === 0 ||
        one.rules.length > 0 ||
        childrenFor(one.children, organisationClass).length > 0),
  )
}

function sumOfFull(nodes: readonly PreparedNode[], positions: readonly number[]): number | null {
  const marks = positions.flatMap((at) => nodes[at]?.fullHundredths ?? [])
  return marks.length === 0 ? null : integer(marks.reduce((sum, one) => sum + one, 0))
}
