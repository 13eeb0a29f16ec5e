import { formatPoints, withoutFinalStop } from '@/lib/format'
import { explainRule } from '../explain-rule'
import type { Grading, Indicator, Rule, SchemeDocument, Yearly } from '../schema'
import { classLabels, notApplicableLabels, yearlyLabels } from '../states'

/**
 * What differs between two schemes, one Chinese sentence each: indicators and rules are held against
 * each other by their keys. Empty when nothing does.
 */
export function differencesOf(before: SchemeDocument, after: SchemeDocument): string[] {
  const past = placesOf(before)
  const present = placesOf(after)
  return [
    ...changed('名称', before.name, after.name),
    ...changed('依据', before.basis ?? '未写明', after.basis ?? '未写明'),
    ...[...past.values()]
      .filter(({ indicator }) => !present.has(indicator.key))
      .map(({ indicator }) => `删去指标“${called(indicator)}”。`),
    ...[...present.values()].flatMap((place) => {
      const was = past.get(place.indicator.key)
      return was ? changesOf(was, place) : [newIndicator(place.indicator)]
    }),
    ...changed('等次分数线', bandsOf(before.grading), bandsOf(after.grading)),
    ...changed('强制分布', sharesOf(before.grading), sharesOf(after.grading)),
    ...changed('年度得分', yearlyOf(before.yearly), yearlyOf(after.yearly)),
  ]
}

interface Place {
  indicator: Indicator
  parent: Indicator | null
}

function placesOf(document: SchemeDocument): Map<string, Place> {
  const places = new Map<string, Place>()
  const walk = (levels: readonly Indicator[], parent: Indicator | null) => {
    for (const indicator of levels) {
      places.set(indicator.key, { indicator, parent })
      walk(indicator.children, indicator)
    }
  }
  walk(document.indicators, null)
  return places
}

const called = ({ code, name }: Indicator) => `${code} ${name}`
const changed = (what: string, before: string, after: string) =>
  before === after ? [] : [`${what}由“${before}”改为“${after}”。`]

const marks = (hundredths: number | null) =>
  hundredths === null ? '未定' : `${formatPoints(hundredths)} 分`
const limit = (hundredths: number | null) => (hundredths === null ? '不限' : marks(hundredths))

function newIndicator(indicator: Indicator): string {
  const full = indicator.fullHundredths
  const rules = indicator.rules.length > 0 ? `，规则 ${indicator.rules.length} 条` : ''
  return `新增指标“${called(indicator)}”${full === null ? '' : `，满分 ${marks(full)}`}${rules}。`
}

function changesOf({ indicator: before, parent: from }: Place, { indicator, parent }: Place) {
  const figures: [string, string, string][] = [
    ['编号', before.code, indicator.code],
    ['名称', before.name, indicator.name],
    ['满分', marks(before.fullHundredths), marks(indicator.fullHundredths)],
    ['起始分', marks(before.startHundredths), marks(indicator.startHundredths)],
    ['最低分', limit(before.floorHundredths), limit(indicator.floorHundredths)],
    ['最高分', limit(before.capHundredths), limit(indicator.capHundredths)],
    ['适用类别', classesOf(before), classesOf(indicator)],
    ['归口部门', before.department ?? '党委', indicator.department ?? '党委'],
    ['依据', before.basis ?? '未写明', indicator.basis ?? '未写明'],
    [
      '不适用时',
      notApplicableLabels[before.notApplicable],
      notApplicableLabels[indicator.notApplicable],
    ],
  ]
  const own = figures
    .filter(([, was, is]) => was !== is)
    .map(([what, was, is]) => `${what}由“${was}”改为“${is}”`)
  if (from?.key !== parent?.key) {
    own.push(`移到${parent ? `“${called(parent)}”之下` : '第一级'}`)
  }
  return [
    ...(own.length > 0 ? [`指标“${called(indicator)}”：${own.join('，')}。`] : []),
    ...ruleChanges(before, indicator),
  ]
}

const classesOf = ({ classes }: Indicator) =>
  classes === null ? '全部' : classes.map((one) => classLabels[one]).join('、')

function ruleChanges(before: Indicator, after: Indicator): string[] {
  const sentence = (rule: Rule, level: Indicator) => withoutFinalStop(explainRule(rule, level))
  const past = new Map(before.rules.map((rule) => [rule.key, rule]))
  const present = new Set(after.rules.map((rule) => rule.key))
  return [
    ...before.rules
      .filter((rule) => !present.has(rule.key))
      .map((rule) => `指标“${called(after)}”删去规则：${sentence(rule, before)}。`),
    ...after.rules.flatMap((rule) => {
      const was = past.get(rule.key)
      if (!was) {
        return [`指标“${called(after)}”新增规则：${sentence(rule, after)}。`]
      }
      const [old, now] = [sentence(was, before), sentence(rule, after)]
      return old === now ? [] : [`指标“${called(after)}”的规则改为：${now}。原为：${old}。`]
    }),
  ]
}

const bandsOf = ({ bands }: Grading) =>
  bands.map(({ grade, fromHundredths }) => `${grade} ${formatPoints(fromHundredths)}`).join('、') ||
  '没有'

const sharesOf = ({ shares }: Grading) =>
  shares?.isOn
    ? shares.grades
        .map(
          ({ grade, atMostPercentHundredths }) =>
            `${grade}不超过 ${formatPoints(atMostPercentHundredths)}%`,
        )
        .join('、')
    : '不启用'

const yearlyOf = (yearly: Yearly) =>
  yearly.method === 'weights'
    ? `${yearlyLabels.weights}（${yearly.thousandths.map((one) => `${formatPoints(one * 10)}%`).join('、')}）`
    : yearlyLabels[yearly.method]
