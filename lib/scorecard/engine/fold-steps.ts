import type { OrganisationClass } from '@/db/enums'
import type { VetoEffect } from '../scheme/schema'
import { between, clamp } from './amounts'
import { byDayOfLine, type FoldLine } from './fold-line'
import { checkLine, pick, type SchemeSums, sumTop } from './fold-totals'
import {
  type Circumstances,
  type Fate,
  fateOf,
  type IndicatorState,
  marksWhenFull,
  type NodeTotals,
  nodeTotals,
  plainCircumstances,
} from './indicator-states'
import type { ClassPlan, PreparedNode, PreparedScheme } from './prepare-scheme'
import { type FoldStep, Steps } from './step-list'

export type { FoldStep } from './step-list'

/** An indicator from its start to its total. */
export interface IndicatorResult<L extends FoldLine = FoldLine> {
  key: string
  code: string
  name: string
  /** Null where only the level above has full marks. */
  fullHundredths: number | null
  /** 0 where it is left out as 不适用; its step is then not in the level above either. */
  totalHundredths: number
  state: IndicatorState
  isOut: boolean
  unscoredHundredths: number
  steps: FoldStep<L>[]
  children: IndicatorResult<L>[]
}

/** A veto that stands: it bears on the grade and never on the score. */
export interface StandingVeto<L extends FoldLine = FoldLine> {
  line: L
  indicatorKey: string
  ruleKey: string
  /** Words of the rule. */
  words: string
  effect: VetoEffect
}

export interface SchemeResult<L extends FoldLine = FoldLine> extends SchemeSums {
  /** The top levels added up, then brought to full marks where something does not apply. */
  steps: FoldStep<L>[]
  indicators: IndicatorResult<L>[]
  vetoes: StandingVeto<L>[]
}

/**
 * The score of one organisation with every step shown; the same numbers as `foldTotals`.
 * @throws Error for a line of a rule the scheme does not have, or an amount that is no integer
 */
export function foldSteps<L extends FoldLine>(
  prepared: PreparedScheme,
  organisationClass: OrganisationClass | null,
  lines: Iterable<L>,
  circumstances: Circumstances = plainCircumstances,
): SchemeResult<L> {
  const plan = prepared.planOf(organisationClass)
  const linesOf = groupByRule(prepared, lines)
  const totals = new Array<NodeTotals>(plan.nodes.length)
  const results = new Array<IndicatorResult<L>>(plan.nodes.length)
  for (const at of plan.upwards) {
    const node = plan.nodes[at]
    if (node === undefined) {
      continue
    }
    const below = pick(totals, node.children)
    const children = pick(results, node.children)
    const fate = fateOf(node, below, circumstances)
    const steps = nodeSteps(plan, node, fate, children, linesOf)
    const total = nodeTotals(node, fate, below, steps.at(-1)?.totalHundredths ?? 0)
    totals[at] = total
    const { key, code, name } = node.indicator
    results[at] = {
      key,
      code,
      name,
      fullHundredths: node.fullHundredths,
      totalHundredths: total.totalHundredths,
      state: total.state,
      isOut: total.isOut,
      unscoredHundredths: total.unscoredHundredths,
      steps,
      children,
    }
  }
  const sums = sumTop(plan, pick(totals, plan.top))
  const indicators = pick(results, plan.top)
  return { ...sums, steps: topSteps(indicators, sums), indicators, vetoes: vetoesOf(plan, linesOf) }
}

function nodeSteps<L extends FoldLine>(
  plan: ClassPlan,
  node: PreparedNode,
  fate: Fate,
  children: readonly IndicatorResult<L>[],
  linesOf: ReadonlyMap<string, L[]>,
): FoldStep<L>[] {
  if (fate.kind === 'out') {
    return []
  }
  const steps = new Steps<L>()
  steps.add('base', node.indicator.startHundredths)
  const zeros: L[] = []
  for (const { rule } of pick(plan.rules, node.rules)) {
    const lines = linesOf.get(rule.key) ?? []
    const before = steps.total
    for (const line of lines.filter((one) => one.effect === 'points')) {
      steps.add('entry', line.amountHundredths, { line, ruleKey: rule.key })
    }
    zeros.push(...lines.filter((one) => one.effect === 'zero'))
    const limited = before + clamp(steps.total - before, rule.capHundredths)
    if (limited !== steps.total) {
      steps.add('rule_cap', limited - steps.total, { ruleKey: rule.key })
    }
  }
  for (const child of children.filter((one) => !one.isOut)) {
    steps.add('child', child.totalHundredths, { childKey: child.key })
  }
  for (const line of zeros) {
    steps.add('zero', -steps.total, { line, ruleKey: line.ruleKey })
  }
  const { floorHundredths: floor, capHundredths: cap } = node.indicator
  if (fate.kind === 'reckoned') {
    steps.moveTo('floor', between(steps.total, floor, null))
    steps.moveTo('cap', between(steps.total, null, cap))
  } else {
    // Shown even where it changes nothing: that it was decided must be seen.
    steps.add('treatment', (fate.kind === 'full' ? marksWhenFull(node) : 0) - steps.total)
  }
  return steps.list
}

function topSteps<L extends FoldLine>(
  indicators: readonly IndicatorResult<L>[],
  sums: SchemeSums,
): FoldStep<L>[] {
  const steps = new Steps<L>()
  for (const one of indicators.filter((each) => !each.isOut)) {
    steps.add('child', one.totalHundredths, { childKey: one.key })
  }
  steps.moveTo('scale', sums.totalHundredths)
  return steps.list
}

function groupByRule<L extends FoldLine>(prepared: PreparedScheme, lines: Iterable<L>) {
  const groups = new Map<string, L[]>()
  for (const line of lines) {
    checkLine(prepared, line)
    const group = groups.get(line.ruleKey)
    if (group === undefined) {
      groups.set(line.ruleKey, [line])
    } else {
      group.push(line)
    }
  }
  for (const group of groups.values()) {
    group.sort(byDayOfLine)
  }
  return groups
}

function vetoesOf<L extends FoldLine>(
  plan: ClassPlan,
  linesOf: ReadonlyMap<string, L[]>,
): StandingVeto<L>[] {
  return plan.rules.flatMap(({ rule, node }) => {
    if (rule.op !== 'veto') {
      return []
    }
    const indicatorKey = plan.nodes[node]?.indicator.key ?? ''
    const { key: ruleKey, words, effect } = rule
    return (linesOf.get(ruleKey) ?? [])
      .filter((line) => line.effect === 'veto')
      .map((line) => ({ line, indicatorKey, ruleKey, words, effect }))
  })
}
