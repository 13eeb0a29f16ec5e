import { organisationClasses } from '@/db/enums'
import { formatPoints } from '@/lib/format'
import { checkGrading, gradesOf } from './check-grading'
import { checkRule } from './check-rule'
import { prohibitedIn } from './find-prohibited'
import { type Indicator, indicatorsOf, type SchemeDocument } from './schema'
import { classLabels } from './states'

/** What must be mended before a scheme is published: where, and a sentence that says what to do. */
export interface SchemeFault {
  path: string
  sentence: string
}

const fullOfScheme = 10_000

/** Everything that must be mended before publishing; empty when the scheme can be published. */
export function checkScheme(document: SchemeDocument): SchemeFault[] {
  const all = indicatorsOf(document)
  const grades = gradesOf(document.grading)
  return [
    ...checkTotals(document),
    ...twice(all),
    ...document.indicators.flatMap((indicator) => checkLevel(indicator, false)),
    ...all.flatMap((indicator) =>
      indicator.rules.flatMap((rule, at) =>
        checkRule(rule, grades).map((sentence) => ({
          ...{ path: `${place(indicator)} 第 ${at + 1} 条`, sentence },
        })),
      ),
    ),
    ...checkGrading(document.grading, document.yearly),
    ...prohibitedIn(document).map(({ path, clause, sentence }) => ({
      ...{ path, sentence: `${sentence}依据：${clause}。` },
    })),
  ]
}

const place = (indicator: Indicator) => `${indicator.code} ${indicator.name}`

/** Full marks of a level for a class: its own, or those of what is under it. */
function fullFor(indicator: Indicator, one: (typeof organisationClasses)[number]): number {
  if (indicator.classes !== null && !indicator.classes.includes(one)) {
    return 0
  }
  return (
    indicator.fullHundredths ??
    indicator.children.reduce((sum, child) => sum + fullFor(child, one), 0)
  )
}

function checkTotals({ indicators }: SchemeDocument): SchemeFault[] {
  if (indicators.length === 0) {
    return [{ path: '指标', sentence: '还没有指标，请先添加。' }]
  }
  const sums = organisationClasses.map((one) => ({
    one,
    sum: indicators.reduce((total, indicator) => total + fullFor(indicator, one), 0),
  }))
  const wrong = sums.filter(({ sum }) => sum !== fullOfScheme)
  const isAlike = new Set(sums.map(({ sum }) => sum)).size === 1
  return (isAlike ? wrong.slice(0, 1) : wrong).map(({ one, sum }) => ({
    path: isAlike ? '满分' : `${classLabels[one]}满分`,
    sentence: `${isAlike ? '' : `${classLabels[one]}支部的`}指标满分合计 ${formatPoints(sum)} 分，应为 ${formatPoints(fullOfScheme)} 分，请调整。`,
  }))
}

function twice(all: readonly Indicator[]): SchemeFault[] {
  const names = [
    ...all.map(({ key }) => ({ key, word: '指标标识' })),
    ...all.flatMap(({ rules }) => rules.map(({ key }) => ({ key, word: '规则标识' }))),
    ...all.map(({ code }) => ({ key: code, word: '指标编号' })),
  ].map(({ key, word }) => `${word}“${key}”`)
  const repeated = new Set(names.filter((name, at) => names.indexOf(name) !== at))
  return [...repeated].map((name) => ({
    path: name,
    sentence: `${name}出现了两次，请改为不同的。`,
  }))
}

function checkLevel(indicator: Indicator, hasMarksAbove: boolean): SchemeFault[] {
  const path = place(indicator)
  const faults: SchemeFault[] = []
  const full = indicator.fullHundredths
  if (indicator.children.length === 0 && indicator.rules.length === 0) {
    faults.push({ path, sentence: '这个指标没有规则，无法评分，请添加规则或删去。' })
  }
  if (full !== null && indicator.startHundredths > full) {
    faults.push({ path, sentence: '起始分超过了满分，请改小。' })
  }
  const { floorHundredths: floor, capHundredths: cap } = indicator
  if (floor !== null && cap !== null && floor > cap) {
    faults.push({ path, sentence: '最低分高于最高分，请改正。' })
  }
  faults.push(...checkClasses(indicator, path), ...checkChildren(indicator, path))
  const isMarked = hasMarksAbove || full !== null
  return [...faults, ...indicator.children.flatMap((child) => checkLevel(child, isMarked))]
}

/** A part for a class that its upper level is not for would never be scored. */
function checkClasses({ classes, children }: Indicator, path: string): SchemeFault[] {
  return children
    .filter((child) => classes !== null && child.classes?.some((one) => !classes.includes(one)))
    .map((child) => ({
      path: `${path} › ${place(child)}`,
      sentence: '适用类别超出了上级指标的适用类别，请改为一致。',
    }))
}

function checkChildren(indicator: Indicator, path: string): SchemeFault[] {
  const { fullHundredths: full, children, rules } = indicator
  if (full === null || children.length === 0) {
    return []
  }
  const applies = organisationClasses.filter((one) => indicator.classes?.includes(one) ?? true)
  const areAllMarked = children.every((child) => child.fullHundredths !== null)
  for (const one of applies) {
    const sum = children.reduce((total, child) => total + fullFor(child, one), 0)
    const label = children.some((child) => child.classes !== null)
      ? `对${classLabels[one]}支部，`
      : ''
    const figures = `${label}下级指标合计 ${formatPoints(sum)} 分`
    if (sum > full) {
      return [{ path, sentence: `${figures}，超过本级满分 ${formatPoints(full)} 分，请调整。` }]
    }
    if (areAllMarked && rules.length === 0 && sum < full) {
      return [
        {
          path,
          sentence: `${figures}，本级满分 ${formatPoints(full)} 分，有 ${formatPoints(full - sum)} 分没有落到指标上，请补齐。`,
        },
      ]
    }
  }
  return []
}
