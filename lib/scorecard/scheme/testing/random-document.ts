import { activityKinds, organisationClasses } from '@/db/enums'
import type { Indicator, Rule, SchemeDocument } from '../schema'

/** Numbers from a seed (mulberry32): the same for the same seed. */
export function randomFrom(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const pick = <T>(list: readonly T[]): T => list[int(0, list.length - 1)] as T
  return { int, pick, is: (percent: number) => int(1, 100) <= percent }
}

type Random = ReturnType<typeof randomFrom>

const texts = [
  ...['每缺一次支部会', '=HYPERLINK("x")', '+1', '-1 分', '@cmd', "'已加引号", '＝全角', '−2'],
  ...[
    '两行\n文字',
    '反斜线\\n不是换行',
    '有＝号',
    '有=号=2',
    '逗号，顿号、分号；',
    '1.10',
    '0',
    '不限',
  ],
  ...['是', '到会率 < 80 %', '“引号”"双"', '至', 'a 至 b', '：冒号：'],
] as const

const nullable = <T>(random: Random, value: T): T | null => (random.is(30) ? null : value)
const marks = (random: Random) => random.pick([1, 5, 10, 50, 100, 125, random.int(1, 999_999)])
const signed = (random: Random) => (random.is(40) ? -marks(random) : random.int(0, 5000))
const list = <T>(random: Random, make: () => T, from = 1): T[] =>
  Array.from({ length: random.int(from, 5) }, make)

function randomSource(random: Random): Rule['source'] {
  const activities = activityKinds.filter(() => random.is(40))
  return random.pick<Rule['source']>([
    { kind: 'judgement' },
    { kind: 'obligation', activities: activities.length > 0 ? activities : ['talk'] },
    { kind: 'attendance', activities: activities.length > 0 ? activities : ['party_day'] },
    { kind: 'task', scope: random.pick(['indicator', 'plan']) },
    { kind: 'evaluation' },
    { kind: 'reported', key: random.pick(texts) },
    { kind: 'import' },
  ])
}

function randomRule(random: Random, key: string): Rule {
  const shared = {
    ...{ key, words: random.pick(texts), source: randomSource(random) },
    ...{ capHundredths: nullable(random, marks(random)), isDoubledAfterUrging: random.is(20) },
  }
  const hundredths = nullable(random, marks(random))
  const toHundredths = nullable(random, marks(random))
  const name = () => random.pick(texts)
  const named = () => list(random, () => ({ name: name(), hundredths: marks(random) }))
  const plain = random.pick([
    ...(['deduct_per_event', 'deduct_fixed', 'deduct_late', 'add_per_event', 'score_if'] as const),
  ])
  return random.pick<Rule>([
    { op: plain, ...shared, hundredths },
    { op: 'add_capped', ...shared, hundredths: marks(random) },
    {
      ...{ op: random.pick(['deduct_range', 'add_range'] as const), ...shared },
      ...{ fromHundredths: random.int(0, 99), toHundredths: marks(random) },
    },
    { op: random.pick(['deduct_discretion', 'add_discretion'] as const), ...shared, toHundredths },
    { op: 'score_each', ...shared, parts: named() },
    { op: 'all_or_nothing', ...shared, hundredths, parts: list(random, name, 0) },
    {
      ...{ op: 'tiered', ...shared },
      tiers: list(random, () => ({ when: name(), hundredths: signed(random) })),
    },
    {
      ...{ op: 'by_level', ...shared },
      levels: list(random, () => ({ name: name(), hundredths: signed(random) })),
    },
    {
      ...{ op: 'band', ...shared, unit: random.pick(['', '次', '%']) },
      bands: list(random, () => ({
        ...{ from: nullable(random, signed(random)), to: nullable(random, signed(random)) },
        hundredths: signed(random),
      })),
    },
    {
      ...{ op: 'rate_step', ...shared, hundredths: marks(random), countsPartSteps: random.is(50) },
      ...{ thresholdPercentHundredths: random.int(1, 10_000), stepPercentHundredths: 333 },
    },
    { op: 'zero_item', ...shared },
    { op: 'import', ...shared, theirFullHundredths: hundredths, toHundredths },
    {
      ...{ op: 'veto', ...shared },
      effect: random.is(30)
        ? { kind: 'no_award' }
        : { kind: random.pick(['ceiling', 'grade'] as const), grade: name() },
    },
  ])
}

function randomIndicator(random: Random, path: string): Indicator {
  const classes = organisationClasses.filter(() => random.is(50))
  const depth = path.split('.').length
  return {
    ...{ key: `i${path.replaceAll('.', '-')}`, code: path, name: random.pick(texts) },
    fullHundredths: nullable(random, random.int(0, 10_000)),
    startHundredths: signed(random),
    floorHundredths: nullable(random, signed(random)),
    capHundredths: nullable(random, signed(random)),
    classes: classes.length > 0 ? classes : null,
    department: nullable(random, random.pick(texts)),
    basis: nullable(random, random.pick(texts)),
    notApplicable: random.pick(['scale', 'full']),
    rules: list(random, () => 0, 0).map((_, at) => randomRule(random, `r${path}-${at}`)),
    children:
      depth >= 4
        ? []
        : list(random, () => 0, 0)
            .slice(0, 2)
            .map((_, at) => randomIndicator(random, `${path}.${at + 1}`)),
  }
}

/** A document with everything that the schema allows, sensible or not, and texts that trip. */
export function randomDocument(seed: number): SchemeDocument {
  const random = randomFrom(seed)
  const grades = list(random, () => random.pick(texts))
  return {
    ...{ name: random.pick(texts), basis: nullable(random, random.pick(texts)) },
    indicators: list(random, () => 0, 0).map((_, at) => randomIndicator(random, String(at + 1))),
    grading: {
      bands: list(random, () => ({ grade: random.pick(texts), fromHundredths: signed(random) }), 0),
      shares: nullable(random, {
        isOn: random.is(50),
        grades: grades.map((grade) => ({ grade, atMostPercentHundredths: random.int(0, 10_000) })),
      }),
    },
    yearly: random.pick<SchemeDocument['yearly']>([
      { method: 'sum' },
      { method: 'mean' },
      { method: 'weights', thousandths: [100, 200, 300, random.int(0, 999)] },
    ]),
  }
}
