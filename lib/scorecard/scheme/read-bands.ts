import { halfOpen, intervalOf, intervalOfText } from './intervals'
import { firstOf, firstText, isRecord, type JsonRecord, TableFault, textOf } from './json-node'
import { amountOf, marksOf } from './marks'
import { cutKeys, listIn } from './read-rule-lists'
import { amountKeys, wordKeys } from './table-keys'

const gapKeys = ['gap', 'range', 'interval', 'value_range', 'between', 'percent', 'rate', 'when']
const bandWords = [...gapKeys, ...wordKeys, 'grade', 'level']

export interface Band {
  from: number | null
  to: number | null
  hundredths: number
}

/**
 * Bands of a value, half-open and without gaps; null where the intervals are given in words only.
 * @throws TableFault when there are none, one has no marks, or two overlap
 */
export function bandsOf(rule: JsonRecord): Band[] | null {
  const cuts = cutBands(rule)
  if (cuts) {
    return cuts
  }
  const list = listIn(rule, ['bands', 'gaps', 'ranges', 'intervals'])
  const entries = Array.isArray(list)
    ? list.map(entryOf)
    : isRecord(list)
      ? Object.entries(list).map(([gap, score]) => ({ gap, score }))
      : []
  if (entries.length === 0) {
    throw new TableFault('按区间给分，但没有写出各区间')
  }
  const written = entries.map((entry, at) => {
    const marks = marksOf(firstOf(entry, amountKeys))
    if (marks === null) {
      throw new TableFault(`第 ${at + 1} 个区间没有分值`)
    }
    const isOther = isRest(entry)
    return { interval: isOther ? null : intervalOf(entry, bandWords), isOther, value: marks }
  })
  const known = written.flatMap(({ interval, value }) => (interval ? [{ interval, value }] : []))
  const others = written.filter((one) => one.isOther)
  if (known.length === 0 || known.length + others.length < written.length || others.length > 1) {
    return null
  }
  const rest = others.map(({ value }) => ({ interval: restOf(known, value), value }))
  return halfOpen([...known, ...rest]).map(({ from, to, value }) => ({
    ...{ from, to, hundredths: value },
  }))
}

/**
 * Where 其余 lies: above intervals that begin at nothing or whose marks fall towards its own, else
 * below all of them. Above single values (1, 2) it begins one later.
 */
function restOf(
  known: readonly { interval: { lower: number | null; upper: number | null }; value: number }[],
  value: number,
) {
  const sorted = [...known].sort((a, b) => (a.interval.lower ?? -1) - (b.interval.lower ?? -1))
  const [first, last] = [sorted[0], sorted.at(-1)]
  const falls = first && last && first !== last && first.value > last.value && value < last.value
  const highest = last?.interval.upper ?? (last?.interval.lower ?? 0) + 100
  const isAbove = (first?.interval.lower ?? 0) <= 0 || falls
  return isAbove
    ? { lower: highest, upper: null }
    : { lower: null, upper: first?.interval.lower ?? 0 }
}

function isRest(entry: JsonRecord): boolean {
  return /^(?:其余|其他|其它|else|other|otherwise)$/i.test(firstText(entry, bandWords))
}

/** An object, a text, or figures [from, to, marks]. */
function entryOf(one: unknown): JsonRecord {
  if (Array.isArray(one) && one.length === 3) {
    return { from: one[0], to: one[1], score: one[2] }
  }
  return isRecord(one) ? one : textBand(textOf(one))
}

function textBand(text: string): JsonRecord {
  const match = /^(.*?\D)[:：,，→\s得给计扣减加]+([-−+]?\d+(?:\.\d+)?)\s*分?$/.exec(text)
  return match && intervalOfText(match[1] ?? '')
    ? { gap: match[1], score: match[2] }
    : { gap: text, score: null }
}

function cutBands(rule: JsonRecord): Band[] | null {
  const [cuts, scores] = [firstOf(rule, cutKeys), firstOf(rule, ['scores', 'amounts', 'points'])]
  if (!Array.isArray(cuts) || !Array.isArray(scores)) {
    return null
  }
  const ends = cuts.map((cut) => amountOf(textOf(cut).replace('%', '')) ?? 0)
  const isRising = ends.every((end, at) => at === 0 || end > (ends[at - 1] ?? 0))
  const isFalling = ends.every((end, at) => at === 0 || end < (ends[at - 1] ?? 0))
  if (!(isRising || isFalling) || scores.length !== ends.length + 1) {
    throw new TableFault('分界点和各档分值对不上')
  }
  return scores.map((score, at) => {
    const marks = marksOf(score)
    if (marks === null) {
      throw new TableFault(`第 ${at + 1} 个区间没有分值`)
    }
    const [before, after] = [ends[at - 1] ?? null, ends[at] ?? null]
    return isRising
      ? { from: before, to: after, hundredths: marks }
      : { from: after, to: before, hundredths: marks }
  })
}
