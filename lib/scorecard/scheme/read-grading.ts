import { halfOpen, intervalOf, intervalOfText } from './intervals'
import { firstOf, firstText, isRecord, type JsonRecord, TableFault, textOf } from './json-node'
import { exactHundredths } from './marks'
import { gradeKeys, nameList, sharesIn, sharesOf } from './read-shares'
import type { Grading } from './schema'

export interface ReadGrading {
  grading: Grading
  /** What the author must still put in. */
  notes: string[]
}

const none: Grading = { bands: [], shares: null }
const bandKeys = ['bands', 'levels', 'grades', 'thresholds', 'cutoffs', 'scores', 'scale', '等次']
const byPlace = /前\s*\d|%|％|比例|名额/

/**
 * How a published table makes grades of scores: by half-open bands whose gaps are closed
 * (76–89 and ≤75 meet at 76), by shares or quantiles of a class, or by names alone.
 * @throws TableFault when it cannot be read
 */
export function readGrading(value: unknown): ReadGrading {
  if (value === null || value === undefined) {
    return { grading: none, notes: ['没有写等次，发布前请填写等次和分数线'] }
  }
  if (!isRecord(value)) {
    return readLoose(value)
  }
  const shares = sharesIn(value)
  const bands = bandsIn(value, shares[0]?.grade)
  if (bands.length > 0 || shares.length > 0) {
    const switchedOn = shares.length > 0 && value.enabled !== false && value.isOn !== false
    return {
      grading: {
        bands,
        shares: shares.length > 0 ? { isOn: switchedOn, grades: shares } : null,
      },
      notes: [],
    }
  }
  return namesAlone(nameList(value))
}

function readLoose(value: unknown): ReadGrading {
  const list = Array.isArray(value) ? value : textOf(value).split(/[;；，,、|\n]+/)
  const shares = sharesOf(list)
  if (shares.length > 0) {
    return { grading: { bands: [], shares: { isOn: true, grades: shares } }, notes: [] }
  }
  const bands = bandsOfList(list)
  const names = list.map((one) => textOf(one)).filter((one) => one !== '')
  return bands.length > 0 ? { grading: { bands, shares: null }, notes: [] } : namesAlone(names)
}

/** Names without figures are kept, so that a veto can name them; they give no grade by share. */
function namesAlone(names: readonly string[]): ReadGrading {
  if (names.length === 0 || names.length > 10) {
    throw new TableFault('等次的写法读不懂')
  }
  const grades = names.map((grade) => ({
    ...{ grade: grade.slice(0, 100), atMostPercentHundredths: 10_000 },
  }))
  return {
    grading: { bands: [], shares: { isOn: false, grades } },
    notes: [`等次（${names.join('、')}）没有分数线，发布前请填写`],
  }
}

function bandsIn(value: JsonRecord, best: string | undefined): Grading['bands'] {
  const list = firstOf(value, bandKeys) ?? Object.values(value).find(isGradeList)
  if (Array.isArray(list)) {
    const names = nameList(value)
    const isNumbers = list.every((one) => /^\d+(?:\.\d+)?$/.test(textOf(one)))
    return isNumbers ? bandsOfNumbers(list, names) : bandsOfList(list, best)
  }
  const map = isRecord(list) ? list : value
  const entries = Object.entries(map).filter(([, one]) => isFigure(one))
  return bandsOfList(
    entries.map(([name, range]) => bandEntry(name, range)),
    best,
  )
}

const isGradeList = (value: unknown) =>
  Array.isArray(value) && value.some((one) => isRecord(one) && firstText(one, gradeKeys) !== '')

const isFigure = (value: unknown) =>
  isRecord(value) ||
  (Array.isArray(value) && value.length === 2 && value.every((one) => !isRecord(one))) ||
  (!byPlace.test(textOf(value)) && /\d/.test(textOf(value)))

/** The name may be the range and the range the name: {"≥90": "优秀"}. */
function bandEntry(name: string, range: unknown): JsonRecord {
  if (isRecord(range)) {
    return { grade: name, ...range }
  }
  if (Array.isArray(range)) {
    return { grade: name, range: range }
  }
  return intervalOfText(name) && !/\d/.test(textOf(range))
    ? { grade: textOf(range), range: name }
    : { grade: name, range }
}

/** Thresholds 90/80/60 with one name more than there are, or just as many. */
function bandsOfNumbers(list: readonly unknown[], names: readonly string[]): Grading['bands'] {
  const starts = list.map((one) => exactHundredths(textOf(one)))
  if (names.length !== starts.length && names.length !== starts.length + 1) {
    throw new TableFault('等次的名称和分数线对不上')
  }
  const sorted = [...starts].sort((a, b) => b - a)
  return names.map((grade, at) => ({ grade, fromHundredths: sorted[at] ?? 0 }))
}

/**
 * Bands of a list. One limit alone beside shares (15 %, 50 %, below 60 the last) leaves every grade
 * to whoever is not below it: the best one begins there.
 */
function bandsOfList(list: readonly unknown[], best?: string): Grading['bands'] {
  const written = list.flatMap((one) => {
    const entry = Array.isArray(one) ? pairEntry(one) : isRecord(one) ? one : textEntry(textOf(one))
    const grade = firstText(entry, gradeKeys)
    const range = Array.isArray(entry.range) ? entry.range : textOf(entry.range)
    const interval = intervalOf({ ...entry, range }, ['range', 'scores', 'score', '分数'])
    return interval && grade !== '' ? [{ interval, value: grade.slice(0, 100) }] : []
  })
  const [only] = written
  if (best !== undefined && only && written.length === 1 && only.interval.lower === null) {
    const fromHundredths = only.interval.upper ?? 0
    return [
      { grade: best, fromHundredths },
      { grade: only.value, fromHundredths: 0 },
    ]
  }
  return halfOpen(written)
    .map(({ from, value }) => ({ grade: value, fromHundredths: from ?? 0 }))
    .reverse()
}

/** [优秀, 90, 100] or [优秀, 90]. */
function pairEntry([grade, from, to]: readonly unknown[]): JsonRecord {
  return { grade: textOf(grade), from, ...(to === undefined ? {} : { max: to }) }
}

/** 优秀≥90, 90分以上为优秀, 良好（80-90）. */
function textEntry(text: string): JsonRecord {
  const name = text
    .normalize('NFKC')
    .replace(/[<>≤≥=\d.\-—–~～至到()（）[\]:：分以上下含及为评定达不低于超过足]+/g, ' ')
    .trim()
  return { grade: name, range: text }
}
