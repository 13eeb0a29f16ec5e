import { firstOf, firstText, isRecord, type JsonRecord, TableFault, textOf } from './json-node'
import { exactHundredths, marksOf } from './marks'
import { amountKeys, nameKeys, wordKeys } from './table-keys'

/** The lists inside a rule: parts of an element, tiers, bands of a value. */

const listKeys = ['items', 'parts', 'elements', 'steps', 'list', 'options', '要素', '子项']
/** Lists of tiers, under whatever name. */
export const tierKeys = [
  'steps',
  'tiers',
  'levels',
  'options',
  'grades',
  'bands',
  'items',
  'scores',
  '档次',
]
const whenKeys = ['when', 'level', 'tier', 'grade', 'rank', 'range', ...wordKeys]

interface Named {
  name: string
  hundredths: number | null
}

/** A text with a figure at its end: 有议题1, 决策议题0.5, 未交-1分. */
export function namedFigure(text: string): Named {
  const bare = textOf(text)
  const match = /^(.*?[^\d.\s:：(（-])\s*[:：(（]?\s*([-−+]?\d+(?:\.\d+)?)\s*分?\s*[)）]?$/.exec(
    bare,
  )
  return match
    ? { name: (match[1] ?? '').slice(0, 100), hundredths: exactHundredths(match[2] ?? '') }
    : { name: bare.slice(0, 100), hundredths: null }
}

/** Place within the class, where a tier is one: 前10%. */
function placeOf(member: JsonRecord): string {
  const place = firstText(member, ['percentile', 'quantile', 'top', 'top_percent', '分位'])
  return place === '' ? '' : ` 前${place.replace(/%$/, '')}%`
}

/** Members of a list however it is written: texts, objects, or a map from words to marks. */
function namedOf(value: unknown, words: readonly string[], figures: readonly string[]): Named[] {
  if (Array.isArray(value)) {
    return value.map((one) => {
      if (isRecord(one)) {
        const marks = marksOf(firstOf(one, figures))
        return { name: (firstText(one, words) + placeOf(one)).slice(0, 100), hundredths: marks }
      }
      if (Array.isArray(one) && one.length === 2) {
        return { name: textOf(one[0]).slice(0, 100), hundredths: marksOf(one[1]) }
      }
      return namedFigure(textOf(one))
    })
  }
  return isRecord(value)
    ? Object.entries(value).map(([name, one]) => ({
        name: textOf(name).slice(0, 100),
        hundredths: marksOf(one),
      }))
    : []
}

/** Parts of score_each and all_or_nothing; empty where the rule lists none. */
export function partsOf(rule: JsonRecord): Named[] {
  return namedOf(firstOf(rule, listKeys), [...nameKeys, ...wordKeys], amountKeys).filter(
    (part) => part.name !== '',
  )
}

const counts = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** Parts named in a sentence: 大会/支委会/小组会/党课 四项各1分. */
export function partsInWords(words: string): string[] {
  const match = /^(.+?)\s*(?:等)?([一二三四五六七八九十\d]+)[项个种]?(?:内容|要素)?,?各/.exec(words)
  const names = (match?.[1] ?? '').split(/[/、,，和及]/).map((name) => name.trim())
  const count = counts.indexOf(match?.[2] ?? '') + 1 || Number(match?.[2] ?? 0)
  return names.length === count && names.every((name) => name !== '') ? names : []
}

/**
 * Tiers of a rule; their marks may be negative.
 * @throws TableFault when there are none, or one has no marks
 */
export function tiersOf(rule: JsonRecord): { when: string; hundredths: number }[] {
  const cuts = quantileTiers(rule)
  const tiers = cuts ?? namedOf(listIn(rule), whenKeys, amountKeys)
  if (tiers.length === 0) {
    throw new TableFault('按档给分，但没有写出各档')
  }
  return tiers.map(({ name, hundredths }, at) => {
    if (hundredths === null) {
      throw new TableFault(`第 ${at + 1} 档没有分值`)
    }
    return { when: name === '' ? `第 ${at + 1} 档` : name, hundredths }
  })
}

/** The list of a rule: under a usual name, else the one list of objects that it has. */
export function listIn(rule: JsonRecord, more: readonly string[] = []): unknown {
  const named = [...more, ...tierKeys].map((key) => rule[key])
  const lists = Object.values(rule).filter((one) => Array.isArray(one) && one.some(isRecord))
  return [...named, ...lists].find((one) => Array.isArray(one) || isRecord(one))
}

/** Limits between tiers or bands. */
export const cutKeys = ['cuts', 'quantiles', 'percentiles', 'thresholds', 'cutoffs', '分位']

/** Marks by place within the class: cuts 10/40/80 with marks 40/36/32/28. */
function quantileTiers(rule: JsonRecord): Named[] | null {
  const [cuts, scores] = [firstOf(rule, cutKeys), firstOf(rule, ['scores', 'amounts', 'points'])]
  if (!Array.isArray(cuts) || !Array.isArray(scores)) {
    return null
  }
  const ends = ['0', ...cuts.map((cut) => textOf(cut).replace('%', ''))]
  const labels = firstOf(rule, ['grades', 'labels', 'names'])
  return scores.map((score, at) => {
    const label = Array.isArray(labels) ? `${textOf(labels[at])} ` : ''
    const [low, high] = [ends[at], ends[at + 1]]
    const place = high === undefined ? '其余' : at === 0 ? `前${high}%` : `${low}%至${high}%`
    return { name: `${label}${place}`, hundredths: marksOf(score) }
  })
}
