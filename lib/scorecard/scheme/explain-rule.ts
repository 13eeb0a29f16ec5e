import { formatPoints, withoutFinalStop } from '@/lib/format'
import { activityKindLabels } from '@/lib/tasks/states'
import { plainFigure } from './marks'
import type { Indicator, Rule, RuleSource, VetoEffect } from './schema'
import { taskScopeLabels, vetoLabels } from './states'

/** What a rule's level adds to its sentence. */
type Level = Pick<Indicator, 'floorHundredths' | 'fullHundredths'>

const points = (hundredths: number) => `${formatPoints(hundredths)} 分`
const signed = (hundredths: number) =>
  hundredths < 0 ? `减 ${points(-hundredths)}` : `得 ${points(hundredths)}`

/**
 * A rule as one Chinese sentence: what happens to the marks, where they stop, who or what says so.
 * The rule's own words come first, as the table wrote them.
 * @param level of the indicator it stands in, for where the marks stop
 */
export function explainRule(rule: Rule, level?: Level): string {
  const parts = [effectOf(rule), ...limitsOf(rule, level)]
  return `${withoutFinalStop(rule.words)}：${parts.join('，')}；${sourceOf(rule.source, rule)}。`
}

function effectOf(rule: Rule): string {
  const given = 'hundredths' in rule ? rule.hundredths : null
  const amount = given === null ? '由评定部门写明分值' : points(given)
  switch (rule.op) {
    case 'deduct_per_event':
      return given === null ? `每发生一次减分，${amount}` : `每发生一次减 ${amount}`
    case 'deduct_late':
      return given === null ? `每逾期一次减分，${amount}` : `每逾期一次减 ${amount}`
    case 'deduct_fixed':
      return given === null ? `出现即减分一次，${amount}` : `出现即减 ${amount}，只减一次`
    case 'deduct_range':
      return `每次由评定部门在 ${formatPoints(rule.fromHundredths)} 至 ${points(rule.toHundredths)}之间减分`
    case 'deduct_discretion':
      return rule.toHundredths === null
        ? '由评定部门酌情减分，不超过本项分值'
        : `由评定部门酌情减分，每次不超过 ${points(rule.toHundredths)}`
    case 'add_per_event':
    case 'add_capped':
      return given === null ? `每有一次加分，${amount}` : `每有一次加 ${amount}`
    case 'add_range':
      return `每次由评定部门在 ${formatPoints(rule.fromHundredths)} 至 ${points(rule.toHundredths)}之间加分`
    case 'add_discretion':
      return rule.toHundredths === null
        ? '由评定部门酌情加分'
        : `由评定部门酌情加分，每次不超过 ${points(rule.toHundredths)}`
    case 'score_if':
      return given === null
        ? `做到得分，${amount}；没有做到不得分`
        : `做到得 ${amount}，没有做到得 0 分`
    case 'all_or_nothing':
      return allOrNothing(rule, amount)
    default:
      return listed(rule)
  }
}

function allOrNothing(rule: Extract<Rule, { op: 'all_or_nothing' }>, amount: string): string {
  const what = rule.parts.length > 0 ? `${rule.parts.join('、')}全部做到` : '全部做到'
  return rule.hundredths === null
    ? `${what}才得分，${amount}；有一样没有做到得 0 分`
    : `${what}得 ${amount}，有一样没有做到得 0 分`
}

function listed(rule: Rule): string {
  switch (rule.op) {
    case 'score_each':
      return `逐项得分，${rule.parts.map((part) => `${part.name} ${points(part.hundredths)}`).join('、')}，没有做到的那一项不得分`
    case 'tiered':
      return `按档给分，${rule.tiers.map((tier) => `${tier.when}${signed(tier.hundredths)}`).join('、')}`
    case 'band':
      return `按数值给分，${rule.bands.map((band) => `${intervalOf(band, rule.unit)}${signed(band.hundredths)}`).join('、')}`
    case 'rate_step':
      return `比率低于 ${percent(rule.thresholdPercentHundredths)} 时，每低 ${percent(rule.stepPercentHundredths)} 减 ${points(rule.hundredths)}，不足一档的${rule.countsPartSteps ? '按一档计' : '不计'}`
    case 'zero_item':
      return '出现即本项得 0 分'
    case 'by_level':
      return `${rule.levels.map((one) => `${one.name}${one.hundredths < 0 ? '减' : '加'} ${points(Math.abs(one.hundredths))}`).join('、')}，同一事项就高不重复`
    case 'import':
      return imported(rule)
    case 'veto':
      return `出现即${vetoWords(rule.effect)}，得分不变`
    default:
      return ''
  }
}

function imported(rule: Extract<Rule, { op: 'import' }>): string {
  if (rule.theirFullHundredths !== null && rule.toHundredths !== null) {
    return `把满分 ${points(rule.theirFullHundredths)}的外部成绩折算成 ${points(rule.toHundredths)}`
  }
  return rule.toHundredths === null
    ? '外部成绩按原分计入'
    : `外部成绩按原分计入，不超过 ${points(rule.toHundredths)}`
}

/** 等次最高为二类. */
export function vetoWords(effect: VetoEffect): string {
  return 'grade' in effect ? `${vetoLabels[effect.kind]}“${effect.grade}”` : vetoLabels[effect.kind]
}

function intervalOf(band: { from: number | null; to: number | null }, unit: string): string {
  const figure = (value: number) =>
    `${plainFigure(value)}${unit === '' ? '' : unit === '%' ? '%' : ` ${unit}`}`
  const parts = [
    band.from === null ? '' : `满 ${figure(band.from)}`,
    band.to === null ? '' : `不到 ${figure(band.to)}`,
  ]
  return parts.join('') || '不论多少'
}

const percent = (hundredths: number) => `${plainFigure(hundredths)}%`

function limitsOf(rule: Rule, level: Level | undefined): string[] {
  const limits: string[] = []
  const isTaking = rule.op.startsWith('deduct') || rule.op === 'rate_step'
  if (rule.capHundredths !== null) {
    limits.push(`本条累计不超过 ${points(rule.capHundredths)}`)
  }
  if (rule.isDoubledAfterUrging) {
    limits.push('经催办仍未落实的加倍')
  }
  if (isTaking && level?.floorHundredths === 0) {
    limits.push('减到本项 0 分为止')
  }
  return limits
}

function sourceOf(source: RuleSource, rule: Rule): string {
  switch (source.kind) {
    case 'judgement':
      return '由归口部门评定，并附依据'
    case 'obligation':
      return `数据来自活动纪实（${activities(source.activities)}），系统自动核对${rule.op.startsWith('deduct') ? '，补录与未开展同样计' : ''}`
    case 'attendance':
      return `数据来自${activities(source.activities)}的到会记录，系统按实到与应到计算`
    case 'task':
      return `数据来自${taskScopeLabels[source.scope]}，系统自动核对，等待审核的时间不算在内`
    case 'evaluation':
      return '数据来自列入本指标的任务的评价'
    case 'reported':
      return `数据来自已审核的填报项“${source.key}”`
    case 'import':
      return '数据由归口部门用表格导入'
  }
}

function activities(kinds: readonly (keyof typeof activityKindLabels)[]): string {
  return kinds.map((kind) => activityKindLabels[kind]).join('、')
}
