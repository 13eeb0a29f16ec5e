import { type JsonRecord, TableFault, textOf } from './json-node'
import { exactHundredths } from './marks'

/** An interval as written, [lower, upper) in hundredths: a closed upper end is one hundredth more. */
interface Written {
  lower: number | null
  upper: number | null
}

const figure = '([-−]?\\d+(?:\\.\\d+)?)\\s*(?:%|分|人|次|项|个|例|名|天|篇|元)?'
const patterns: readonly [RegExp, (one: number, other: number) => Written][] = [
  [
    new RegExp(`${figure}\\s*(?:[-—–~～]+|至|到)\\s*${figure}`),
    (one, other) => ({ lower: Math.min(one, other), upper: Math.max(one, other) + 1 }),
  ],
  [new RegExp(`${figure}\\s*(?:[<＜]|≤|<=)\\s*\\S*?\\s*[<＜≤]=?\\s*${figure}`), between],
  [new RegExp(`(?:≥|>=|不低于|不少于|达到|至少)\\s*${figure}`), (one) => from(one)],
  [new RegExp(`(?:≤|<=|不超过|不高于|至多)\\s*${figure}`), (one) => upTo(one + 1)],
  [new RegExp(`(?:[>＞]|超过|高于|大于|多于)\\s*${figure}`), (one) => from(one + 1)],
  [new RegExp(`(?:[<＜]|低于|少于|小于|不足|不到|未达)\\s*${figure}`), (one) => upTo(one)],
  [new RegExp(`${figure}\\s*(?:\\(含\\))?\\s*(?:及)?以上`), (one) => from(one)],
  [new RegExp(`${figure}\\s*(?:\\(含\\))?\\s*(?:及)?以内`), (one) => upTo(one + 1)],
  [new RegExp(`${figure}\\s*(?:\\(含\\))?\\s*(?:及)?以下`), (one) => upTo(one)],
]

function between(one: number, other: number): Written {
  return { lower: one, upper: other }
}
function from(lower: number): Written {
  return { lower, upper: null }
}
function upTo(upper: number): Written {
  return { lower: null, upper }
}

/** The interval a text names, ends in hundredths: `≥90`, `76-89`, `60分以下`; null when none. */
export function intervalOfText(text: string): Written | null {
  const bare = text.normalize('NFKC').trim()
  for (const [pattern, make] of patterns) {
    const match = pattern.exec(bare)
    if (match) {
      return make(exactHundredths(match[1] ?? ''), exactHundredths(match[2] ?? match[1] ?? ''))
    }
  }
  return null
}

const lowerKeys = [
  'from',
  'min',
  'gte',
  'ge',
  '>=',
  '≥',
  'lower',
  'low',
  'start',
  'threshold',
  'at_least',
  'above',
]
const strictLowerKeys = ['gt', '>', '＞']
const upperKeys = ['to', 'lt', '<', '＜', 'upper', 'high', 'end', 'below', 'under']
const closedUpperKeys = ['max', 'lte', 'le', '<=', '≤']

/** The interval that the keys of an object give, or the text or pair under one of `named`. */
export function intervalOf(record: JsonRecord, named: readonly string[]): Written | null {
  const value = (keys: readonly string[]) => {
    const key = keys.find((one) => one in record)
    return key === undefined ? undefined : record[key]
  }
  const [lower, strict] = [value(lowerKeys), value(strictLowerKeys)]
  const [upper, closed] = [value(upperKeys), value(closedUpperKeys)]
  if ([lower, strict, upper, closed].some((one) => one !== undefined)) {
    return {
      lower: endOf(lower) ?? after(endOf(strict)),
      upper: endOf(upper) ?? after(endOf(closed)),
    }
  }
  const range = value(named)
  if (Array.isArray(range) && range.length === 2) {
    return { lower: endOf(range[0]), upper: endOf(range[1]) }
  }
  const text = textOf(range)
  const read = intervalOfText(text)
  if (read) {
    return read
  }
  const single = /^\D{0,6}(\d+(?:\.\d+)?)\D{0,4}$/.exec(text)?.[1]
  return single === undefined ? null : from(exactHundredths(single))
}

function after(end: number | null): number | null {
  return end === null ? null : end + 1
}

function endOf(value: unknown): number | null {
  const text = textOf(value).replace(/(?:分|%|人|次|项)$/, '')
  return text === '' || /^[-+]?(?:∞|inf(?:inity)?)$/i.test(text) ? null : exactHundredths(text)
}

/**
 * Intervals as half-open ones that leave no gap and do not overlap, lowest first: each ends where
 * the next begins (76–89 and ≤75 meet at 76).
 * @throws TableFault when two begin at the same place
 */
export function halfOpen<T>(
  written: readonly { interval: Written; value: T }[],
): { from: number | null; to: number | null; value: T }[] {
  const place = ({ lower, upper }: Written) => lower ?? (upper === null ? 0 : upper - 1)
  const sorted = [...written].sort((a, b) => place(a.interval) - place(b.interval))
  const starts = sorted.map(({ interval }, at) =>
    at === 0 ? interval.lower : (interval.lower ?? sorted[at - 1]?.interval.upper ?? null),
  )
  if (new Set(starts).size !== starts.length) {
    throw new TableFault('区间互相重叠，分不清哪一档')
  }
  return sorted.map(({ interval, value }, at) => ({
    from: starts[at] ?? null,
    to: at === sorted.length - 1 ? interval.upper : (starts[at + 1] ?? null),
    value,
  }))
}
