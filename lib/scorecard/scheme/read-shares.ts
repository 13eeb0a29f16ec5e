import { intervalOfText } from './intervals'
import { firstOf, firstText, isRecord, type JsonRecord, TableFault, textOf } from './json-node'
import { percentOf } from './marks'
import type { Grading } from './schema'

/** Keys of the name of a grade. */
export const gradeKeys = [
  'grade',
  'name',
  'level',
  'label',
  'class',
  'title',
  'rank',
  '等次',
  '等级',
]
const shareKeys = [
  ...['shares', 'share', 'distribution', 'forced', 'forced_distribution', 'quota', 'quotas'],
  ...['ratios', 'ratio', 'percent', 'percents', 'proportions', '比例', '强制分布'],
]
const quantileKeys = ['quantiles', 'percentiles', 'quantile', '分位']
const nameListKeys = ['names', 'labels', 'grades', 'levels', 'classes', 'ranks', '等次']

/** Names of grades in a list of their own. */
export function nameList(value: JsonRecord): string[] {
  const list = firstOf(value, nameListKeys)
  return Array.isArray(list)
    ? list.map((one) => (isRecord(one) ? firstText(one, gradeKeys) : textOf(one))).filter(Boolean)
    : []
}

export type Share = NonNullable<Grading['shares']>['grades'][number]

/**
 * Shares of a class by grade, from shares, quantiles or texts; empty where the table has none.
 * @throws TableFault when names and figures do not match
 */
export function sharesIn(value: JsonRecord): Share[] {
  const cuts = firstOf(value, quantileKeys)
  if (Array.isArray(cuts)) {
    return sharesOfQuantiles(cuts, nameList(value))
  }
  const given = firstOf(value, shareKeys)
  if (isRecord(cuts) || isRecord(given)) {
    const map = (isRecord(given) ? given : cuts) as JsonRecord
    if (!isRecord(given)) {
      return sharesOfQuantiles(Object.values(map), Object.keys(map))
    }
    const inner = map.grades ?? map.shares
    return Array.isArray(inner) ? sharesOf(inner, true) : sharesOf(Object.entries(map), true)
  }
  if (Array.isArray(given)) {
    const names = nameList(value)
    const paired = given.map((one, at) => (isRecord(one) ? one : [names[at] ?? '', one]))
    return sharesOf(paired, true)
  }
  const lists = [value.grades, value.levels, value.bands].find(Array.isArray)
  return sharesOf(lists ?? Object.entries(value))
}

/** Cumulative places 10/40/80 as shares 10, 30, 40 and the rest. */
function sharesOfQuantiles(cuts: readonly unknown[], names: readonly string[]): Share[] {
  const ends = cuts.map((cut) => percentOf(cut, isRatioList(cuts)) ?? 0)
  const isOrdered =
    ends.every((end, at) => end > (ends[at - 1] ?? 0)) && (ends.at(-1) ?? 0) <= 10_000
  const all = ends.at(-1) === 10_000 ? ends : [...ends, 10_000]
  if (!isOrdered || (names.length > 0 && names.length !== all.length)) {
    throw new TableFault('等次的名称和分位对不上')
  }
  return all.map((end, at) => ({
    grade: names[at] ?? String.fromCharCode(65 + at),
    atMostPercentHundredths: end - (all[at - 1] ?? 0),
  }))
}

const isRatioList = (list: readonly unknown[]) =>
  list.every((one) => /^(?:0?\.\d+|0|1(?:\.0+)?)$/.test(textOf(one)))

const percentKeys = ['share', 'percent', 'ratio', 'quota', 'at_most', 'atMost', 'max_share', '比例']

/** Shares from pairs, objects or texts; a plain figure is one only under a key that says so. */
export function sharesOf(list: readonly unknown[], isShare = false): Share[] {
  const read = list.map((one): [string, unknown] => {
    if (isRecord(one)) {
      return [firstText(one, gradeKeys), firstOf(one, percentKeys)]
    }
    if (Array.isArray(one)) {
      return [textOf(one[0]), isRecord(one[1]) ? firstOf(one[1], percentKeys) : one[1]]
    }
    const text = textOf(one)
    const match = /^(.*?)[:：(（]?((?:不超过|至多|前|≤|<=)?\s*\d+(?:\.\d+)?\s*%)/.exec(text)
    return [match?.[1]?.trim() ?? '', match?.[2]]
  })
  const figures = read.map(([, figure]) => figure)
  const isRatio = isRatioList(figures.filter((figure) => /\d/.test(textOf(figure))))
  const isPercent = (text: string) => text.includes('%') && intervalOfText(text)?.lower == null
  const hasPercent = figures.some((figure) => isPercent(textOf(figure)))
  const isRestOfShares = (figure: unknown) => hasPercent && rest.test(textOf(figure))
  const known = read.filter(
    ([grade, figure]) =>
      grade !== '' &&
      textOf(figure) !== '' &&
      (isShare || isRecordShare(list) || isPercent(textOf(figure)) || isRestOfShares(figure)),
  )
  return known.map(([grade, figure]) => ({
    grade: grade.slice(0, 100),
    atMostPercentHundredths: shareOf(figure, isRatio),
  }))
}

const rest = /^(?:其余|剩余|其他|rest)$/i

const isRecordShare = (list: readonly unknown[]) =>
  list.some((one) => isRecord(one) && firstOf(one, percentKeys) !== undefined)

function shareOf(figure: unknown, isRatio: boolean): number {
  const text = textOf(figure).replace(/^(?:不超过|至多|前|≤|<=|占|约)\s*/, '')
  if (rest.test(text)) {
    return 10_000
  }
  const share = percentOf(text, isRatio)
  if (share === null || share > 10_000) {
    throw new TableFault('等次比例读不懂')
  }
  return share
}
