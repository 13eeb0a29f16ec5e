import type { OrganisationClass } from '@/db/enums'
import { between, clamp, integer, scale } from './amounts'
import type { FoldLine } from './fold-line'
import {
  type Circumstances,
  fateOf,
  type NodeTotals,
  nodeTotals,
  plainCircumstances,
} from './indicator-states'
import type { ClassPlan, PreparedScheme } from './prepare-scheme'

/** What a scheme came to for one organisation. Marks are integer hundredths. */
export interface SchemeSums {
  totalHundredths: number
  /** Full marks of the class. */
  fullHundredths: number
  /** Full marks without what was left out as 不适用; where none are left there is no score. */
  applicableFullHundredths: number
  unscoredHundredths: number
  /** Indicators nobody scored and nothing was decided about; the score is complete with 0. */
  unscoredCount: number
}

export interface SchemeTotals extends SchemeSums {
  plan: ClassPlan
  /** By position in the plan. */
  nodes: NodeTotals[]
}

/**
 * The score of one organisation, fast: the same numbers as `foldSteps`, without the steps.
 * Lines are the standing ones of the organisation, in any order; lines of indicators that are not
 * for its class are left out.
 * @throws Error for a line of a rule the scheme does not have, or an amount that is no integer
 */
export function foldTotals(
  prepared: PreparedScheme,
  organisationClass: OrganisationClass | null,
  lines: Iterable<FoldLine>,
  circumstances: Circumstances = plainCircumstances,
): SchemeTotals {
  const plan = prepared.planOf(organisationClass)
  const { sums, zeroed } = sumLines(prepared, plan, lines)
  const nodes = new Array<NodeTotals>(plan.nodes.length)
  for (const at of plan.upwards) {
    const node = plan.nodes[at]
    if (node === undefined) {
      continue
    }
    let total = node.indicator.startHundredths
    for (const rule of node.rules) {
      total += clamp(sums[rule] ?? 0, plan.rules[rule]?.rule.capHundredths ?? null)
    }
    const below = pick(nodes, node.children)
    for (const one of below) {
      total += one.totalHundredths
    }
    const { floorHundredths, capHundredths } = node.indicator
    const limited = between(integer(zeroed.has(at) ? 0 : total), floorHundredths, capHundredths)
    nodes[at] = nodeTotals(node, fateOf(node, below, circumstances), below, limited)
  }
  return { plan, nodes, ...sumTop(plan, pick(nodes, plan.top)) }
}

/** The sums of the whole from those of its top level. */
export function sumTop(plan: ClassPlan, top: readonly NodeTotals[]): SchemeSums {
  const sum = (of: (one: NodeTotals) => number) =>
    integer(top.reduce((total, one) => total + of(one), 0))
  const full = plan.fullHundredths
  const applicable = integer(full - sum((one) => one.removedHundredths))
  const total = sum((one) => one.totalHundredths)
  return {
    // Where nothing applies there is nothing to bring to full marks.
    totalHundredths:
      applicable === full || applicable <= 0 ? total : scale(total, full, applicable),
    fullHundredths: full,
    applicableFullHundredths: applicable,
    unscoredHundredths: sum((one) => one.unscoredHundredths),
    unscoredCount: sum((one) => one.unscoredCount),
  }
}

/** The members at these positions. */
export function pick<T>(list: readonly T[], positions: readonly number[]): T[] {
  const picked: T[] = []
  for (const at of positions) {
    const one = list[at]
    if (one !== undefined) {
      picked.push(one)
    }
  }
  return picked
}

function sumLines(prepared: PreparedScheme, plan: ClassPlan, lines: Iterable<FoldLine>) {
  const sums = new Array<number>(plan.rules.length).fill(0)
  const zeroed = new Set<number>()
  for (const line of lines) {
    const at = plan.ruleAt.get(line.ruleKey)
    if (at === undefined || line.effect !== 'points') {
      checkLine(prepared, line)
    }
    if (at !== undefined && line.effect === 'points') {
      sums[at] = integer((sums[at] ?? 0) + integer(line.amountHundredths))
    } else if (at !== undefined && line.effect === 'zero') {
      zeroed.add(plan.rules[at]?.node ?? -1)
    }
  }
  return { sums, zeroed }
}

/**
 * A line that a scheme can have made.
 * @throws Error when no rule of it, of whatever class, has made it, or its amount is wrong
 */
export function checkLine(prepared: PreparedScheme, line: FoldLine): void {
  if (!prepared.rules.has(line.ruleKey)) {
    throw new Error(`The scheme has no rule ${line.ruleKey}`)
  }
  if (integer(line.amountHundredths) !== 0 && line.effect !== 'points') {
    throw new Error(`A line of effect ${line.effect} has the amount ${line.amountHundredths}`)
  }
}
