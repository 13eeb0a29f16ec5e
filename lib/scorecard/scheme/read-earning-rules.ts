import { TableFault } from './json-node'
import { partsInWords, partsOf } from './read-rule-lists'
import { amount, type Reader, type RuleSurroundings, type Shared } from './rule-reader'

/** Parts with marks of their own. */
export const scoreEach: Reader = (rule, shared, around) => {
  const parts = partsOf(rule)
  const each = amount(rule)
  const names =
    parts.length > 0
      ? parts
      : partsInWords(shared.words).map((name) => ({ name, hundredths: null }))
  if (names.length === 0) {
    return { op: 'score_each', ...shared, parts: unnamedParts(each, shared, around) }
  }
  const share = each ?? evenShare(names, around.fullHundredths)
  return {
    ...{ op: 'score_each', ...shared },
    parts: names.map((part) => {
      const hundredths = part.hundredths ?? share
      if (hundredths === null || hundredths <= 0) {
        throw new TableFault(`要素“${part.name}”没有分值`)
      }
      return { name: part.name, hundredths }
    }),
  }
}

/** Full marks shared out evenly where no part has a figure of its own and it comes out exactly. */
function evenShare(
  parts: readonly { hundredths: number | null }[],
  full: number | null,
): number | null {
  const isBlank = parts.every((part) => part.hundredths === null)
  return full !== null && isBlank && full % parts.length === 0 ? full / parts.length : null
}

/** 每开展一次得 0.5 分 of at most 2: as many parts as fill the marks. */
function unnamedParts(each: number | null, shared: Shared, around: RuleSurroundings) {
  if (each === null) {
    throw new TableFault('各要素没有分值，也没有逐项写出')
  }
  const limit = shared.capHundredths ?? around.fullHundredths ?? each
  const count = Math.min(50, Math.max(1, (limit - (limit % each)) / each))
  return Array.from({ length: count }, (_, at) => ({
    name: count === 1 ? shared.words.slice(0, 100) : `第 ${at + 1} 项`,
    hundredths: each,
  }))
}

/** Elements of one mark each that fill the full marks are each judged on their own. */
export const allOrNothing: Reader = (rule, shared, around) => {
  const parts = partsOf(rule)
  const each = amount(rule)
  const figures = parts.map((part) => part.hundredths ?? each ?? 0)
  const isEach = each !== null && parts.length > 1 && around.fullHundredths === each * parts.length
  if (isEach || (parts.length > 0 && parts.every((part) => (part.hundredths ?? 0) > 0))) {
    const named = parts.map((part, at) => ({ name: part.name, hundredths: figures[at] }))
    return { op: 'score_each', ...shared, parts: named }
  }
  const hundredths = each ?? around.fullHundredths
  return { op: 'all_or_nothing', ...shared, hundredths, parts: parts.map((part) => part.name) }
}
