import { divided } from '../honesty/reckoned'
import { notApplicable, notInClass } from '../honesty/settings'
import type { TrialData } from './schema'

/**
 * Marks of every branch when rules had other amounts: leaves without such a rule keep theirs, the
 * others are folded anew from what their entries come to, with the limits of rule and indicator.
 */
export function trialMarks(
  data: Pick<TrialData, 'branches' | 'indicators' | 'rules' | 'marks'>,
  amounts: Readonly<Record<string, number>>,
): Int32Array {
  const marks = Int32Array.from(data.marks)
  const width = data.indicators.length
  const touched = new Set(
    data.rules.filter((rule) => isOther(rule, amounts)).map((rule) => rule.indicatorAt),
  )
  for (const at of touched) {
    const indicator = data.indicators[at]
    const rules = data.rules.filter((rule) => rule.indicatorAt === at)
    for (let branch = 0; indicator && branch < data.branches.length; branch += 1) {
      const before = data.marks[branch * width + at] ?? notInClass
      const was = folded(indicator, rules, branch, {})
      // A mark that is not what its entries say was decided otherwise, and stays.
      if (before !== notApplicable && before !== notInClass && before === was) {
        marks[branch * width + at] = folded(indicator, rules, branch, amounts)
      }
    }
  }
  return marks
}

type Rule = TrialData['rules'][number]
type Indicator = TrialData['indicators'][number]

function isOther(rule: Rule, amounts: Readonly<Record<string, number>>): boolean {
  const amount = amounts[rule.key]
  return amount !== undefined && amount !== rule.amountHundredths
}

function folded(
  { startHundredths, floorHundredths, capHundredths }: Indicator,
  rules: readonly Rule[],
  branch: number,
  amounts: Readonly<Record<string, number>>,
): number {
  let total = startHundredths
  for (const rule of rules) {
    const sum = rule.sums[branch] ?? 0
    const { amountHundredths: first, capHundredths: cap } = rule
    const amount = amounts[rule.key] ?? first
    const moved = first === null || amount === null ? sum : divided(sum * amount, first)
    total += cap === null ? moved : Math.max(-cap, Math.min(cap, moved))
  }
  const raised = floorHundredths === null ? total : Math.max(floorHundredths, total)
  return capHundredths === null ? raised : Math.min(capHundredths, raised)
}
