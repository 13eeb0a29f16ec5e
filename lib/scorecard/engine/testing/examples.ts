import { type Indicator, type Rule, ruleSchema, type SchemeDocument } from '../../scheme/schema'
import type { FoldLine } from '../fold-line'
import type { Observation } from '../observation'

type Written<O extends Rule['op']> = Omit<
  Extract<Rule, { op: O }>,
  'op' | 'key' | 'words' | 'source' | 'capHundredths' | 'isDoubledAfterUrging'
> &
  Partial<Pick<Rule, 'key' | 'words' | 'source' | 'capHundredths' | 'isDoubledAfterUrging'>>

/** A rule of an operator, judged and without a limit unless said otherwise. */
export function exampleRule<O extends Rule['op']>(op: O, rest: Written<O>): Rule {
  return ruleSchema.parse({
    op,
    key: 'r1',
    words: '每缺一次',
    source: { kind: 'judgement' },
    capHundredths: null,
    isDoubledAfterUrging: false,
    ...rest,
  })
}

type Value = Observation extends infer One
  ? One extends Observation
    ? Omit<
        One,
        'basisKey' | 'occurredOn' | 'sources' | 'evidence' | 'handlerId' | 'words' | 'isUrged'
      >
    : never
  : never

/** An observation with a basis of its number, on a day of that number. */
export function exampleObservation(
  number: number,
  value: Value,
  rest: Partial<Pick<Observation, 'basisKey' | 'occurredOn' | 'isUrged' | 'words'>> = {},
): Observation {
  return {
    basisKey: `item:${number}`,
    occurredOn: `2026-07-${String(1 + (number % 28)).padStart(2, '0')}`,
    sources: [`fact-${number}`],
    evidence: { judgementId: `j${number}` },
    handlerId: 'handler',
    words: `第 ${number} 件`,
    isUrged: false,
    ...rest,
    ...value,
  }
}

/** An indicator of 10 points from which is taken, down to nothing. */
export function exampleIndicator(rest: Partial<Indicator> & { key: string }): Indicator {
  return {
    code: rest.key,
    name: `指标 ${rest.key}`,
    fullHundredths: 1000,
    startHundredths: 1000,
    floorHundredths: 0,
    capHundredths: null,
    classes: null,
    department: null,
    basis: null,
    notApplicable: 'scale',
    rules: [],
    children: [],
    ...rest,
  }
}

/** A scheme of these indicators with grades at 90, 80 and 60. */
export function exampleScheme(
  indicators: Indicator[],
  rest: Partial<SchemeDocument> = {},
): SchemeDocument {
  return {
    name: '试用办法',
    basis: null,
    indicators,
    grading: {
      bands: [
        { grade: '优秀', fromHundredths: 9000 },
        { grade: '良好', fromHundredths: 8000 },
        { grade: '一般', fromHundredths: 6000 },
        { grade: '较差', fromHundredths: -1_000_000 },
      ],
      shares: null,
    },
    yearly: { method: 'mean' },
    ...rest,
  }
}

/** A line of points under a rule. */
export function exampleLine(
  ruleKey: string,
  amountHundredths: number,
  basisKey = `b${amountHundredths}`,
  effect: FoldLine['effect'] = 'points',
): FoldLine {
  return { ruleKey, basisKey, effect, amountHundredths }
}

/** A sequence of numbers that looks random and is the same every time (mulberry32). */
export function seeded(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }
  /** An integer of [from, to], both included. */
  const int = (from: number, to: number) => from + (next() % (to - from + 1))
  return {
    int,
    is: (percent: number) => int(1, 100) <= percent,
    pick: <T>(list: readonly T[]): T => list[int(0, list.length - 1)] as T,
    shuffle: <T>(list: readonly T[]): T[] => {
      const copy = [...list]
      for (let end = copy.length - 1; end > 0; end--) {
        const other = int(0, end)
        ;[copy[end], copy[other]] = [copy[other] as T, copy[end] as T]
      }
      return copy
    },
  }
}
