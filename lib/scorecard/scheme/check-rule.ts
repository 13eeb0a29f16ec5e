import { acceptedKinds, type ObservationKind } from '../engine/accepted-kinds'
import type { Rule, RuleSourceKind } from './schema'
import { opLabels, sourceLabels } from './states'

/** What each source tells; judgement tells whatever the rule asks for. */
const told: Record<Exclude<RuleSourceKind, 'judgement'>, readonly ObservationKind[]> = {
  obligation: ['events'],
  attendance: ['rate'],
  task: ['events'],
  evaluation: ['amount'],
  reported: ['value'],
  import: ['value'],
}

/** Sentences about what is wrong with a rule on its own. @param grades of the scheme, best first */
export function checkRule(rule: Rule, grades: readonly string[]): string[] {
  return [sourceFault(rule), figureFault(rule), vetoFault(rule, grades)].filter(
    (sentence) => sentence !== null,
  )
}

/** Whether what a source tells is what the operator reads; a sentence where not. */
export function sourceFault(rule: Rule): string | null {
  const { kind } = rule.source
  if (kind === 'judgement') {
    return null
  }
  const reads = acceptedKinds(rule)
  const fromTasks: readonly string[] = ['rate_step', 'score_if']
  const isTold =
    told[kind].some((one) => reads.includes(one)) ||
    (kind === 'task' && fromTasks.includes(rule.op))
  // A missed duty is an event: it may take marks or clear an item, never give any.
  const gives = /^(?:add|score)/.test(rule.op) || rule.op === 'all_or_nothing'
  if (
    isTold &&
    !(gives && kind === 'obligation') &&
    !(rule.op.startsWith('add') && kind === 'task')
  ) {
    return null
  }
  if ('hundredths' in rule && rule.hundredths === null && kind !== 'evaluation') {
    return `数据来源是“${sourceLabels[kind]}”，由系统自动计分，请写明分值。`
  }
  return `“${opLabels[rule.op]}”不能用“${sourceLabels[kind]}”作数据来源，请换一种来源或计分方式。`
}

function figureFault(rule: Rule): string | null {
  switch (rule.op) {
    case 'deduct_range':
    case 'add_range':
      return rule.fromHundredths > rule.toHundredths ? '区间的下限大于上限，请改正。' : null
    case 'add_capped':
      return rule.capHundredths === null ? '有上限的加分没有写上限，请填写本条累计上限。' : null
    case 'band':
      return bandFault(rule.bands)
    default:
      return null
  }
}

function bandFault(bands: readonly { from: number | null; to: number | null }[]): string | null {
  if (bands.some(({ from, to }) => from !== null && to !== null && from >= to)) {
    return '有一个区间的起点不小于终点，请改正。'
  }
  const sorted = [...bands].sort((a, b) =>
    a.from === b.from ? 0 : a.from === null ? -1 : b.from === null ? 1 : a.from - b.from,
  )
  const pairs = sorted
    .slice(1)
    .map((band, at) => ({ before: sorted[at]?.to ?? null, from: band.from }))
  if (pairs.some(({ before, from }) => before === null || from === null || before > from)) {
    return '区间互相重叠，同一个数值会落在两档里，请改为首尾相接。'
  }
  return pairs.some(({ before, from }) => before !== from)
    ? '区间之间有空档，落在空档里的数值没有分，请改为首尾相接。'
    : null
}

function vetoFault(rule: Rule, grades: readonly string[]): string | null {
  if (rule.op !== 'veto' || !('grade' in rule.effect)) {
    return null
  }
  if (!grades.includes(rule.effect.grade)) {
    return `否决后的等次“${rule.effect.grade}”不在等次表里，请从等次表中选。`
  }
  return rule.effect.kind === 'ceiling' && grades[0] === rule.effect.grade
    ? '否决后的等次上限是最好的等次，等于没有限制，请改低。'
    : null
}
